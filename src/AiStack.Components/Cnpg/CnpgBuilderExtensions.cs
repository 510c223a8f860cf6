using AiStack.Components;
using AiStack.Components.Cnpg;
using AiStack.Core;
using AiStack.Core.Units;
using AiStack.Hosting.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL to an application.</summary>
public static class CnpgBuilderExtensions
{
    /// <summary>Adds PostgreSQL: a CloudNativePG cluster, and on a laptop one server in a container.</summary>
    /// <param name="builder">The application's builder.</param>
    /// <param name="name">Name of the component.</param>
    /// <returns>A builder to add databases to.</returns>
    /// <exception cref="DistributedApplicationException">Configuration names a run mode that is none.</exception>
    /// <remarks>Passwords are generated once and kept: the superuser's is the parameter <c>&lt;name&gt;-superuser</c>. The data is in a volume.</remarks>
    /// <example>
    /// <code>
    /// var database = builder.AddCnpg("postgres").AddCnpgDatabase("webui");
    /// builder.AddOpenWebUi("open-webui").WithReference(database);
    /// </code>
    /// </example>
    public static IResourceBuilder<CnpgResource> AddCnpg(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.GetStackModel();
        var cnpg = builder.AddResource(new CnpgResource(name)).WithIconName("DatabaseMultiple");
        CnpgHosting.Run(cnpg);

        return cnpg;
    }

    /// <summary>Adds a database and the role that owns it; both are made when the server is ready, and again after its volume was removed.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">Name of the database in the stack.</param>
    /// <param name="databaseName">Its name in PostgreSQL. <see langword="null"/> (default): <paramref name="name"/>.</param>
    /// <param name="owner">The role. <see langword="null"/> (default): <paramref name="name"/>. Databases may share one.</param>
    /// <returns>A builder of the database, for others to link to.</returns>
    public static IResourceBuilder<CnpgDatabaseResource> AddCnpgDatabase(this IResourceBuilder<CnpgResource> builder, [ResourceName] string name, string? databaseName = null, string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddDatabaseOf(name, name, new() { Name = databaseName, Owner = owner });
    }

    /// <summary>Sets how many servers a cluster has: one takes writes, the others follow it.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="instances">1 (the default without this call) or more. On a laptop there is always one.</param>
    public static IResourceBuilder<CnpgResource> WithInstances(this IResourceBuilder<CnpgResource> builder, int instances)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instances, 1);
        return builder.WithSpec((CnpgSpec spec) => spec with { Instances = instances });
    }

    /// <summary>Sets the disk of each server in a cluster.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="size">Size of the disk, as a Kubernetes quantity. Default without this call: 10Gi.</param>
    /// <param name="storageClass">Storage class. <see langword="null"/> (default): the cluster's own.</param>
    /// <param name="accessMode">Who may mount it. <see langword="null"/> (default): one node.</param>
    /// <exception cref="FormatException">The size is no quantity.</exception>
    public static IResourceBuilder<CnpgResource> WithStorage(this IResourceBuilder<CnpgResource> builder, string size, string? storageClass = null, AccessMode? accessMode = null) =>
        builder.WithSpec((CnpgSpec spec) => spec with { Storage = new(Quantity.Parse(size), storageClass, accessMode) });

    /// <summary>Adds a database of which everything is said already.</summary>
    internal static IResourceBuilder<CnpgDatabaseResource> AddDatabaseOf(this IResourceBuilder<CnpgResource> builder, string name, string nameInStack, CnpgDatabaseSpec spec)
    {
        var database = builder.ApplicationBuilder.AddResource(new CnpgDatabaseResource(name, nameInStack, builder.Resource, spec)).WithIconName("Database");
        builder.Resource.DatabaseList.Add(database.Resource);
        CnpgHosting.Run(database);

        return database;
    }
}
