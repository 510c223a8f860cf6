namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Qdrant vector database in a container.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="apiKey">The key that every request has to send.</param>
public class QdrantServerResource(string name, ParameterResource apiKey) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string GrpcEndpointName = "grpc";
    internal const string HttpEndpointName = "http";

    /// <summary>The key that every request has to send, as header <c>api-key</c>.</summary>
    public ParameterResource ApiKeyParameter { get; } = apiKey ?? throw new ArgumentNullException(nameof(apiKey));

    /// <summary>The gRPC endpoint.</summary>
    public EndpointReference PrimaryEndpoint => new(this, GrpcEndpointName);

    /// <summary>The endpoint of the REST API and the web UI.</summary>
    public EndpointReference HttpEndpoint => new(this, HttpEndpointName);

    /// <summary>Host of the gRPC endpoint.</summary>
    public EndpointReferenceExpression GrpcHost => PrimaryEndpoint.Property(EndpointProperty.Host);

    /// <summary>Port of the gRPC endpoint.</summary>
    public EndpointReferenceExpression GrpcPort => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>Host of the REST API.</summary>
    public EndpointReferenceExpression HttpHost => HttpEndpoint.Property(EndpointProperty.Host);

    /// <summary>Port of the REST API.</summary>
    public EndpointReferenceExpression HttpPort => HttpEndpoint.Property(EndpointProperty.Port);

    /// <summary>Address of the gRPC endpoint.</summary>
    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Url)}");

    /// <summary>Address of the REST API.</summary>
    public ReferenceExpression HttpUriExpression => ReferenceExpression.Create($"{HttpEndpoint.Property(EndpointProperty.Url)}");

    /// <summary>What Aspire's Qdrant client reads: <c>Endpoint=http://…:6334;Key=…</c>, with the gRPC endpoint.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint={PrimaryEndpoint.Property(EndpointProperty.Url)};Key={ApiKeyParameter}");

    /// <summary>The same with the REST API's endpoint.</summary>
    public ReferenceExpression HttpConnectionStringExpression =>
        ReferenceExpression.Create($"Endpoint={HttpEndpoint.Property(EndpointProperty.Url)};Key={ApiKeyParameter}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("GrpcHost", ReferenceExpression.Create($"{GrpcHost}")),
        new("GrpcPort", ReferenceExpression.Create($"{GrpcPort}")),
        new("HttpHost", ReferenceExpression.Create($"{HttpHost}")),
        new("HttpPort", ReferenceExpression.Create($"{HttpPort}")),
        new("ApiKey", ReferenceExpression.Create($"{ApiKeyParameter}")),
        new("Uri", UriExpression),
        new("HttpUri", HttpUriExpression),
    ];
}
