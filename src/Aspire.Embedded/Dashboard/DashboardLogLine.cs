using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>One line of the dashboard's own output, which it writes as JSON.</summary>
internal sealed record DashboardLogLine(
    [property: JsonRequired] LogLevel LogLevel, [property: JsonRequired] string Category, string? Message, string? Exception)
{
    private static readonly JsonSerializerOptions s_options = new() { Converters = { new JsonStringEnumConverter<LogLevel>() } };

    /// <returns><see langword="null"/> for text that is no such line, as a crash message of the runtime.</returns>
    internal static DashboardLogLine? Parse(string line)
    {
        // {"EventId":35,"LogLevel":"Warning","Category":"A.B","Message":"…","Exception":"…","State":{…}}, preceded by a time when captured.
        var start = line.IndexOf('{', StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<DashboardLogLine>(line.AsSpan(start), s_options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
