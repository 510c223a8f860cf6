using AiStack.Core;
using AiStack.Core.Units;

namespace AiStack.Components.Cnpg;

/// <summary>A PostgreSQL cluster that CloudNativePG runs; on a laptop one server.</summary>
public sealed record CnpgSpec : ComponentSpec
{
    /// <summary>PostgreSQL servers in a cluster: one that takes writes, the others follow it and one of them takes over when it fails.</summary>
    /// <value>Default: 1. On a laptop there is always one.</value>
    public int Instances { get; init; } = 1;

    /// <summary>Disk of each server.</summary>
    /// <value>Default: 10Gi.</value>
    public StorageSpec Storage { get; init; } = new(Quantity.Parse("10Gi"));
}
