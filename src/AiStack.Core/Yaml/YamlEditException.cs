namespace AiStack.Core.Yaml;

/// <summary>A change that cannot be made to a file without changing something else in it. The file stays as it is.</summary>
/// <param name="message">Why, and what to do instead.</param>
public sealed class YamlEditException(string message) : Exception(message);
