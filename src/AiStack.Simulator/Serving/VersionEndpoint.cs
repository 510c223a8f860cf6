using AiStack.Simulator.Protocol;

namespace AiStack.Simulator.Serving;

/// <summary>Answers <c>/version</c>.</summary>
internal static class VersionEndpoint
{
    /// <summary>The vLLM release whose behaviour is followed.</summary>
    public const string FollowedRelease = "0.30.0";

    /// <summary>Answers one request.</summary>
    public static Task HandleAsync(HttpContext http) => Reply.JsonAsync(http, 200, FollowedRelease, static (json, version) =>
    {
        json.WriteStartObject();
        json.WriteString("version"u8, version);
        json.WriteEndObject();
    });
}
