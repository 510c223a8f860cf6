using System.Diagnostics;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// Sees to it that a program ends in time when it is stopped. DCP sends SIGTERM to the program it started and, if anything of it is left after six seconds,
/// SIGKILL to all of it. A shell script that ends and leaves its children therefore costs six seconds, as does a program that does not listen; we may take four for everything.
/// </summary>
/// <remarks>
/// So children whose program has ended are asked with SIGTERM, too, and what still runs after <see cref="Patience"/> is killed. Where there is no /proc this does nothing, and DCP's six seconds hold.
/// </remarks>
internal sealed class ProcessTree
{
    /// <summary>How long a program has to end after SIGTERM.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    private readonly int _program;
    private readonly HashSet<ProcessIdentity> _members = [];
    private readonly HashSet<ProcessIdentity> _asked = [];

    /// <summary>Takes note of the program and of its children of this moment.</summary>
    internal ProcessTree(int program)
    {
        _program = program;
        if (ProcessTable.Find(program) is { } root)
        {
            _members.Add(root.Identity);
            Survey();
        }
    }

    /// <summary>Returns when nothing of it runs any more. To be called once the program itself has been, or is being, asked to end.</summary>
    internal async Task EndAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (Survey() is { Count: > 0 } running)
        {
            var programHasEnded = running.TrueForAll(process => process.Identity.Id != _program);
            foreach (var (identity, _, _, _) in running)
            {
                if (clock.Elapsed > Patience)
                {
                    RunningProcess.Signal(identity.Id, RunningProcess.Kill);
                }
                else if (programHasEnded && _asked.Add(identity))
                {
                    RunningProcess.Signal(identity.Id, RunningProcess.Terminate);
                }
            }

            await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
        }
    }

    // What runs now of the program, its children and the children these have had since. An orphan has another parent than before, so it is known by its identity.
    private List<ProcessEntry> Survey()
    {
        var table = ProcessTable.Read();
        bool grew;
        do
        {
            var parents = table.Where(entry => _members.Contains(entry.Identity)).Select(entry => entry.Identity.Id).ToHashSet();
            grew = table.Where(entry => parents.Contains(entry.Parent)).Aggregate(false, (any, entry) => _members.Add(entry.Identity) || any);
        }
        while (grew);

        return table.FindAll(entry => _members.Contains(entry.Identity));
    }
}
