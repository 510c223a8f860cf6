using AiStack.Core.Schema;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>Names of Jobs that change with the values that they use, since a Job itself cannot be changed: with other values it is another one.</summary>
internal static class JobNames
{
    /// <summary>The kind.</summary>
    public const string Kind = "Job";

    /// <summary>The name of an object as a piece of a template.</summary>
    /// <returns><see langword="null"/>: it is no Job, or uses no value.</returns>
    public static string? NameOf(KubernetesObject made, UsedValues used) => made.Kind == Kind ? used.TextOf(made, made.Name, Checksum.Beginning(made.Name, Names.LongestLabel)) : null;
}
