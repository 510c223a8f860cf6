namespace AiStack.Hosting;

/// <summary>The run mode of one application, and why it was taken.</summary>
/// <param name="Mode">What all components of the application use.</param>
/// <param name="Reason">
/// Why <c>auto</c> did not take containers, as one sentence to print. <see langword="null"/> when the mode was asked for by name, or when containers were taken.
/// </param>
public sealed record RunModeDecision(RunMode Mode, string? Reason);
