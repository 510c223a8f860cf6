using AiStack.Core;
using AiStack.Core.Problems;
using AiStack.Core.Reading;
using AiStack.Core.Values;
using AiStack.Core.Yaml;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests;

/// <summary>Stacks and the text they are written as.</summary>
internal static class StackText
{
    /// <summary>The stack of a file below its first two lines, which are the same everywhere.</summary>
    public static Stack Read(string text)
    {
        var reading = new StackReader(ComponentCatalog.Schema).Read("apiVersion: aistack/v1\nname: test\n" + text, "stack.yaml");
        Assert.DoesNotContain(reading.Problems, problem => problem.Kind.Severity == Severity.Error);
        return reading.Stack!;
    }

    /// <summary>The stack of a whole file that has no problems with reading.</summary>
    public static Stack ReadFile(string text)
    {
        var reading = new StackReader(ComponentCatalog.Schema).Read(text, "stack.yaml");
        Assert.Empty(reading.Problems);
        return reading.Stack!;
    }

    /// <summary>What the stack of a file below its first two lines is published as.</summary>
    public static Publication Publish(string text) => StackPublication.Of(Read(text), ComponentCatalog.Modules);

    /// <summary>The whole file of a stack.</summary>
    public static string Write(Stack stack) => YamlWriter.Write(StackWriter.Write(stack));

    /// <summary>A value with the addresses of a cluster, and secrets as <c>&lt;name/key&gt;</c>.</summary>
    public static string InCluster(this ValueExpression value, Stack stack) => value.Evaluate(part => part switch
    {
        SecretPart secret => $"<{secret.Secret.Name}/{secret.Secret.Key}>",
        EndpointPart endpoint => new ClusterAddresses(stack).Resolve(endpoint),
        _ => throw new NotSupportedException($"{part.GetType().Name} has no value in a cluster."),
    });
}
