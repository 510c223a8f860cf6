using System.Numerics;
using AiStack.Core.Units;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AiStack.Core.Tests.Units;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0.5", "500m")]
    [InlineData("500m", "500m")]
    [InlineData("1000m", "1")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("2.5", "2500m")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1500Mi", "1500Mi")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("12e4", "120e3")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("1e+2", "100")]
    [InlineData("12E", "12E")]
    [InlineData("1k", "1k")]
    [InlineData("1000", "1k")]
    [InlineData("1234567", "1234567")]
    [InlineData("0.5Ki", "512")]
    [InlineData("1023", "1023")]
    [InlineData("1024", "1024")]
    [InlineData("1Ki", "1Ki")]
    [InlineData("0.0000000001", "1n")]
    [InlineData("-0.0000000001", "-1n")]
    [InlineData("1e-99999", "1e-9")]
    [InlineData("1.0001Ki", "1024102400u")]
    [InlineData("16Ei", "9223372036854775807")]
    [InlineData("-1Gi", "-1Gi")]
    [InlineData("+3", "3")]
    [InlineData(".5", "500m")]
    [InlineData("1.", "1")]
    [InlineData("007", "7")]
    [InlineData("0Gi", "0")]
    [InlineData("-0", "0")]
    [InlineData("100000000000000000000", "100E")]
    public void ToString_Quantity_IsTheCanonicalForm(string text, string canonical)
    {
        Assert.True(Quantity.TryParse(text, out var quantity, out var error), error);
        Assert.Equal(canonical, quantity.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1 Gi")]
    [InlineData("abc")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("Gi")]
    [InlineData("1.1.1")]
    [InlineData("--1")]
    [InlineData("1i")]
    [InlineData("1mi")]
    [InlineData("1e")]
    [InlineData("1e1.5")]
    [InlineData("1e999999999")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1K")]
    [InlineData("٣")]
    public void TryParse_TextThatIsNoQuantity_IsRefusedWithAnError(string? text)
    {
        Assert.False(Quantity.TryParse(text, out var quantity, out var error));
        Assert.Equal(Quantity.Zero, quantity);
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("16GB", "G (thousand millions) or Gi (1024 cubed)")]
    [InlineData("16gi", "Write Gi.")]
    [InlineData("4GiB", "Write Gi.")]
    [InlineData("1K", "k (thousands) or Ki (1024s)")]
    public void TryParse_UsualSlip_SaysWhatToWrite(string text, string advice)
    {
        Assert.False(Quantity.TryParse(text, out _, out var error));
        Assert.Contains(advice, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_DifferentFormats_GoesByAmount()
    {
        Assert.Equal(Quantity.Parse("1Gi"), Quantity.Parse("1073741824"));
        Assert.True(Quantity.Parse("1G") < Quantity.Parse("1Gi"));
        Assert.True(Quantity.Parse("-1") < Quantity.Zero);
        Assert.True(Quantity.Parse("1500m") >= Quantity.Parse("1.5"));
        Assert.False(Quantity.Zero.IsPositive);
        Assert.False(Quantity.Parse("-1n").IsPositive);
        Assert.True(Quantity.Parse("1n").IsPositive);
    }

    [Theory]
    [InlineData("1Gi", 1073741824)]
    [InlineData("1.5", 2)]
    [InlineData("-1.5", -2)]
    [InlineData("1m", 1)]
    [InlineData("100E", long.MaxValue)]
    public void Bytes_Quantity_IsTheWholeNumberAwayFromZero(string text, long bytes)
        => Assert.Equal(bytes, Quantity.Parse(text).Bytes);

    [Fact]
    public void ToDecimal_Quantity_IsExact()
    {
        Assert.Equal(0.5m, Quantity.Parse("500m").ToDecimal());
        Assert.Equal(-0.000000001m, Quantity.Parse("-1n").ToDecimal());
        Assert.Equal(decimal.MaxValue, Quantity.Parse("1e40").ToDecimal());
        Assert.Equal("500m", Quantity.FromDecimal(0.5m).ToString());
        Assert.Equal("-1n", Quantity.FromDecimal(-0.0000000001m).ToString());
        Assert.Equal("2Gi", Quantity.FromBytes(2147483648).ToString());
    }

    [Property(MaxTest = 1000)]
    public Property Print_AnyQuantity_ReadsBackEqualAndPrintsTheSame()
    {
        var suffixes = Gen.Elements("", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e3", "E-4", "e17", "e+5");
        var texts =
            from sign in Gen.Elements("", "-", "+")
            from whole in Gen.Choose(0, int.MaxValue)
            from digits in Gen.Choose(0, 12)
            from fraction in Gen.Choose(0, 999_999)
            from point in Gen.Elements("", ".")
            from suffix in suffixes
            select sign + whole.ToString("D" + digits) + point + (point.Length > 0 ? fraction.ToString() : "") + suffix;
        return Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var first = Quantity.Parse(text);
            var second = Quantity.Parse(first.ToString());
            Assert.Equal(first, second);
            Assert.Equal(first.ToString(), second.ToString());
        });
    }

    [Property(MaxTest = 1000)]
    public void TryParse_AnyText_AnswersWithoutException(string? text)
        => Assert.Equal(Quantity.TryParse(text, out _, out var error), error is null);

    [Property(MaxTest = 300)]
    public void CompareTo_WholeNumbers_OrdersAsTheNumbersDo(long left, long right)
        => Assert.Equal(Math.Sign(left.CompareTo(right)), Math.Sign(Quantity.FromBytes(left).CompareTo(Quantity.Parse(new BigInteger(right).ToString()))));
}
