using AiStack.Core.Problems;
using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

public sealed class ScalarNodeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-12", -12)]
    [InlineData("+7", 7)]
    [InlineData("007", 7)]
    [InlineData("0x1F", 31)]
    [InlineData("0o17", 15)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("0o777777777777777777777", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void TryGetInt64_WholeNumber_IsRead(string text, long expected)
    {
        Assert.True(Plain(text).TryGetInt64(out var value));
        Assert.Equal(expected, value);
        Assert.False(Quoted(text).TryGetInt64(out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData("1_000")]
    [InlineData("1,000")]
    [InlineData("0x")]
    [InlineData("0xG")]
    [InlineData("-0x1")]
    [InlineData("0xFFFFFFFFFFFFFFFF")]
    [InlineData("0o")]
    [InlineData("0o8")]
    [InlineData("0o7777777777777777777777")]
    [InlineData(" 1")]
    [InlineData("(1)")]
    [InlineData("١")]
    [InlineData("9223372036854775808")]
    public void TryGetInt64_OtherText_IsNoWholeNumber(string text) => Assert.False(Plain(text).TryGetInt64(out _));

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("-1.5e-3", -0.0015)]
    [InlineData("1E3", 1000)]
    [InlineData("0x10", 16)]
    [InlineData("9223372036854775808", 9223372036854775808d)]
    public void TryGetDouble_Number_IsRead(string text, double expected)
    {
        Assert.True(Plain(text).TryGetDouble(out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("e3")]
    [InlineData("1e")]
    [InlineData("1.2.3")]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData(".nan")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0,5")]
    public void TryGetDouble_OtherText_IsNoNumber(string text) => Assert.False(Plain(text).TryGetDouble(out _));

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    [InlineData("TRUE", true)]
    public void TryGetBool_TruthValue_IsRead(string text, bool expected)
    {
        Assert.True(Plain(text).TryGetBool(out var value));
        Assert.Equal(expected, value);
        Assert.False(Quoted(text).TryGetBool(out _));
    }

    [Theory]
    [InlineData("yes", "'yes' is text in YAML 1.2; write true.")]
    [InlineData("Off", "'Off' is text in YAML 1.2; write false.")]
    [InlineData("1_000", "'1_000' is text in YAML 1.2; write 1000.")]
    [InlineData("0,5", "'0,5' is text; the decimal sign is a point.")]
    [InlineData("tRUE", null)]
    public void Hint_TextOfAnotherYamlVersion_SaysWhatToWrite(string text, string? expected)
    {
        Assert.Equal(expected, Plain(text).Hint);
        Assert.False(Plain(text).TryGetBool(out _));
        Assert.Equal("Quotes make it text; write 5 without them.", Quoted("5").Hint);
    }

    private static ScalarNode Plain(string text) => new(text, IsPlain: true, new Place(""));

    private static ScalarNode Quoted(string text) => new(text, IsPlain: false, new Place(""));
}
