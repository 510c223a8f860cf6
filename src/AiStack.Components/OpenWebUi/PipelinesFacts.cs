using AiStack.Core;

namespace AiStack.Components.OpenWebUi;

/// <summary>What is true about Open WebUI's pipelines server.</summary>
/// <remarks>Source: open-webui/pipelines, <c>main.py</c>, <c>Dockerfile</c> and <c>start.sh</c>, July 2025, since when there are no commits.</remarks>
public static class PipelinesFacts
{
    /// <summary>Registry of the image.</summary>
    public const string Registry = "ghcr.io";

    /// <summary>Image without registry and tag.</summary>
    public const string Image = "open-webui/pipelines";

    /// <summary>Tag of the image: the project publishes no versions.</summary>
    public const string Tag = "main";

    /// <summary>The image as a cluster pulls it.</summary>
    public const string Reference = $"{Registry}/{Image}:{Tag}";

    /// <summary>User that it runs as in a cluster; the image has none of its own but root, and opens its directories to any (pull request 551 of the project).</summary>
    public const int UserId = 1000;

    /// <summary>Port of its OpenAI-compatible API.</summary>
    public const int Port = 9099;

    /// <summary>Answers 200 once it is up; there is no path of its own for health.</summary>
    public const string HealthPath = "/";

    /// <summary>The pipelines that were installed.</summary>
    public const string DataDirectory = "/app/pipelines";

    /// <summary>Variable with the key that callers present. The image's default is public.</summary>
    public const string KeyVariable = "PIPELINES_API_KEY";

    /// <summary>Secret with that key, under key <c>api-key</c>.</summary>
    /// <param name="openWebUi">Name of the Open WebUI component.</param>
    public static SecretReference KeyOf(string openWebUi) => new($"{NameOf(openWebUi)}-key", "api-key");

    /// <summary>Name of the server beside an Open WebUI component: its container, its Service.</summary>
    /// <param name="openWebUi">Name of the Open WebUI component.</param>
    public static string NameOf(string openWebUi) => $"{openWebUi}-pipelines";
}
