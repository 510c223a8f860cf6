using System.Text.Json;
using AiStack.Core.Yaml;

namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>The file that a standalone APISIX reads its routes from, as JSON or as YAML.</summary>
/// <remarks>Source: apache/apisix 3.18, <c>docs/en/latest/deployment-modes.md</c>.</remarks>
internal static class ApisixFile
{
    private const string EndMarker = "#END";

    /// <summary>Reads a file's content.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="path">The file's path: what ends in <c>.json</c> is JSON, everything else YAML.</param>
    /// <exception cref="ConfigurationException">It is neither, or only the beginning of a YAML file.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> content, string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ParseJson(content) : ParseYaml(System.Text.Encoding.UTF8.GetString(content.Span), path);

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonDocument.Parse(content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new ConfigurationException($"not JSON: {e.Message}");
        }
    }

    private static JsonDocument ParseYaml(string text, string path)
    {
        // Whoever writes the file in place has not come to its end yet.
        if (!text.TrimEnd().EndsWith(EndMarker, StringComparison.Ordinal))
        {
            throw new ConfigurationException($"the last line has to be {EndMarker}, as APISIX demands it.");
        }

        var reading = YamlReader.Read(text, path);
        return reading is { Root: { } root, IsComplete: true } && reading.Problems.Count == 0
            ? JsonDocument.Parse(NodeJson.Of(root)?.ToJsonString() ?? "null")
            : throw new ConfigurationException(string.Join(" ", reading.Problems.Select(problem => $"line {problem.Place.Line}: {problem.Message}")));
    }
}
