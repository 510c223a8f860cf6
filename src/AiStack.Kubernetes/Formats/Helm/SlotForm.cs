namespace AiStack.Kubernetes.Formats.Helm;

/// <summary>How a value is written into its place.</summary>
internal enum SlotForm
{
    /// <summary>In quotes.</summary>
    Text,

    /// <summary>As it is.</summary>
    Number,

    /// <summary>A piece of a template as it stands.</summary>
    Template,

    /// <summary>As YAML below its key.</summary>
    Block,

    /// <summary>In quotes, and without a value the whole line is left out.</summary>
    OptionalLine,
}
