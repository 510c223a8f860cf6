namespace AiStack.Simulator.Text;

/// <summary>A token and how probable the model found it.</summary>
/// <param name="Token">Its text.</param>
/// <param name="Value">Natural logarithm of its probability, at most 0.</param>
internal readonly record struct Logprob(string Token, double Value);
