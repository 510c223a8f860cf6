using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dcp.Objects;

namespace Aspire.Hosting.Dcp;

/// <summary>What DCP says about an executable or a container, in Aspire's words.</summary>
internal sealed record WorkloadStatus
{
    /// <summary>One of <see cref="KnownResourceStates"/>, or DCP's own word where there is none.</summary>
    internal required string State { get; init; }

    internal int? ExitCode { get; init; }

    internal DateTime? Started { get; init; }

    internal DateTime? Finished { get; init; }

    /// <summary>Why it did not start, when DCP says so.</summary>
    internal string? Message { get; init; }

    internal int? ProcessId { get; init; }

    internal string? ContainerId { get; init; }

    /// <summary>All variables the program sees, templates filled in; those of this machine or of the image among them.</summary>
    internal IReadOnlyList<DcpVariable> Variables { get; init; } = [];

    /// <summary>The arguments, templates filled in.</summary>
    /// <value><see langword="null"/>: not known yet.</value>
    internal IReadOnlyList<string>? Arguments { get; init; }

    internal bool IsTerminal => KnownResourceStates.TerminalStates.Contains(State);

    internal static WorkloadStatus Of(ExecutableObject executable)
    {
        var status = executable.Status ?? new ExecutableStatus();
        return new WorkloadStatus
        {
            State = status.State switch
            {
                null or "" => KnownResourceStates.Starting,
                "Terminated" => KnownResourceStates.Exited,
                var state => state,
            },
            ExitCode = status.ExitCode,
            Started = status.StartupTimestamp?.ToUniversalTime(),
            Finished = status.FinishTimestamp?.ToUniversalTime(),
            ProcessId = status.Pid,
            Variables = status.EffectiveEnv ?? [],
            Arguments = status.EffectiveArgs,
        };
    }

    internal static WorkloadStatus Of(ContainerObject container)
    {
        const int Unknown = -1;
        var status = container.Status ?? new ContainerStatus();
        return new WorkloadStatus
        {
            State = status.State is null or "" or "Pending" ? KnownResourceStates.Starting : status.State,
            ExitCode = status.ExitCode == Unknown ? null : status.ExitCode,
            Started = status.StartupTimestamp?.ToUniversalTime(),
            Finished = status.FinishTimestamp?.ToUniversalTime(),
            Message = string.IsNullOrEmpty(status.Message) ? null : status.Message,
            ContainerId = status.ContainerId,
            Variables = status.EffectiveEnv ?? [],
            Arguments = status.EffectiveArgs,
        };
    }
}
