namespace Aspire.Hosting.ApplicationModel;

internal static class CustomResourceKnownProperties
{
    internal const string Source = "resource.source";
}
