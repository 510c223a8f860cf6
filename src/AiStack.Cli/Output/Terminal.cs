using System.Text;

namespace AiStack.Cli.Output;

/// <summary>What is known about where output goes.</summary>
internal static class Terminal
{
    /// <summary>Whether colour is seen: on a terminal, unless <c>NO_COLOR</c> is set or the terminal is dumb.</summary>
    public static bool IsColoured { get; } =
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    /// <summary>Whether what is written can be overwritten: on a terminal that is not dumb.</summary>
    public static bool IsLive { get; } = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    /// <summary>Columns of the terminal.</summary>
    public static int Width => Console.IsOutputRedirected || Console.WindowWidth < 40 ? 120 : Console.WindowWidth;

    /// <summary>Standard output, written in large pieces. A reader that goes away early is no error.</summary>
    public static StreamWriter Open() => new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024);
}
