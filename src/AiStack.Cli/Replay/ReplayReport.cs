using AiStack.Autoscaling.Replay;

namespace AiStack.Cli.Replay;

/// <summary>A replay of a stack, to be shown.</summary>
/// <param name="Stack">Name of the stack.</param>
/// <param name="Load">The load in few words.</param>
/// <param name="Speed">How fast engines were taken to be.</param>
/// <param name="StartUp">How long they were taken to start.</param>
/// <param name="Models">The models, in the order of the file.</param>
internal sealed record ReplayReport(string Stack, string Load, EngineSpeed Speed, TimeSpan StartUp, IReadOnlyList<ModelTimeline> Models);
