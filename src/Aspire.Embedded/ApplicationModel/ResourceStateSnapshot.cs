namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of a resource.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or own words.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>. <see langword="null"/>: as the dashboard does it.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    /// <param name="s">The text.</param>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}
