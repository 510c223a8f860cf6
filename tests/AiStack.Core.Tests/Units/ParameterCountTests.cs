using AiStack.Core.Units;
using FsCheck.Xunit;

namespace AiStack.Core.Tests.Units;

public sealed class ParameterCountTests
{
    [Theory]
    [InlineData("1.5B", 1_500_000_000)]
    [InlineData("7B", 7_000_000_000)]
    [InlineData("7b", 7_000_000_000)]
    [InlineData("494M", 494_000_000)]
    [InlineData("8x7B", 56_000_000_000)]
    [InlineData("8X22b", 176_000_000_000)]
    [InlineData("1T", 1_000_000_000_000)]
    [InlineData("22.7M", 22_700_000)]
    [InlineData("1500000000", 1_500_000_000)]
    public void TryParse_NumberOfParameters_IsRead(string text, long parameters)
    {
        Assert.True(ParameterCount.TryParse(text, out var read, out var error), error);
        Assert.Equal(parameters, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("B")]
    [InlineData("big")]
    [InlineData("-7B")]
    [InlineData("0B")]
    [InlineData("x7B")]
    [InlineData("8x")]
    [InlineData("7 B")]
    [InlineData("99999999999999999999999999T")]
    public void TryParse_TextThatIsNone_SaysWhatToWrite(string text)
    {
        Assert.False(ParameterCount.TryParse(text, out _, out var error));
        Assert.Contains("1.5B", error, StringComparison.Ordinal);
    }

    [Property(MaxTest = 1000)]
    public void TryParse_AnyText_AnswersWithoutException(string? text)
        => Assert.Equal(ParameterCount.TryParse(text, out _, out var error), error is null);
}
