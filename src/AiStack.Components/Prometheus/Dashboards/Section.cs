namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>Panels of a dashboard below a heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Panels">The panels, from left to right.</param>
internal sealed record Section(string Title, params IReadOnlyList<Panel> Panels);
