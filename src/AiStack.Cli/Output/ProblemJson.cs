using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Core.Problems;

namespace AiStack.Cli.Output;

/// <summary>Problems for programs.</summary>
internal static class ProblemJson
{
    /// <summary>Prints the problems of files as one JSON object: <c>{"problems": [{"code", "severity", "file", "line", "column", "path", "message", "fix"}], "errors", "warnings"}</c>.</summary>
    public static void Write(IReadOnlyList<CheckedFile> files)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("problems");
            foreach (var file in files)
            {
                foreach (var problem in file.Problems)
                {
                    Write(json, problem, file.IsError(problem));
                }
            }

            json.WriteEndArray();
            json.WriteNumber("errors", files.Sum(file => file.Errors));
            json.WriteNumber("warnings", files.Sum(file => file.Warnings));
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, Problem problem, bool isError)
    {
        json.WriteStartObject();
        json.WriteString("code", problem.Kind.Code);
        json.WriteString("severity", isError ? "error" : "warning");
        json.WriteString("file", problem.Place.File);
        json.WriteNumber("line", problem.Place.Line);
        json.WriteNumber("column", problem.Place.Column);
        json.WriteString("path", problem.Place.Path);
        json.WriteString("message", problem.Message);
        json.WriteString("fix", problem.Fix);
        json.WriteEndObject();
    }
}
