namespace AiStack.Gateway.AiGateway.Proxying;

/// <summary>What ai-proxy chose for a request.</summary>
/// <param name="Uri">Where it is sent.</param>
/// <param name="Headers">Headers that take the place of the caller's: the provider's key among them.</param>
/// <param name="InstanceName">The chosen instance's name, by which limits are told apart.</param>
/// <param name="Model">The model that answers.</param>
/// <param name="RequestedModel">The model that the caller named.</param>
/// <param name="Timeout">Longest silence, before the answer and within it.</param>
internal sealed record AiTarget(Uri Uri, IReadOnlyList<(string Name, string Value)> Headers, string InstanceName, string Model, string RequestedModel, TimeSpan Timeout);
