namespace AiStack.Components.Prometheus.Alerts;

/// <summary>Rules about one subject, computed one after the other.</summary>
/// <param name="Name">The subject, in a word: <c>models</c>.</param>
/// <param name="Records">What is kept.</param>
/// <param name="Alerts">What calls somebody.</param>
internal sealed record RuleGroup(string Name, IReadOnlyList<RecordingRule> Records, IReadOnlyList<AlertRule> Alerts);
