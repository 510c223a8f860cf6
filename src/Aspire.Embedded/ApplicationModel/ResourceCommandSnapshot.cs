namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command as the dashboard shows it now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="DisplayName">What is written on it.</param>
/// <param name="DisplayDescription">What it does.</param>
/// <param name="Parameter">Not used.</param>
/// <param name="ConfirmationMessage">What is asked before it is carried out.</param>
/// <param name="IconName">Name of a Fluent UI icon.</param>
/// <param name="IconVariant">How the icon is drawn.</param>
/// <param name="IsHighlighted">Whether it gets a button instead of a menu entry.</param>
public sealed record ResourceCommandSnapshot(
    string Name,
    ResourceCommandState State,
    string DisplayName,
    string? DisplayDescription,
    [property: Obsolete("Use Arguments to describe invocation arguments.")] object? Parameter,
    string? ConfirmationMessage,
    string? IconName,
    IconVariant? IconVariant,
    bool IsHighlighted);
