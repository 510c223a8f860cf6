namespace AiStack.Autoscaling.Replay;

/// <summary>A model's replay.</summary>
/// <param name="Model">The model.</param>
/// <param name="Steps">Its pieces in order; one begins at least every resolution, and whenever the engines that answer or are asked for change.</param>
/// <param name="Changes">The decisions that changed the number of engines, in order.</param>
/// <param name="Summary">What it came to.</param>
/// <param name="Findings">What a user should know, each with what to change: rules that never fired, requests lost, too few engines.</param>
public sealed record ModelTimeline(ReplayedModel Model, IReadOnlyList<ReplayStep> Steps, IReadOnlyList<ScalingDecision> Changes, ReplaySummary Summary, IReadOnlyList<string> Findings);
