using System.Diagnostics;
using System.Security.Cryptography;
using AiStack.Cli.Output;
using AiStack.Components;
using AiStack.Core.Checks;
using AiStack.Hosting.Model;

namespace AiStack.Cli;

/// <summary>Looks at the stack file of a run, and has the run follow what is changed in it.</summary>
internal sealed class StackFileWatch
{
    // Twice as long as it takes until a change is seen: a file that somebody is writing is not read before it rests.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    // A disk that is full, or a directory that cannot be written for a while.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly string? _environment;
    private readonly HashSet<string> _told;
    private byte[] _handled;
    private Core.Stack? _failed;
    private long _failedAt;
    private string? _failure;

    /// <summary>Watches a file from before it is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">Environment whose stack runs. <see langword="null"/>: none.</param>
    public StackFileWatch(string path, string? environment)
    {
        (_path, _environment, _told) = (path, environment, []);
        _handled = Content() ?? [];
    }

    /// <summary>The stack of the file, which is run if it has no errors.</summary>
    public CheckedFile Read()
    {
        var file = new CheckedFile(_path, StackFile.Check(_path, ComponentCatalog.Schema, _environment));
        _told.Clear();
        _told.UnionWith(file.Problems.Select(problem => problem.ToString()));
        return file;
    }

    /// <summary>Watches until the run ends.</summary>
    /// <param name="change">Has the run follow.</param>
    /// <param name="stopping">Set when the run ends.</param>
    public async Task RunAsync(Func<Core.Stack, Task<StackChange>> change, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(s_interval);
        var last = Stamp();
        var isSettled = false;
        while (await timer.WaitForNextTickAsync(stopping))
        {
            var now = Stamp();
            var rests = now == last;
            last = now;
            if (!rests)
            {
                isSettled = false;
            }
            else if (!isSettled && Content() is { } content)
            {
                isSettled = true;
                if (!content.AsSpan().SequenceEqual(_handled))
                {
                    _handled = content;
                    _failed = null;
                    await FollowAsync(change, stopping);
                }
            }
            else if (_failed is { } again && Stopwatch.GetElapsedTime(_failedAt) >= s_patience)
            {
                using var output = Terminal.Open();
                await FollowAsync(output, again, change, stopping);
            }
        }
    }

    private async Task FollowAsync(Func<Core.Stack, Task<StackChange>> change, CancellationToken stopping)
    {
        var told = _told.ToHashSet();
        var file = Read();
        using var output = Terminal.Open();
        if (file.Errors > 0 || file.Reading.Stack is null)
        {
            ProblemText.Write([file]);
            output.Write($"{_path} has changed, and has errors: the run goes on as before.\n");
            return;
        }

        // What was said at the start need not be said again.
        ProblemText.Write(output, new(_path, file.Reading with { Problems = [.. file.Problems.Where(problem => !told.Contains(problem.ToString()))] }));
        await FollowAsync(output, file.Reading.Stack, change, stopping);
    }

    private async Task FollowAsync(TextWriter output, Core.Stack stack, Func<Core.Stack, Task<StackChange>> change, CancellationToken stopping)
    {
        try
        {
            foreach (var line in Lines(await change(stack)))
            {
                output.Write($"{_path} has changed: {line}\n");
            }

            (_failed, _failure) = (null, null);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            if (_failure != error.Message)
            {
                output.Write($"{_path} has changed, and the run could not follow, and tries again: {error.Message}\n");
            }

            (_failed, _failedAt, _failure) = (stack, Stopwatch.GetTimestamp(), error.Message);
        }
    }

    private static IEnumerable<string> Lines(StackChange change)
    {
        foreach (var (followed, state) in new[] { (change.Followed.Where(reference => !IsGone(reference)).ToList(), "in effect"), (change.Followed.Where(IsGone).ToList(), "gone") })
        {
            if (followed.Count > 0)
            {
                yield return $"{string.Join(", ", followed)} {(followed.Count == 1 ? "is" : "are")} {state}.";
            }
        }

        foreach (var note in change.Notes)
        {
            yield return note;
        }

        if (change.Waiting.Count > 0)
        {
            yield return $"{string.Join(", ", change.Waiting)} {(change.Waiting.Count == 1 ? "takes" : "take")} effect when the stack is run again.";
        }

        if (change.Followed.Count + change.Waiting.Count == 0)
        {
            yield return "nothing that runs here is different.";
        }

        bool IsGone(string reference) => reference != "domain" && change.Stack.Find(reference) is null;
    }

    private (DateTime, long)? Stamp() => new FileInfo(_path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : null;

    // Of a file that is just being replaced there is nothing for a moment.
    private byte[]? Content()
    {
        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return SHA256.HashData(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
