using AiStack.Core.Schema;

namespace AiStack.Core.Tests.Schema;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("chekc", "check")]
    [InlineData("hceck", "check")]
    [InlineData("chck", "check")]
    [InlineData("checkk", "check")]
    [InlineData("rn", "run")]
    [InlineData("maxModelLen", "max_model_len")]
    [InlineData("MAX-MODEL-LEN", "max_model_len")]
    [InlineData("max_modle_len", "max_model_len")]
    public void Nearest_SlipOfTheFingers_IsUnderstood(string word, string meant) =>
        Assert.Equal(meant, Spelling.Nearest(word, ["init", "run", "check", "max_model_len", "max_num_seqs"]));

    [Theory]
    [InlineData("banana")]
    [InlineData("ceckh")]
    [InlineData("")]
    public void Nearest_OtherWord_IsNotGuessed(string word) => Assert.Null(Spelling.Nearest(word, ["init", "run", "check"]));

    [Fact]
    public void Nearest_SeveralAsNear_IsTheFirst() => Assert.Equal("vllm-b", Spelling.Nearest("vllm-a", ["vllm-bcd", "vllm-b", "vllm-c"]));

    [Fact]
    public void Nearest_AllDistances_AreThoseOfTheWholeTable()
    {
        var random = new Random(20260217);
        for (var i = 0; i < 20_000; i++)
        {
            var (one, other) = (Word(random), Word(random));
            Assert.Equal(Distance(one, other) <= Math.Max(1, one.Length / 3), Spelling.Nearest(one, [other]) is not null);
        }
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abc"[random.Next(3)]));

    // The definition, without shortcuts.
    private static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[one.Length, other.Length];
    }
}
