using System.Text.Json.Nodes;

namespace AiStack.Components.Offers;

/// <summary>What turns the metrics of a release of the platform on.</summary>
/// <param name="Release">Name of the release.</param>
/// <param name="Values">Values of its chart.</param>
public sealed record MetricsSwitch(string Release, JsonObject Values);
