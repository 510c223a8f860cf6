namespace Aspire.Hosting.Dcp.Objects;

/// <summary>A program that DCP runs and watches.</summary>
internal sealed record ExecutableObject : DcpObject, IDcpObject<ExecutableObject>
{
    public static string KindName => "Executable";

    public static string Plural => "executables";

    public required ExecutableSpec Spec { get; init; }

    public ExecutableStatus? Status { get; init; }
}

internal sealed record ExecutableSpec
{
    public required string ExecutablePath { get; init; }

    public string? WorkingDirectory { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<DcpVariable>? Env { get; init; }

    /// <summary>Set once, never unset: a stopped executable is started again by making it anew.</summary>
    public bool? Stop { get; init; }
}

internal sealed record ExecutableStatus
{
    public string? State { get; init; }

    public int? Pid { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? StartupTimestamp { get; init; }

    public DateTime? FinishTimestamp { get; init; }

    public IReadOnlyList<DcpVariable>? EffectiveEnv { get; init; }

    public IReadOnlyList<string>? EffectiveArgs { get; init; }
}
