using System.Text.Json.Nodes;
using AiStack.Core.Reading;
using AiStack.Core.Yaml;

namespace AiStack.Core.Schema;

/// <summary>Something that can be said about a component, a link or a part of them.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="description">What it means, its unit and its default: shown by editors.</param>
public abstract class Property(string name, string description)
{
    /// <summary>Its name in the file.</summary>
    public string Name { get; } = name;

    /// <summary>What it means, its unit and its default.</summary>
    public string Description { get; } = description;

    /// <summary>Whether it has to be said.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Another name that it may be given in the file.</summary>
    public string? Alias { get; init; }

    /// <summary>What it takes, in the words of JSON Schema.</summary>
    public abstract JsonObject JsonSchema { get; }

    /// <summary>Puts a value of the file into a spec.</summary>
    internal abstract object Read(object target, Node node, ReadContext context);

    /// <summary>The value in a spec as it is written to a file; <see langword="null"/> where it is the one of <paramref name="empty"/>.</summary>
    internal abstract Node? Write(object target, object empty);

    /// <summary>What is wrong with the value in a spec.</summary>
    internal abstract IEnumerable<Finding> Check(object target);
}
