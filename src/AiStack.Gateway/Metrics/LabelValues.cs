namespace AiStack.Gateway.Metrics;

/// <summary>Up to five label values, in the order of their family's label names.</summary>
internal readonly record struct LabelValues(string First, string? Second = null, string? Third = null, string? Fourth = null, string? Fifth = null)
{
    /// <summary>The value at a place.</summary>
    public string this[int index] => (index switch { 0 => First, 1 => Second, 2 => Third, 3 => Fourth, _ => Fifth }) ?? "";
}
