using AiStack.Core.Problems;

namespace AiStack.Components.Apisix;

/// <summary>What can be wrong with the policies of a route: those that would do nothing, or everything.</summary>
internal static class AiRouteProblems
{
    public static ProblemKind EmbeddingGuard { get; } = new("AIS385", Severity.Error, "Prompt guard on an embedding route",
        "The guard looks at the messages of a chat, and an embedding request has none: APISIX 3.18 answers some of them with an empty 200.\nRemove `deny_patterns` and `allow_patterns` from the link, and guard the chat routes.");

    public static ProblemKind EmbeddingDecorator { get; } = new("AIS386", Severity.Error, "Prompt decorator on an embedding route",
        "An embedding request has no messages to which others could be added, and vectors of decorated texts would not fit those that are\nstored. Remove `prompt_decorator` from the link.");

    public static ProblemKind EmbeddingTokens { get; } = new("AIS387", Severity.Error, "Token limit on an embedding route",
        "Token limits are for answers, whose length nobody knows beforehand; an embedding model writes none. Limit requests instead:\n`rate_limiting: { count: 100, time_window: 60s }` on the gateway, or on a gateway of its own for embeddings.");

    public static ProblemKind BadPattern { get; } = new("AIS388", Severity.Error, "Pattern outside the common subset",
        "Patterns run in APISIX (PCRE) in the cluster and in .NET on a laptop, and have to mean the same in both. So what one of them lacks or\nreads differently is refused: possessive quantifiers, recursion, `\\K`, POSIX classes and so on. The message names it with its place.");

    public static ProblemKind RiskyPattern { get; } = new("AIS389", Severity.Warning, "Pattern with a reservation",
        "The pattern is accepted, but something in it can go wrong: repetitions inside one another can take exponentially long, nothing can be\ntold in advance about references back. The message says which, and what to write instead.");

    public static ProblemKind AllowsEverything { get; } = new("AIS390", Severity.Warning, "Allow list that admits everything",
        "A prompt passes when one of the allow patterns is found in it. One that is found in every text makes the whole list useless.\nWrite what must be there; for words without regard to case `(?i)\\b(invoice|order)\\b`.");

    public static ProblemKind NothingPasses { get; } = new("AIS391", Severity.Error, "Guard that refuses every prompt",
        "A prompt passes when an allow pattern, if there are any, and no deny pattern is found in it. Here the deny patterns match every\nprompt that the allow patterns admit, so the route answers nothing but 400. Narrow the deny patterns.");

    public static ProblemKind CountedAlone { get; } = new("AIS392", Severity.Error, "Limits counted by each replica alone",
        "Every replica of the gateway counts by itself, so with three of them callers get up to three times the limit. Link the apisix\ncomponent to a redis, where they count together: `- { from: apisix, to: redis }`; or run one replica.");

    public static ProblemKind DoubledInnerPath { get; } = new("AIS393", Severity.Error, "Two routes at one address inside the cluster",
        "Components of the stack reach a route at `/<ai gateway>/<name of what is linked to>/v1`. Two models of one name behind one gateway\nwould share it. Rename one of them, or put it behind an AI gateway of its own.");

    public static ProblemKind KeyUnderAnotherName { get; } = new("AIS394", Severity.Error, "Key under a name that is not read",
        "APISIX' ingress controller reads callers' keys from the key `key` of their Secrets, and from no other. Leave `key` out, or write `key: key`,\nand keep the value there: `kubectl create secret generic gate-key --from-literal=key=…`.");

    public static ProblemKind InnerCallersShutOut { get; } = new("AIS395", Severity.Warning, "Address list without the stack's own callers",
        "Components of the stack call the gateway from the addresses of their pods, which are private ones, and the list holds for them too:\nthe route inside the cluster can be reached from outside as well. Add the cluster's pod network to the list, such as `10.0.0.0/8`.");

    public static ProblemKind UnseenPath { get; } = new("AIS397", Severity.Error, "Policies on a path that they do not see",
        "APISIX understands chats, responses, Anthropic's messages and embeddings. What is sent to other paths, such as the older `/v1/completions`,\nit passes on unseen: a token limit counts nothing there, a decorator adds nothing, a guard refuses everything. Write `path: /v1/*`, or a path that is seen.");

    public static IReadOnlyList<ProblemKind> All { get; } =
        [EmbeddingGuard, EmbeddingDecorator, EmbeddingTokens, BadPattern, RiskyPattern, AllowsEverything, NothingPasses, CountedAlone, DoubledInnerPath, KeyUnderAnotherName, InnerCallersShutOut, UnseenPath];
}
