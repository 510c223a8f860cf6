using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Protocol;

namespace Aspire.Hosting.Dashboard;

/// <summary>Log lines as messages small enough for gRPC, which refuses 4 MiB and more.</summary>
internal static class ConsoleLogBatch
{
    private const int MaxMessageBytes = 3 * 1024 * 1024;

    // A line as long as this is no longer read by anybody, and alone it would break the stream.
    private const int MaxLineCharacters = 512 * 1024;

    internal static IEnumerable<WatchResourceConsoleLogsUpdate> Split(IReadOnlyList<LogLine> lines)
    {
        var batch = new WatchResourceConsoleLogsUpdate();
        var size = 0;
        foreach (var line in lines)
        {
            var message = Line(line);
            var messageSize = message.CalculateSize() + 8;
            if (size + messageSize > MaxMessageBytes && batch.LogLines.Count > 0)
            {
                yield return batch;
                batch = new();
                size = 0;
            }

            batch.LogLines.Add(message);
            size += messageSize;
        }

        if (batch.LogLines.Count > 0)
        {
            yield return batch;
        }
    }

    private static ConsoleLogLine Line(LogLine line) => new()
    {
        Text = line.Content.Length <= MaxLineCharacters ? line.Content : line.Content[..MaxLineCharacters] + " …(line cut)",
        IsStdErr = line.IsErrorMessage,
        LineNumber = line.LineNumber,
    };
}
