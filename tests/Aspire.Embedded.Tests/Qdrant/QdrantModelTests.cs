using Aspire.Embedded.Tests.Model;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Embedded.Tests.Qdrant;

public sealed class QdrantModelTests : ModelTest
{
    [Fact]
    public async Task Key_NotGiven_IsGeneratedOnceWithoutCharactersThatNeedEscaping()
    {
        var key = Builder.AddQdrant("qdrant").Resource.ApiKeyParameter;

        var value = await key.GetValueAsync(TimeLimit);
        Assert.True(key.Secret);
        Assert.Equal("qdrant-Key", key.Name);
        Assert.Matches("^[0-9A-Za-z]{22,}$", value);
        Assert.Equal(value, await key.GetValueAsync(TimeLimit));
    }

    [Fact]
    public void Key_Given_IsTheOne()
    {
        var key = Builder.AddParameter("key", "secret", secret: true);

        Assert.Same(key.Resource, Builder.AddQdrant("qdrant", key).Resource.ApiKeyParameter);
    }

    [Fact]
    public void Expressions_NameEndpointsAndKey()
    {
        var qdrant = Builder.AddQdrant("qdrant", Builder.AddParameter("key", "secret", secret: true), grpcPort: 16334, httpPort: 16333).Resource;

        Assert.Equal("Endpoint={qdrant.bindings.grpc.url};Key={key.value}", qdrant.ConnectionStringExpression.ValueExpression);
        Assert.Equal("Endpoint={qdrant.bindings.http.url};Key={key.value}", qdrant.HttpConnectionStringExpression.ValueExpression);
        Assert.Equal("{qdrant.bindings.grpc.url}", qdrant.UriExpression.ValueExpression);
        Assert.Equal("{qdrant.bindings.http.url}", qdrant.HttpUriExpression.ValueExpression);
        Assert.Equal(["{qdrant.bindings.grpc.host}", "{qdrant.bindings.grpc.port}", "{qdrant.bindings.http.host}", "{qdrant.bindings.http.port}"],
            new[] { qdrant.GrpcHost, qdrant.GrpcPort, qdrant.HttpHost, qdrant.HttpPort }.Select(expression => expression.ValueExpression));
        Assert.Equal([(16334, 6334), (16333, 6333)], new[] { qdrant.PrimaryEndpoint, qdrant.HttpEndpoint }.Select(endpoint => (endpoint.EndpointAnnotation.Port, endpoint.EndpointAnnotation.TargetPort)).Select(ports => (ports.Port!.Value, ports.TargetPort!.Value)));
    }

    [Fact]
    public void DataVolume_WithoutAName_IsOfThisAppHostAndResource()
    {
        var named = Builder.AddQdrant("named").WithDataVolume("mine", isReadOnly: true).Resource.Annotations.OfType<ContainerMountAnnotation>().Single();
        var first = Builder.AddQdrant("First").WithDataVolume().Resource.Annotations.OfType<ContainerMountAnnotation>().Single();
        var second = Builder.AddQdrant("second").WithDataVolume().Resource.Annotations.OfType<ContainerMountAnnotation>().Single();

        Assert.Equal(("mine", "/qdrant/storage", true), (named.Source, named.Target, named.IsReadOnly));
        Assert.Matches("^[a-z0-9][a-z0-9-]*-[0-9a-f]{10}-first-data$", first.Source);
        Assert.NotEqual(first.Source, second.Source);
    }
}
