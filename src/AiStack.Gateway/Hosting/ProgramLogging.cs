namespace AiStack.Gateway.Hosting;

/// <summary>The log of both roles.</summary>
internal static class ProgramLogging
{
    /// <summary>Sets it up.</summary>
    /// <param name="logging">The log.</param>
    /// <param name="level">Least level that is logged.</param>
    /// <param name="asJson">Whether lines are JSON.</param>
    public static void Configure(ILoggingBuilder logging, LogLevel level, bool asJson)
    {
        logging.SetMinimumLevel(level);
        // The server and the forwarder tell in many lines, some with stack traces, what our own lines tell in one.
        logging.AddFilter("Microsoft", level <= LogLevel.Debug ? level : LogLevel.Warning);
        logging.AddFilter("Yarp", level <= LogLevel.Debug ? level : LogLevel.None);
        // A port that is taken would be told with a stack trace; ProgramHost tells it in a line, and a failed background service too.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // An enabled logger here makes the server begin a span for every request, even if nobody collects spans.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (asJson)
        {
            logging.AddJsonConsole(console => console.TimestampFormat = "O");
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
        }
    }
}
