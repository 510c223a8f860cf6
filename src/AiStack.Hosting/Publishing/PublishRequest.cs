using Microsoft.Extensions.Configuration;

namespace AiStack.Hosting.Publishing;

/// <summary>Where and how a stack is to be written.</summary>
/// <param name="OutputDirectory">Absolute path of the directory to write; it need not be there.</param>
/// <param name="Environment">Target environment that the stack is in. <see langword="null"/>: none.</param>
/// <param name="Settings">What configuration says below <c>AiStack:Publish</c>.</param>
public sealed record PublishRequest(string OutputDirectory, string? Environment, IConfiguration Settings);
