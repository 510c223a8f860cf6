using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Kubernetes.Validation;
using AiStack.Kubernetes.Validation.Files;

namespace AiStack.Cli.Output;

/// <summary>What came of validating manifests, for programs.</summary>
internal static class ManifestJson
{
    /// <summary>Prints one JSON object: <c>{"problems": [{"file", "line", "object", "path", "message"}], "objects", "files", "skipped", "kinds", "plugins", "kindsWithoutSchema", "rules"}</c>.</summary>
    public static void Write(ManifestReport report, SchemaSet schemas)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("problems");
            foreach (var problem in report.Problems)
            {
                Write(json, problem);
            }

            json.WriteEndArray();
            json.WriteNumber("objects", report.Objects);
            json.WriteNumber("files", report.Files);
            json.WriteNumber("skipped", report.Skipped);
            json.WriteNumber("kinds", schemas.Types.Count);
            json.WriteNumber("plugins", schemas.Plugins.Count);
            json.WriteStartArray("kindsWithoutSchema");
            foreach (var kind in report.KindsWithoutSchema)
            {
                json.WriteStringValue(kind);
            }

            json.WriteEndArray();
            WriteRules(json, report);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, ManifestProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("file", problem.File);
        if (problem.Line is { } line)
        {
            json.WriteNumber("line", line);
        }
        else
        {
            json.WriteNull("line");
        }

        json.WriteString("object", problem.Subject);
        json.WriteString("path", problem.Path);
        json.WriteString("message", problem.Message);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, ManifestReport report)
    {
        json.WriteStartObject("rules");
        json.WriteNumber("evaluated", report.Rules.Evaluated);
        json.WriteNumber("notApplicable", report.Rules.NotApplicable);
        json.WriteStartArray("notEvaluated");
        foreach (var gap in report.Rules.NotEvaluated)
        {
            json.WriteStartObject();
            json.WriteString("rule", gap.Rule);
            json.WriteString("reason", gap.Reason);
            json.WriteNumber("count", gap.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
