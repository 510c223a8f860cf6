namespace Aspire.Hosting.ApplicationModel;

/// <summary>How names in the application model are compared.</summary>
internal static class Names
{
    internal static StringComparer Resource => StringComparer.OrdinalIgnoreCase;

    internal static StringComparer Endpoint => StringComparer.OrdinalIgnoreCase;

    internal static StringComparer Command => StringComparer.Ordinal;
}
