using System.Text.Encodings.Web;
using System.Text.Json;
using AiStack.Cli.Policies;
using AiStack.Core.Policies;

namespace AiStack.Cli.Output;

/// <summary>What came of policy cases, for programs.</summary>
internal static class PolicyJson
{
    /// <summary>
    /// Prints one JSON object: <c>{"cases": [{"name", "gateway", "route", "file", "line", "column", "expected": {"status", "contains", "not_contains", "remaining_below"},
    /// "got": {"status", "remaining", "body", "milliseconds"}, "verdict", "failures"}], "passed", "failed", "notRun", "notTested"}</c>. What was not said, or did not come, is left out.
    /// </summary>
    public static void Write(IReadOnlyList<PolicyResult> results)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("cases");
            foreach (var result in results)
            {
                Write(json, result);
            }

            json.WriteEndArray();
            WriteCount(json, "passed", results, PolicyVerdict.Passed);
            WriteCount(json, "failed", results, PolicyVerdict.Failed);
            WriteCount(json, "notRun", results, PolicyVerdict.NotRun);
            Write(json, "notTested", PolicyWords.NotTested(results));
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteCount(Utf8JsonWriter json, string name, IReadOnlyList<PolicyResult> results, PolicyVerdict verdict) =>
        json.WriteNumber(name, results.Count(result => result.Verdict == verdict));

    private static void Write(Utf8JsonWriter json, PolicyResult result)
    {
        json.WriteStartObject();
        json.WriteString("name", result.Request.Case.Name);
        json.WriteString("gateway", result.Request.Case.Gateway);
        json.WriteString("route", result.Request.Route.Link.To.Reference);
        json.WriteString("file", result.Place.File);
        json.WriteNumber("line", result.Place.Line);
        json.WriteNumber("column", result.Place.Column);
        Write(json, result.Request.Case.Expect);
        if (result.Answer is { } answer)
        {
            Write(json, answer);
        }

        json.WriteString("verdict", PolicyWords.Of(result.Verdict));
        Write(json, "failures", result.Failures);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PolicyExpectation expected)
    {
        json.WriteStartObject("expected");
        Write(json, "status", expected.Status);
        Write(json, "contains", expected.Contains);
        Write(json, "not_contains", expected.NotContains);
        Write(json, "remaining_below", expected.RemainingBelow);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PolicyAnswer answer)
    {
        json.WriteStartObject("got");
        json.WriteNumber("status", answer.Status);
        Write(json, "remaining", answer.Remaining);
        json.WriteString("body", PolicyWords.Beginning(answer.Body));
        json.WriteNumber("milliseconds", Math.Round(answer.Time.TotalMilliseconds, 1));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> sentences)
    {
        json.WriteStartArray(name);
        foreach (var sentence in sentences)
        {
            json.WriteStringValue(sentence);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } said)
        {
            json.WriteNumber(name, said);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
