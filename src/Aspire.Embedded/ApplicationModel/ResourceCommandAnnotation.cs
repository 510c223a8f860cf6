using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something that can be done with a resource from the dashboard.</summary>
[DebuggerDisplay("{Name,nq}")]
internal sealed class ResourceCommandAnnotation : IResourceAnnotation
{
    internal required string Name { get; init; }

    internal required string DisplayName { get; init; }

    internal required Func<UpdateCommandStateContext, ResourceCommandState> UpdateState { get; init; }

    internal required Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteCommand { get; init; }

    internal string? DisplayDescription { get; init; }

    internal string? ConfirmationMessage { get; init; }

    internal string? IconName { get; init; }

    internal IconVariant? IconVariant { get; init; }

    internal bool IsHighlighted { get; init; }
}
