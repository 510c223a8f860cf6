namespace Aspire.Hosting.ApplicationModel;

internal static class KnownHostNames
{
    internal const string Localhost = "localhost";
}
