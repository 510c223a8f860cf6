namespace AiStack.Core;

/// <summary>Where a secret value is kept. The value itself is never part of a stack.</summary>
/// <param name="Name">Name of the Kubernetes Secret, in the namespace of whoever uses it.</param>
/// <param name="Key">Key in that Secret.</param>
/// <param name="DefaultKey">The key that is meant when none is written.</param>
public sealed record SecretReference(string Name, string Key, string DefaultKey)
{
    /// <summary>A secret under its default key.</summary>
    public SecretReference(string name, string key) : this(name, key, key)
    {
    }

    /// <summary>Whether a run on a laptop may make the value up, once, and keep it.</summary>
    /// <value>Default: yes. No for a key that somebody else issues, such as a provider's.</value>
    public bool CanBeGenerated { get; init; } = true;

    /// <summary>Characters (letters and digits) of a value that a laptop makes up.</summary>
    /// <value>Default: 32.</value>
    public int GeneratedLength { get; init; } = 32;

    /// <summary>Whether it exists on a laptop only: nothing is published for it, and a variable made of it is left out there.</summary>
    /// <value>Default: no.</value>
    public bool IsLocal { get; init; }

    /// <summary>The parameter that holds the value on a laptop: configuration <c>Parameters:&lt;name&gt;</c>.</summary>
    public string ParameterName => Key == DefaultKey ? Name : $"{Name}-{Key}";
}
