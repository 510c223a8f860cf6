namespace AiStack.Core.Values;

/// <summary>Part of the address of an endpoint; what it is depends on where the stack runs.</summary>
/// <param name="Component">The component that has the endpoint, by its reference.</param>
/// <param name="Endpoint">Which of its endpoints.</param>
/// <param name="Property">Which part of the address.</param>
public sealed record EndpointPart(string Component, string Endpoint, EndpointProperty Property) : ValuePart;
