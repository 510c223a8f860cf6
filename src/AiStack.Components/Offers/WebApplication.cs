namespace AiStack.Components.Offers;

/// <summary>A web application that an ingress can expose.</summary>
/// <param name="Endpoint">Name of its endpoint.</param>
public sealed record WebApplication(string Endpoint);
