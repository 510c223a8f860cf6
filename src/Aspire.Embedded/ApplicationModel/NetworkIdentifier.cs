namespace Aspire.Hosting.ApplicationModel;

/// <summary>A network that endpoints are reached from.</summary>
/// <param name="Value">Its name; see <see cref="KnownNetworkIdentifiers"/>.</param>
public record NetworkIdentifier(string Value);
