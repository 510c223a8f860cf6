namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program started as a process on this machine.</summary>
public class ExecutableResource
    : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes, IComputeResource
{
    /// <summary>Creates an executable.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">A path, or a name to be found on <c>PATH</c>.</param>
    /// <param name="workingDirectory">The directory that the program is started in.</param>
    /// <exception cref="ArgumentException"><paramref name="command"/> is empty.</exception>
    public ExecutableResource(string name, string command, string workingDirectory) : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);

        Annotations.Add(new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory });
    }

    /// <summary>A path, or a name to be found on <c>PATH</c>.</summary>
    internal string Command => Annotations.OfType<ExecutableAnnotation>().Last().Command;

    /// <summary>The directory that the program is started in.</summary>
    internal string WorkingDirectory => Annotations.OfType<ExecutableAnnotation>().Last().WorkingDirectory;
}
