namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line of the AppHost.</summary>
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly, by name.</summary>
    /// <value><see langword="null"/> (default): the program's entry assembly.</value>
    public string? AssemblyName { get; set; }

    /// <summary>The directory of the AppHost's project, to which relative paths are relative.</summary>
    /// <value><see langword="null"/> (default): as the AppHost's assembly says, else the current directory.</value>
    internal string? ProjectDirectory { get; set; }

    /// <summary>Whether there is no dashboard.</summary>
    public bool DisableDashboard { get; set; }

    /// <summary>The application's name in the dashboard.</summary>
    /// <value><see langword="null"/> (default): the name of the AppHost's project.</value>
    internal string? DashboardApplicationName { get; set; }

    /// <summary>Whether the dashboard may be reached by plain http.</summary>
    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>Whether what resources print also goes to the AppHost's log.</summary>
    internal bool EnableResourceLogging { get; set; }
}
