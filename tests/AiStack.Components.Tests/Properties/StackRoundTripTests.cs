using System.Diagnostics;
using AiStack.Core.Checks;
using AiStack.Core.Reading;
using AiStack.Core.Schema;
using AiStack.Core.Yaml;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Components.Tests.Properties;

/// <summary>Any stack survives being written and read.</summary>
public sealed class StackRoundTripTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    [Fact]
    public void GeneratedStack_WrittenAndRead_IsTheSame()
    {
        var clock = Stopwatch.StartNew();
        var (cases, readable) = (0, 0);
        for (var batch = 1; FuzzSize.GoesOn(cases, clock); batch++)
        {
            Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(FuzzSize.Batch), Prop.ForAll(StackGenerator.File.ToArbitrary(), file =>
            {
                cases++;
                readable += Survives(file) ? 1 : 0;
            }));
        }

        // Where JSON Schema cannot say all that a property wants, a generated value may be refused: those cases must stay few.
        Assert.InRange(readable, cases * 3 / 4, cases);
    }

    [Fact]
    public void Patterns_EachOne_IsMatchedByATextOfTheGenerator()
    {
        var patterns = JsonSchemaTests.Patterns(StackJsonSchema.Of(ComponentCatalog.Schema)).Distinct().ToList();

        Assert.NotEmpty(patterns);
        Assert.All(patterns, pattern => Assert.True(JsonSchemaGenerator.CanMatch(pattern), $"No text of {nameof(JsonSchemaGenerator)} matches {pattern}"));
    }

    private static bool Survives(Node file)
    {
        var clock = Stopwatch.StartNew();
        var text = YamlWriter.Write(file);
        var read = new StackReader(ComponentCatalog.Schema).Read(text, "stack.yaml");
        Assert.NotNull(read.Stack);
        _ = new StackChecker(ComponentCatalog.Schema).Check(read.Stack);
        if (read.Problems.Count > 0)
        {
            return false;
        }

        var written = YamlWriter.Write(StackWriter.Write(read.Stack));
        var again = new StackReader(ComponentCatalog.Schema).Read(written, "stack.yaml");

        Assert.True(again.Problems.Count == 0, $"{string.Join('\n', again.Problems)}\n{written}");
        Assert.True(Same.Difference(read.Stack, again.Stack!) is not { } difference, $"{Same.Difference(read.Stack, again.Stack!)}\n--- as it was:\n{text}\n--- as it was written:\n{written}");
        Assert.Equal(written, YamlWriter.Write(StackWriter.Write(again.Stack!)));
        Assert.True(clock.Elapsed < s_limit, $"took {clock.Elapsed}:\n{text}");
        return true;
    }
}
