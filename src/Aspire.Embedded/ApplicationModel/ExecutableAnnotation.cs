namespace Aspire.Hosting.ApplicationModel;

/// <summary>What an executable runs, and where.</summary>
internal sealed class ExecutableAnnotation : IResourceAnnotation
{
    /// <summary>A path, or a name to be found on <c>PATH</c>.</summary>
    public required string Command { get; set; }

    /// <summary>The directory that the program is started in.</summary>
    public required string WorkingDirectory { get; set; }
}
