using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Components;
using AiStack.Core.Schema;

namespace AiStack.Cli.Output;

/// <summary>The JSON Schema of stack files as text.</summary>
internal static class SchemaJson
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema, with a line end after its last line.</summary>
    public static string Text() => StackJsonSchema.Of(ComponentCatalog.Schema).ToJsonString(s_options) + "\n";
}
