using AiStack.Core.Problems;

namespace AiStack.Components.ExternalAi;

/// <summary>What can be wrong with providers outside the stack.</summary>
internal static class ExternalAiProblems
{
    public static ProblemKind NoEndpoint { get; } = new("AIS281", Severity.Error, "Provider without an address",
        "Azure OpenAI has an address per customer: write `ai_endpoint: https://<resource>.openai.azure.com`. OpenAI and Anthropic have a\ncommon one, which is taken when none is said.");

    public static ProblemKind Endpoint { get; } = new("AIS282", Severity.Error, "Not an https address",
        "A provider is reached over the internet with a key, so its address is an https URL: `https://api.openai.com`.\nWithout `ai_endpoint` the provider's usual address is taken.");

    public static ProblemKind EndpointPath { get; } = new("AIS283", Severity.Error, "Address with a path that answers nothing",
        "APISIX adds the path of the API that is asked for (`/v1/chat/completions`, `/v1/embeddings`) only to an address without any path.\nA path, even a single `/` or `/v1`, takes its place for every request, and the provider answers 404.");

    public static ProblemKind OneApi { get; } = new("AIS284", Severity.Warning, "Address of one API only",
        "The path of the address takes the place of the path of every request, so only the API that it names can be called: embeddings and\nresponses, for example, end up at chat completions. Leave the path out unless that is meant.");

    public static ProblemKind Circle { get; } = new("AIS285", Severity.Error, "Provider that is this stack's own gateway",
        "The address of the provider is a host of a gateway of this stack, so a request would go round for ever. Write the address of the\nprovider, or link the AI gateway to the model itself.");

    public static ProblemKind Unused { get; } = new("AIS396", Severity.Warning, "Provider that nothing leads to",
        "A provider outside the stack is reached through an AI gateway. Link one to it: `- { from: apisix/ai, to: openai }`.");

    public static IReadOnlyList<ProblemKind> All { get; } = [NoEndpoint, Endpoint, EndpointPath, OneApi, Circle, Unused];
}
