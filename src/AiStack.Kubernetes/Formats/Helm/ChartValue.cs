using System.Text.Json.Nodes;

namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>A value of a chart.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Key">Its key in the section.</param>
/// <param name="Default">What it is without anybody saying otherwise.</param>
/// <param name="Users">Who uses it, for the reader.</param>
internal sealed record ChartValue(string Section, string Key, JsonNode Default, IReadOnlyList<string> Users)
{
    /// <summary>Whether quantities in it have to be written as the API server writes them.</summary>
    public bool IsCanonical { get; init; }
}
