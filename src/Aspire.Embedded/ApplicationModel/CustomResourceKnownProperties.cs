namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of properties that the dashboard gives a place of their own, whatever the type of the resource.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>What the resource runs; the dashboard's Source column.</summary>
    public static string Source => "resource.source";
}
