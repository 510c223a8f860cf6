namespace Aspire.Hosting.Dcp;

/// <summary>
/// The programs of a DCP that was killed. Its helpers end the programs that it started, but not the children of these, which then belong to nobody.
/// All of them share the session that DCP began, so that is how they are found.
/// </summary>
internal sealed class OrphanedPrograms
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);
    private const int PollsUntilKill = 15;
    private const int Polls = 30;

    private int? _session;

    /// <summary>Learns the session from one of the programs while it runs.</summary>
    internal void Notice(int program) => _session ??= ProcessTable.Find(program)?.Session;

    /// <summary>Ends what is left of them: first by asking, then without.</summary>
    internal async Task EndAsync()
    {
        for (var poll = 0; poll < Polls && Remaining() is { Count: > 0 } remaining; poll++)
        {
            remaining.ForEach(process => RunningProcess.Signal(process.Identity.Id, poll < PollsUntilKill ? RunningProcess.Terminate : RunningProcess.Kill));
            await Task.Delay(s_poll).ConfigureAwait(false);
        }
    }

    // DCP's helpers are left to do their work; they end by themselves.
    private List<ProcessEntry> Remaining() => _session is { } session ? ProcessTable.Read().FindAll(process => process.Session == session && process.Name != "dcp") : [];
}
