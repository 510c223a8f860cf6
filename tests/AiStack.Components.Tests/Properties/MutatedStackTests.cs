using System.Diagnostics;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Components.Tests.Properties;

/// <summary>Whatever is done to a stack file, checking it gives problems or a stack: never an exception, never a hang.</summary>
public sealed class MutatedStackTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    [Fact]
    public void MutatedSample_Checked_GivesProblemsOrAStack()
    {
        var samples = SampleFiles.All.Select(File.ReadAllText).ToArray();
        var clock = Stopwatch.StartNew();
        var (cases, good) = (0, 0);
        var mutated = from sample in Gen.Elements(samples)
                      from seed in Gen.Choose(0, int.MaxValue)
                      select StackMutation.Of(sample, new Random(seed));
        while (FuzzSize.GoesOn(cases, clock))
        {
            Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(FuzzSize.Batch), Prop.ForAll(mutated.ToArbitrary(), text =>
            {
                cases++;
                good += IsGood(text) ? 1 : 0;
            }));
        }

        // Both must come up, or the mutations prove nothing.
        Assert.InRange(good, 1, cases * 9 / 10);
    }

    private static bool IsGood(string text)
    {
        var clock = Stopwatch.StartNew();
        var reading = StackFile.Check(YamlReader.Read(text, "stack.yaml"), "stack.yaml", ComponentCatalog.Schema);

        Assert.True(clock.Elapsed < s_limit, $"took {clock.Elapsed}:\n{text}");
        Assert.True(reading.Stack is not null || reading.Problems.HasErrors(), $"neither a stack nor a problem:\n{text}");
        Assert.All(reading.Problems, problem => Assert.True(problem is { Place: { Line: > 0, Column: > 0 }, Message.Length: > 0, Fix.Length: > 0 }, $"{problem}\n{text}"));
        if (reading.Problems.HasErrors())
        {
            return false;
        }

        // A stack without errors can be written, and reads back as itself.
        var written = YamlWriter.Write(StackWriter.Write(reading.Stack!));
        Assert.Null(Same.Difference(reading.Stack!, new StackReader(ComponentCatalog.Schema).Read(written, "stack.yaml").Stack!));
        return true;
    }
}
