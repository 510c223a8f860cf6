using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using AiStack.Kubernetes.Output;

namespace AiStack.Kubernetes.Tests.Output;

/// <summary>This test program again, as a process that publishes until it is killed.</summary>
internal static class PublishingProcess
{
    private const string Variable = "AISTACK_TEST_PUBLISHES";

    /// <summary>Starts it and waits until it has begun.</summary>
    /// <param name="directory">The output directory.</param>
    /// <param name="way"><c>atomic</c>, <c>renames</c>, or the number of the renaming after which it kills itself.</param>
    internal static Process Start(string directory, string way)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(PublishingProcess).Assembly.Location);
        }

        start.Environment[Variable] = $"{way} {directory}";
        var process = Process.Start(start)!;
        Assert.Equal("begun", process.StandardOutput.ReadLine());
        return process;
    }

#pragma warning disable CA2255 // A test program's entry point is generated; this is the way to be another program.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void PublishIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split(' ', 2) is not [var way, var directory])
        {
            return;
        }

        IDirectoryExchange exchange = way switch
        {
            "atomic" => new AtomicExchange(),
            "renames" => new RenameExchange(),
            _ => new RenameExchange(step => KillAt(step, int.Parse(way, CultureInfo.InvariantCulture))),
        };
        Console.WriteLine("begun");
        for (var version = 1; ; version++)
        {
            OutputDirectory.Replace(directory, Versions.Make(version), [exchange], TimeSpan.FromSeconds(30));
        }
    }

    private static void KillAt(int step, int wanted)
    {
        if (step == wanted)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
