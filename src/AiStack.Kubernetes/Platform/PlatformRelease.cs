using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Platform;

/// <summary>An operator or gateway that a stack needs in its cluster: a Helm chart with its values, pinned.</summary>
/// <param name="Name">Name of the release.</param>
/// <param name="Namespace">Namespace that it is installed to.</param>
/// <param name="Chart">The chart: <c>repository/name</c>, an <c>oci://</c> address, or <c>./name</c> for a directory of <see cref="Files"/>.</param>
/// <param name="Version">Version of the chart. <see langword="null"/>: it is a directory of ours.</param>
public sealed record PlatformRelease(string Name, string Namespace, string Chart, string? Version)
{
    /// <summary>Name and URL of the chart's repository.</summary>
    /// <value><see langword="null"/> (default): the chart needs none.</value>
    public PlatformRepository? Repository { get; init; }

    /// <summary>Values of the release.</summary>
    /// <value>Default: the chart's own. Those of one release that several components ask for are joined.</value>
    public JsonObject Values { get; init; } = [];

    /// <summary>Releases that have to be there before, by their names, where the stack has them.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Files of the chart's directory, by their paths in it.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Images that its files pin; those in <see cref="Values"/> are found there.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Images { get; init; } = [];

    /// <summary>What has to be known or watched, a sentence each.</summary>
    /// <value>Default: nothing.</value>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the release is for, in a few words.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>Level of Pod Security that its namespace needs: <c>privileged</c>, <c>baseline</c> or <c>restricted</c>.</summary>
    /// <value><see langword="null"/> (default): not said; the namespace is left as it is.</value>
    public string? PodSecurity { get; init; }

    /// <summary>Whether it is installed into a namespace of the stack, which the stack then closes and labels. Otherwise its namespace is its own, and a stack that uses it, too, closes only its own pods there.</summary>
    /// <value>Default: no.</value>
    public bool IsInStackNamespace { get; init; }
}
