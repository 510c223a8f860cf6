using AiStack.Core.Problems;

namespace AiStack.Core.Policies;

/// <summary>What can be wrong with the cases for <c>aistack test-policies</c>, beyond their single properties.</summary>
public static class PolicyProblems
{
    /// <summary>Two cases of one name.</summary>
    public static ProblemKind DoubledName { get; } = new("AIS130", Severity.Error, "Two policy cases of one name",
        "Results name a case by its `name`, so every case below `policies` has one of its own. Rename one of the two.");

    /// <summary>A case that asks something else than an AI gateway.</summary>
    public static ProblemKind NoGateway { get; } = new("AIS131", Severity.Error, "Policy case for no AI gateway",
        "`gateway` names an AI gateway of the stack, as links name it: `apisix/gate`.");

    /// <summary>A case for a route that the gateway does not have, or for none of several.</summary>
    public static ProblemKind NoRoute { get; } = new("AIS132", Severity.Error, "Policy case for no route of its gateway",
        "Every link from an AI gateway is a route. `route` names the model or provider that the link leads to, as the link does\n(`vllm/qwen2-chat`), or the link's `subdomain`. It can be left out where the gateway has one route only.");

    /// <summary>A case that says not what is sent, or says it twice.</summary>
    public static ProblemKind NoRequest { get; } = new("AIS133", Severity.Error, "Policy case without a request, or with two",
        "A case sends either a `prompt`, which becomes a chat of one message (a text to embed on a route to an embedding model), or a\n`request`, which is the whole body.");

    /// <summary>A case that nothing can fail.</summary>
    public static ProblemKind ExpectsNothing { get; } = new("AIS134", Severity.Error, "Policy case that expects nothing",
        "A case that expects nothing, or the presence and absence of one text, proves nothing. Say at least one of `status`,\n`contains`, `not_contains` and `remaining_below`, and nothing that contradicts itself.");

    /// <summary>A case that expects what only a policy brings about that the route does not have.</summary>
    public static ProblemKind NoSuchPolicy { get; } = new("AIS135", Severity.Error, "Policy case that expects what the route never does",
        "Some answers come from one policy only: 401 and 403 from keys, 429 and remaining tokens from limits. On a route without that\npolicy the case can only fail. Add the policy, or expect something else.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } = [DoubledName, NoGateway, NoRoute, NoRequest, ExpectsNothing, NoSuchPolicy];
}
