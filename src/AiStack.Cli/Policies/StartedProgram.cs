using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using AiStack.Hosting;

namespace AiStack.Cli.Policies;

/// <summary>One of our own programs while policies are tested: a process that is asked to end, and made to if it does not.</summary>
internal sealed class StartedProgram : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int LinesKept = 8;
    private static readonly TimeSpan s_startUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_stop = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    /// <summary>Time in which this program has heard a signal that others have heard, too.</summary>
    public static TimeSpan Reaction { get; } = TimeSpan.FromMilliseconds(100);

    private readonly string _title;
    private readonly Process _process;
    private readonly Uri _ready;
    private readonly Queue<string> _lines = [];

    private StartedProgram(string title, Process process, Uri ready) => (_title, _process, _ready) = (title, process, ready);

    /// <summary>Starts a program.</summary>
    /// <param name="title">What it is here, in the words of an error message.</param>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="ready">Answers 200 as soon as it is ready.</param>
    /// <param name="environment">Variables beside those that this program has itself.</param>
    /// <exception cref="CallException">The file cannot be run.</exception>
    public static StartedProgram Start(string title, ProgramFile program, IEnumerable<string> arguments, Uri ready, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo(program.Path, arguments)
        {
            WorkingDirectory = program.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        try
        {
            var started = new StartedProgram(title, Process.Start(start)!, ready);
            started.Listen();
            return started;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new CallException($"{title} cannot be started: {error.Message.TrimEnd('.')}.", ExitCodes.Errors);
        }
    }

    /// <summary>Says how it ended before it was told to.</summary>
    /// <returns><see langword="null"/>: it runs.</returns>
    public string? Ending => _process.HasExited ? string.Create(CultureInfo.InvariantCulture, $"{_title} ended with exit code {_process.ExitCode}.{LastLines()}") : null;

    /// <summary>Waits until it is ready.</summary>
    /// <exception cref="CallException">It ended, or is not ready in time.</exception>
    public async Task WaitUntilReadyAsync(HttpClient client, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!await IsReadyAsync(client, cancellation))
        {
            if (Ending is { } ending)
            {
                // A terminal's Ctrl-C reaches every program of ours at once, and this one may have been the quickest.
                await Task.Delay(Reaction, cancellation);
                throw new CallException(ending, ExitCodes.Errors);
            }

            if (clock.Elapsed > s_startUp)
            {
                throw new CallException($"{_title} was not ready after {s_startUp.TotalSeconds} s and is ended.{LastLines()}", ExitCodes.Errors);
            }

            await Task.Delay(s_step, cancellation);
        }
    }

    /// <summary>Ends it, politely first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!OperatingSystem.IsWindows() && !_process.HasExited)
        {
            // The answer does not matter: what is not there any more needs no signal.
            _ = Signal(_process.Id, Terminate);
            await EndsWithinAsync(s_stop);
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await EndsWithinAsync(s_stop);
        }

        _process.Dispose();
    }

    // Whatever it prints has to be read, or it would wait for that. The last lines say why it ended.
    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Close();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line.Trim());
            if (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
        }
    }

    private string LastLines()
    {
        // What it said on its way out may still be in the pipe.
        if (_process.HasExited)
        {
            _process.WaitForExit(s_rest);
        }

        lock (_lines)
        {
            return _lines.Count == 0 ? " It printed nothing." : $" It printed: {string.Join(" | ", _lines)}";
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient client, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_rest);
        try
        {
            using var answer = await client.GetAsync(_ready, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private async Task EndsWithinAsync(TimeSpan limit)
    {
        using var time = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(time.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller looks.
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processId, int signal);
}
