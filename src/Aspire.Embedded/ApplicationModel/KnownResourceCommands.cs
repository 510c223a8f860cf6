namespace Aspire.Hosting.ApplicationModel;

/// <summary>Commands that executables and containers have.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a resource that does not run.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a resource that runs.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts a resource.</summary>
    public static readonly string RestartCommand = "restart";
}
