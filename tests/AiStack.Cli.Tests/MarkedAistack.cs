using System.Diagnostics;
using AppHost.Tests;

namespace AiStack.Cli.Tests;

/// <summary><c>aistack test-policies stack.yaml</c> in a process group of its own, where everything that it starts can be found.</summary>
internal sealed class MarkedAistack : IDisposable
{
    private readonly Aistack _aistack = new();

    public MarkedAistack() => System.IO.Directory.CreateDirectory(Temporary);

    /// <summary>The processes.</summary>
    public MarkedProcesses Processes { get; } = new();

    /// <summary>Where it is called.</summary>
    public string Directory => _aistack.Directory;

    /// <summary>Where it puts temporary files.</summary>
    public string Temporary => Path.Combine(_aistack.Directory, "tmp");

    /// <summary>Writes the stack.</summary>
    public void WriteStack(string text) => _aistack.Write("stack.yaml", text);

    /// <summary>Writes a program in place of one of ours.</summary>
    public void WriteProgram(string name, string commands)
    {
        _aistack.Write(name, $"#!/bin/sh\n{commands}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(Directory, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="variables">Variables of its environment.</param>
    public Process Start(params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("setsid", [Aistack.Program, "test-policies", "stack.yaml"]) { WorkingDirectory = Directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = Temporary;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        Processes.Mark(start);
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public async Task<Answer> RunAsync(params (string Name, string Value)[] variables)
    {
        using var process = Start(variables);
        return await EndAsync(process);
    }

    /// <summary>Waits for its end.</summary>
    public static async Task<Answer> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(2 * Aistack.Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return new(process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        Processes.Kill();
        _aistack.Dispose();
    }
}
