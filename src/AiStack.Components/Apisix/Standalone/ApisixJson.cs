using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiStack.Components.Apisix.Standalone;

/// <summary>Writes documents as <c>apisix.json</c>, which APISIX reads with <c>config_provider: json</c>, and <c>AiStack.Gateway</c> by the file's name.</summary>
public static class ApisixJson
{
    // Read by programs, never by a browser: '<' and 'ä' may stand as they are.
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a document.</summary>
    public static string Write(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.ToJsonString(s_options) + "\n";
    }
}
