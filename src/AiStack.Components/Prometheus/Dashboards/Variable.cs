namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>A choice at the top of a dashboard: one, several or all of known values.</summary>
/// <param name="Name">Name that queries refer to it by.</param>
/// <param name="Title">What readers see.</param>
/// <param name="Values">The values.</param>
internal sealed record Variable(string Name, string Title, IReadOnlyList<string> Values);
