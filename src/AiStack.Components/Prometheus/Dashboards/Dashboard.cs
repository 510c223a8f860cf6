namespace AiStack.Components.Prometheus.Dashboards;

/// <summary>A dashboard of Grafana.</summary>
/// <param name="Name">What it is about, in a word: <c>models</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Interval">Time between two scrapes of what it shows; the longest, where there are several.</param>
/// <param name="Variables">Its choices, beside that of the data source.</param>
/// <param name="Sections">Its panels.</param>
internal sealed record Dashboard(string Name, string Title, TimeSpan Interval, IReadOnlyList<Variable> Variables, IReadOnlyList<Section> Sections);
