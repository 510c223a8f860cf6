using System.Text.RegularExpressions;
using AiStack.Core;
using AiStack.Core.Schema;

namespace AiStack.Components.Cnpg;

/// <summary>What may be said about a PostgreSQL cluster and its databases in a stack file.</summary>
internal static partial class CnpgProperties
{
    // PostgreSQL cuts longer names off, without an error. Ours are always quoted, so that a DNS label is a good one.
    private static readonly TextType s_identifier = new("a name of letters, digits, '_' and '-'", Identifier(), maximumLength: 63);

    public static PropertySet Cluster { get; } = new(
    [
        .. CommonProperties.All,
        new Property<CnpgSpec, int>("instances", new IntegerType(1, 100), spec => spec.Instances, (spec, instances) => spec with { Instances = instances },
            "PostgreSQL servers in the cluster, one of which takes writes. Default: 1."),
        new Property<CnpgSpec, StorageSpec?>("storage", new StorageType(), spec => spec.Storage, (spec, storage) => spec with { Storage = storage! }, "Disk of each server. Default: 10Gi."),
    ]);

    public static PropertySet Database { get; } = new(
        new Property<CnpgDatabaseSpec, string?>("owner", s_identifier, spec => spec.Owner, (spec, owner) => spec with { Owner = owner }, "Role that owns the database. Default: the database's name here."),
        new Property<CnpgDatabaseSpec, string?>("name", s_identifier, spec => spec.Name, (spec, name) => spec with { Name = name }, "The database's name in PostgreSQL. Default: its name here."));

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
