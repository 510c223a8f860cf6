namespace Aspire.Hosting.Dcp.Objects;

/// <summary>The merge patch that stops an executable or a container.</summary>
internal sealed record StopPatch
{
    public StopPatchSpec Spec { get; } = new();
}

internal sealed record StopPatchSpec
{
    public bool Stop { get; } = true;
}
