using AiStack.Simulator.Text;

namespace AiStack.Simulator.Completions;

/// <summary>A token in the list of probabilities of a completion.</summary>
/// <param name="Offset">Where it begins in the choice's text.</param>
/// <param name="Token">Its text.</param>
/// <param name="Known">Its probability and its alternatives; <see langword="null"/> for a prompt's first token, which nothing comes before.</param>
internal readonly record struct LogprobEntry(int Offset, string Token, (Logprob Chosen, Logprob[] Top)? Known);
