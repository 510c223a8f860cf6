using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.OpenWebUi;

/// <summary>Open WebUI: chat in the browser with the models it is linked to.</summary>
/// <remarks>
/// What it uses is what it is linked to, at every start: settings that somebody made in its administration pages last until then.
/// Every signed-in user sees every linked model, since the links already say which models are meant to be used.
/// </remarks>
public sealed record OpenWebUiSpec : ComponentSpec
{
    /// <summary>Port of its Service in a cluster.</summary>
    /// <value>Default: 8080. The local port is any free one, or configuration <c>AiStack:Ports:&lt;name&gt;</c>.</value>
    public int ServicePort { get; init; } = OpenWebUiFacts.Port;

    /// <summary>Whether a pipelines server stands beside it: Python programs that look like models, or that filter what is sent to models.</summary>
    /// <value>Default: <see langword="false"/>. Whoever has its key can have it run any Python.</value>
    public bool PipelinesEnabled { get; init; }

    /// <summary>Servers side by side in a cluster.</summary>
    /// <value>Default: 1. More need a database, a Redis server, a vector store and a disk that all of them mount.</value>
    public int Replicas { get; init; } = 1;

    /// <summary>Disk for uploaded files, and for chats and settings where no database is linked.</summary>
    /// <value>Default: 10Gi. Without an access mode it is the one that the number of replicas needs.</value>
    public StorageSpec Storage { get; init; } = new(Quantity.Parse("10Gi"));

    /// <summary>Processor per replica.</summary>
    /// <value>Default: 500m.</value>
    public Quantity Cpu { get; init; } = Quantity.Parse("500m");

    /// <summary>Memory per replica.</summary>
    /// <value>Default: 1Gi.</value>
    public Quantity Memory { get; init; } = Quantity.Parse("1Gi");
}
