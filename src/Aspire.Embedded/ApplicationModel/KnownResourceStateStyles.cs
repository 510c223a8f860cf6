namespace Aspire.Hosting.ApplicationModel;

/// <summary>The colours in which the dashboard shows a state that it has no icon for.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>All is well.</summary>
    internal static readonly string Success = "success";

    /// <summary>Something failed.</summary>
    public static readonly string Error = "error";

    /// <summary>Neither good nor bad.</summary>
    public static readonly string Info = "info";

    /// <summary>Something needs attention.</summary>
    internal static readonly string Warn = "warning";
}
