namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command looks and when it can be used.</summary>
public class CommandOptions
{
    /// <summary>What it does, shown as a tooltip.</summary>
    internal string? Description { get; set; }

    /// <summary>Says from the resource's state whether the command can be used.</summary>
    /// <value><see langword="null"/> (default): always.</value>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }

    /// <summary>What is asked before it is carried out.</summary>
    /// <value><see langword="null"/> (default): nothing.</value>
    internal string? ConfirmationMessage { get; set; }

    /// <summary>Name of a Fluent UI icon.</summary>
    public string? IconName { get; set; }

    /// <summary>How the icon is drawn.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it gets a button instead of a menu entry.</summary>
    public bool IsHighlighted { get; set; }
}
