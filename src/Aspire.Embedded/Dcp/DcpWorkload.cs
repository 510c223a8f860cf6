using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Dcp;

/// <summary>An executable or a container of the application, and how DCP is told to run it.</summary>
internal abstract class DcpWorkload(IResource resource, IReadOnlyList<DcpEndpoint> endpoints)
{
    /// <summary>On every object: which start of the resource it belongs to. News of an earlier one comes late after a restart.</summary>
    internal const string StartAnnotation = "aistack-start";

    private TaskCompletionSource _ended = NewSource();
    private CancellationTokenSource? _starting;

    internal IResource Resource { get; } = resource;

    internal string Id { get; } = resource.GetInstanceId();

    internal IReadOnlyList<DcpEndpoint> Endpoints { get; } = endpoints;

    /// <summary>Only one start or stop at a time.</summary>
    internal SemaphoreSlim Gate { get; } = new(1, 1);

    internal bool IsExplicitlyStarted => Resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    internal bool Waits => Resource.HasAnnotationOfType<WaitAnnotation>();

    /// <summary>How often it was started.</summary>
    internal int Starts { get; private set; }

    /// <summary>Whether DCP has an object for it.</summary>
    internal bool IsCreated { get; set; }

    /// <summary>Whether it has been asked to end. DCP goes on to call it running for a moment.</summary>
    internal bool IsStopping { get; set; }

    /// <summary>What it was last started with.</summary>
    internal ResolvedConfiguration? Configuration { get; private set; }

    /// <summary>What DCP last said about it; <see langword="null"/>: nothing since the last start.</summary>
    internal WorkloadStatus? Status { get; private set; }

    /// <summary>Completes when the program has ended, or has failed to start.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>The network it asks from when it refers to others.</summary>
    internal abstract NetworkIdentifier Network { get; }

    /// <summary>Where its output comes from.</summary>
    internal abstract IReadOnlyList<DcpLogSource> Logs { get; }

    /// <summary>Its values in the dashboard that no other kind has.</summary>
    internal abstract IEnumerable<ResourcePropertySnapshot> Properties { get; }

    internal virtual IEnumerable<VolumeSnapshot> Volumes => [];

    internal abstract string ResourceType { get; }

    /// <summary>Makes DCP's object.</summary>
    internal abstract Task CreateAsync(DcpClient client, IReadOnlySet<string> services, CancellationToken cancellationToken);

    internal abstract Task DeleteAsync(DcpClient client, CancellationToken cancellationToken);

    internal abstract Task RequestStopAsync(DcpClient client, CancellationToken cancellationToken);

    internal abstract Task<DcpLineStream> OpenLogAsync(DcpClient client, string source, CancellationToken cancellationToken);

    /// <summary>Begins a start; the token ends with it when somebody stops the resource meanwhile.</summary>
    internal CancellationToken BeginStart(CancellationToken cancellationToken)
    {
        Starts++;
        Status = null;
        IsStopping = false;
        _ended = NewSource();
        _starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        return _starting.Token;
    }

    internal void ConfigureStart(ResolvedConfiguration configuration) => Configuration = configuration;

    internal void EndStart()
    {
        _starting?.Dispose();
        _starting = null;
    }

    /// <summary>Gives up a start that still waits for something.</summary>
    internal void AbandonStart()
    {
        try
        {
            _starting?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The start was done at this moment.
        }
    }

    /// <summary>Takes note of what DCP says.</summary>
    /// <returns>What it said before; <see langword="null"/>: nothing.</returns>
    internal WorkloadStatus? Observe(WorkloadStatus status)
    {
        var before = Status;
        Status = status;
        if (status.IsTerminal)
        {
            _ended.TrySetResult();
        }

        return before;
    }

    protected Objects.DcpMetadata NewMetadata(Dictionary<string, string> annotations)
    {
        annotations[StartAnnotation] = Starts.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Objects.DcpMetadata { Name = Id, Annotations = annotations };
    }

    /// <summary>Whether an object belongs to the current start.</summary>
    internal bool IsCurrent(Objects.DcpMetadata metadata) =>
        metadata.Annotations?.GetValueOrDefault(StartAnnotation) == Starts.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A stream of output of a program.</summary>
/// <param name="Name">DCP's name of it.</param>
/// <param name="IsError">Whether its lines are shown as errors.</param>
internal sealed record DcpLogSource(string Name, bool IsError)
{
    /// <summary>What DCP itself says about a resource, in its own format.</summary>
    internal const string System = "system";
}
