using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Adds Qdrant to an application.</summary>
public static class QdrantBuilderExtensions
{
    private const int GrpcPort = 6334;
    private const int HttpPort = 6333;

    /// <summary>Adds a Qdrant vector database in a container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="apiKey">The key that requests have to send. <see langword="null"/> (default): one is generated under <c>Parameters:{name}-Key</c> and kept in the AppHost's user secrets.</param>
    /// <param name="grpcPort">Local port of the gRPC endpoint. <see langword="null"/> (default): a free one.</param>
    /// <param name="httpPort">Local port of the REST API. <see langword="null"/> (default): a free one.</param>
    /// <returns>Its builder.</returns>
    public static IResourceBuilder<QdrantServerResource> AddQdrant(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? apiKey = null, int? grpcPort = null, int? httpPort = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        // A key is sent as a header and written into connection strings, where special characters would have to be escaped.
        var key = apiKey?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-Key", special: false);
        return builder.AddResource(new QdrantServerResource(name, key))
            .WithImage("qdrant/qdrant", "v1.19.0")
            .WithImageRegistry("docker.io")
            .WithHttpEndpoint(port: grpcPort, targetPort: GrpcPort, name: QdrantServerResource.GrpcEndpointName)
            .WithEndpoint(QdrantServerResource.GrpcEndpointName, endpoint => endpoint.Transport = "http2")
            .WithHttpEndpoint(port: httpPort, targetPort: HttpPort, name: QdrantServerResource.HttpEndpointName)
            .WithHttpHealthCheck("/readyz", endpointName: QdrantServerResource.HttpEndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["QDRANT__SERVICE__API_KEY"] = key;
                if (context.ExecutionContext.IsPublishMode)
                {
                    // The web UI is for the one who runs it on the own machine.
                    context.EnvironmentVariables["QDRANT__SERVICE__ENABLE_STATIC_CONTENT"] = "0";
                }
            });
    }

    /// <summary>Keeps the database in a volume, over restarts of the container.</summary>
    /// <param name="builder">The database.</param>
    /// <param name="name">The volume's name. <see langword="null"/> (default): one made of application, AppHost directory and resource.</param>
    /// <param name="isReadOnly">Whether the database may only be read.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<QdrantServerResource> WithDataVolume(this IResourceBuilder<QdrantServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/qdrant/storage", isReadOnly);
    }

    /// <summary>Gives a resource the connection strings of a Qdrant database.</summary>
    /// <remarks>They come as <c>ConnectionStrings__{name}</c> (gRPC) and <c>ConnectionStrings__{name}_http</c>, and the parts of the connection as <c>{NAME}_{PART}</c>.</remarks>
    /// <typeparam name="TDestination">The resource's type.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="qdrantResource">The database.</param>
    /// <param name="connectionName">The name they come under. <see langword="null"/> (default): the database's name.</param>
    /// <returns>The same builder.</returns>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<QdrantServerResource> qdrantResource, string? connectionName = null) where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(qdrantResource);

        return builder
            .WithReference((IResourceBuilder<IResourceWithConnectionString>)qdrantResource, connectionName)
            .WithEnvironment(context => context.EnvironmentVariables[$"ConnectionStrings__{connectionName ?? qdrantResource.Resource.Name}_http"] = qdrantResource.Resource.HttpConnectionStringExpression);
    }
}
