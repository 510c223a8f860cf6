using AiStack.Core.Yaml;

namespace AiStack.Core.Tests.Yaml;

public sealed class YamlReaderFuzzTests
{
    [Fact]
    public void Read_MutatedSample_IsAReadingWithinASecond()
    {
        Assert.Empty(YamlReader.Read(Mutation.Sample, "stack.yaml").Problems);
        var (cases, clean) = (0, 0);
        foreach (var seed in FuzzSize.Cases())
        {
            var text = Mutation.Of(Mutation.Sample, new Random(seed));
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var reading = Record.Exception(() => YamlReader.Read(text, "stack.yaml")) is { } error
                ? throw new InvalidOperationException($"Case {seed}: {text}", error) : YamlReader.Read(text, "stack.yaml");

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"Case {seed} took {watch.Elapsed}: {text}");
            Assert.True(reading.IsComplete || reading.Problems.Count > 0, $"Case {seed} gave up without a word: {text}");
            Assert.All(reading.Problems, problem => Assert.True(problem.Place is { Line: > 0, Column: > 0 }, $"Case {seed}: {problem}"));
            cases++;
            clean += reading.Problems.Count == 0 ? 1 : 0;
        }

        // Both kinds must come up, or the mutations prove nothing.
        Assert.InRange(clean, cases / 50, cases * 9 / 10);
    }
}
