using AiStack.Core.Problems;

namespace AiStack.Components.ExternalAi;

/// <summary>What can be wrong with providers outside the stack.</summary>
internal static class ExternalAiProblems
{
    public static ProblemKind Endpoint { get; } = new("AIS282", Severity.Error, "Not an https address",
        "A provider is reached over the internet with a key, so its address is an https URL: `https://api.openai.com`.\nWithout `ai_endpoint` the provider's usual address is taken.");

    public static IReadOnlyList<ProblemKind> All { get; } = [Endpoint];
}
