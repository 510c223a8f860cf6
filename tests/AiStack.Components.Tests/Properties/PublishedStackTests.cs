using System.Diagnostics;
using AiStack.Core.Checks;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;
using AiStack.Kubernetes.Formats;
using AiStack.Kubernetes.Publishing;
using FsCheck;
using FsCheck.Fluent;

namespace AiStack.Components.Tests.Properties;

/// <summary>Any stack without errors can be published: nothing refers to nothing, no finding is left without a reason, and twice is the same.</summary>
public sealed class PublishedStackTests
{
    [Fact]
    public void GeneratedStack_WithoutErrors_IsPublishedWhole()
    {
        var clock = Stopwatch.StartNew();
        var (cases, published) = (0, 0);
        for (var batch = 1; FuzzSize.GoesOn(cases, clock); batch++)
        {
            Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(FuzzSize.Batch), Prop.ForAll(StackGenerator.File.ToArbitrary(), file =>
            {
                cases++;
                published += IsPublished(file) ? 1 : 0;
            }));
        }

        // Most stacks of random values have errors; enough must be left for the test to mean something.
        Assert.True(published > 0, $"None of {cases} generated stacks was free of errors.");
    }

    private static bool IsPublished(Node file)
    {
        var text = YamlWriter.Write(file);
        var read = new StackReader(ComponentCatalog.Schema).Read(text, "stack.yaml");
        if (read.Problems.HasErrors() || new StackChecker(ComponentCatalog.Schema).Check(read.Stack!).HasErrors())
        {
            return false;
        }

        var publication = StackPublication.Of(read.Stack!, ComponentCatalog.Modules);

        // Names and namespaces are drawn from few.
        if (publication.Problems.Any(problem => problem.Kind == OutputProblems.DoubledObject))
        {
            return false;
        }

        Assert.True(!publication.Problems.HasErrors(), $"{string.Join('\n', publication.Problems)}\n{text}");
        Assert.True(!publication.Score.Unexplained.Any(), $"{string.Join('\n', publication.Score.Unexplained.Select(found => $"{found.Subject}: {found.Failure}"))}\n{text}");
        Assert.Equal(PlainFormat.Of(publication), PlainFormat.Of(StackPublication.Of(read.Stack!, ComponentCatalog.Modules)));
        return true;
    }
}
