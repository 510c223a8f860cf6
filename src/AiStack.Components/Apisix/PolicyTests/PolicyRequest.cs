using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Policies;
using AiStack.Core.Yaml;

namespace AiStack.Components.Apisix.PolicyTests;

/// <summary>The request of a case for <c>aistack test-policies</c>, as a client would send it to the gateway.</summary>
/// <param name="Case">The case.</param>
/// <param name="Route">The route that it takes.</param>
/// <param name="Apisix">The component that answers.</param>
/// <param name="Host">The host that is asked for: the route's own, as callers of the cluster know it.</param>
/// <param name="Path">Path of the request: of the API that the body is for, as far as the route's path leads there.</param>
/// <param name="Body">The body.</param>
public sealed record PolicyRequest(PolicyCase Case, AiRoute Route, Component Apisix, string Host, string Path, JsonObject Body)
{
    /// <summary>The model that a prompt asks for where callers may choose.</summary>
    public const string AnyModel = "simulated-model";

    private const string Version = "/v1/";
    private const string Chats = "chat/completions";
    private const string Embeddings = "embeddings";

    /// <summary>Whether it asks for vectors.</summary>
    public bool IsForEmbeddings => Path.EndsWith(Embeddings, StringComparison.Ordinal);

    /// <summary>The model that the body names.</summary>
    /// <value><see langword="null"/>: none.</value>
    public string? Model => (Body["model"] as JsonValue)?.TryGetValue<string>(out var model) == true ? model : null;

    /// <summary>The request of a case.</summary>
    /// <param name="stack">A stack without errors.</param>
    /// <param name="policy">The case.</param>
    public static PolicyRequest Of(Stack stack, PolicyCase policy)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(policy);

        var gateway = stack.Find(policy.Gateway) ?? throw new ArgumentException($"There is no '{policy.Gateway}'; a stack with this problem is not tested.", nameof(policy));
        var route = AiRoute.Of(stack, gateway).First(route => policy.Route is null || route.IsCalled(policy.Route));
        var body = policy.Request is { } request ? NodeJson.Of(request) : Saying(policy.Prompt!, route);
        return new(policy, route, stack.ParentOf(gateway), HostNames.OnLaptop(stack, route.Subdomain)[^1], PathOf(route.Options.Path, Operation(body, route)), body);
    }

    // A model for vectors has no chats.
    private static JsonObject Saying(string prompt, AiRoute route)
    {
        var body = new JsonObject { ["model"] = route.Models is [var model, ..] ? model.Name : AnyModel };
        if (route.IsForEmbeddings)
        {
            body["input"] = prompt;
        }
        else
        {
            body["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt });
        }

        return body;
    }

    // Of `input` alone a body does not say whether it is for vectors or for the responses API.
    private static string Operation(JsonObject body, AiRoute route) =>
        body.ContainsKey("messages") ? Chats
        : body.ContainsKey("input") ? route.IsForEmbeddings || IsCalledEmbedding(body) ? Embeddings : "responses"
        : body.ContainsKey("prompt") ? "completions"
        : route.IsForEmbeddings ? Embeddings
        : Chats;

    private static bool IsCalledEmbedding(JsonObject body) => body["model"]?.ToString().Contains("embed", StringComparison.OrdinalIgnoreCase) == true;

    // One path is asked for as it is. Below another beginning the API is where clients look that have it as their base URL.
    private static string PathOf(string path, string operation)
    {
        var usual = Version + operation;
        if (!path.EndsWith('*'))
        {
            return path;
        }

        var beginning = path[..^1];
        return usual.StartsWith(beginning, StringComparison.Ordinal) || beginning.StartsWith(Version, StringComparison.Ordinal) ? usual
            : beginning.EndsWith('/') ? beginning + operation
            : $"{beginning}/{operation}";
    }
}
