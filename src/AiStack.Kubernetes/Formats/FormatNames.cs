namespace AiStack.Kubernetes.Formats;

/// <summary>What a user calls the settings of a format, for messages: options of a command, or keys of a configuration.</summary>
/// <param name="Repository">The Git repository.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Path">The directory in it.</param>
public sealed record FormatNames(string Repository, string Revision, string Path);
