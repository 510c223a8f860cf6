namespace AiStack.Autoscaling.Load;

/// <summary>What comes in one second.</summary>
/// <param name="Requests">Requests; a part of one is one that comes every few seconds.</param>
/// <param name="PromptTokens">Tokens of each prompt.</param>
/// <param name="OutputTokens">Tokens of each answer; 0 for a request that only reads its prompt, such as an embedding.</param>
public readonly record struct LoadSecond(double Requests, int PromptTokens, int OutputTokens);
