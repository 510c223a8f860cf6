using Aspire.Hosting.ApplicationModel;
using FsCheck.Xunit;

namespace Aspire.Embedded.Tests.Model;

public sealed class ReferenceExpressionTests
{
    [Property]
    public bool Expression_OfAnyTextsAndValues_ReadsAsTheyDo(string? before, string? value, string? after)
    {
        var parameter = new ParameterResource("p", _ => value ?? "");
        var expression = ReferenceExpression.Create($"{before}{parameter}{after}{{}}");
        var expected = $"{before}{value}{after}{{}}";
        return expression.GetValueAsync(CancellationToken.None).AsTask().Result == expected
            && expression.ValueExpression == $"{before}{{p.value}}{after}{{}}";
    }

    [Property]
    public bool Builder_AndInterpolatedString_AgreeForAnyText(string? text)
    {
        var parameter = new ParameterResource("p", _ => "x");
        var builder = new ReferenceExpressionBuilder();
        builder.AppendLiteral(text ?? "");
        builder.Append($"/{parameter:uri}");
        builder.AppendFormatted(text, "uri");
        var built = builder.Build();
        var created = ReferenceExpression.Create($"{text}/{parameter:uri}{text:uri}");
        return built.Format == created.Format && built.ValueProviders.SequenceEqual(created.ValueProviders) && built.StringFormats.SequenceEqual(created.StringFormats);
    }

    [Fact]
    public async Task Uri_Format_EncodesTheValueOnly()
    {
        var parameter = new ParameterResource("p", _ => "a b/ü&");
        var expression = ReferenceExpression.Create($"x y/{parameter:uri}");
        Assert.Equal("x y/a%20b%2F%C3%BC%26", await expression.GetValueAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void UnknownFormat_IsRefused()
    {
        var parameter = new ParameterResource("p", _ => "x");
        Assert.Throws<FormatException>(() => ReferenceExpression.Create($"{parameter:hex}"));
    }

    [Fact]
    public async Task Empty_HasNoValue()
    {
        Assert.Null(await ReferenceExpression.Empty.GetValueAsync(TestContext.Current.CancellationToken));
        Assert.True(new ReferenceExpressionBuilder().IsEmpty);
    }

    [Fact]
    public async Task Endpoint_Properties_WaitForTheAllocationOfTheCallersNetwork()
    {
        var web = new ExecutableResource("web", "web", ".");
        var endpoint = new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, uriScheme: "http");
        web.Annotations.Add(endpoint);
        var reference = web.GetEndpoint("HTTP");
        var container = new ContainerResource("c");
        container.Annotations.Add(new ContainerImageAnnotation { Image = "i" });

        Assert.False(reference.IsAllocated);
        Assert.Throws<InvalidOperationException>(() => reference.Url);
        var here = reference.GetValueAsync(TestContext.Current.CancellationToken).AsTask();
        var there = reference.GetValueAsync(new ValueProviderContext { Caller = container }, TestContext.Current.CancellationToken).AsTask();
        Assert.False(here.IsCompleted);

        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 5001);
        Assert.Equal("http://localhost:5001", await here.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.False(there.IsCompleted);

        endpoint.AllAllocatedEndpoints.AddOrUpdateAllocatedEndpoint(
            KnownNetworkIdentifiers.DefaultAspireContainerNetwork,
            new AllocatedEndpoint(endpoint, "host.docker.internal", 5002, EndpointBindingMode.SingleAddress, networkId: KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
        Assert.Equal("http://host.docker.internal:5002", await there.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        Assert.True(reference.IsAllocated);
        Assert.Equal("{web.bindings.HTTP.url}", ((IManifestExpressionProvider)reference).ValueExpression);
    }
}
