using Aspire.Embedded.Tests.Dcp;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Embedded.Tests.Qdrant;

/// <summary>What AddQdrant describes, on a real container engine; a small web server stands where Qdrant's image would.</summary>
[Collection("containers")]
public sealed class QdrantRunTests(TinyImage image)
{
    [Fact]
    public async Task Client_ThatRefersToQdrant_WaitsForItsHealthAndGetsAddressesAndKey()
    {
        var name = (await image.NameAsync()).Split(':');
        IResourceBuilder<QdrantServerResource>? qdrant = null;
        IResourceBuilder<ContainerResource>? client = null;
        await using var app = await RunningApp.StartAsync(builder =>
        {
            qdrant = builder.AddQdrant("qdrant", builder.AddParameter("key", "s3cret", secret: true)).WithImage(name[0], name[1]).WithImageRegistry(null).WithImagePullPolicy(ImagePullPolicy.Never)
                .WithContainerRuntimeArgs("--init").WithEntrypoint("/bin/sh")
                .WithArgs("-c", "echo \"key $QDRANT__SERVICE__API_KEY\"; sleep 1; echo ready > /www/readyz; exec httpd -f -p 6333 -h /www");
            client = builder.AddContainer("client", name[0], name[1]).WithImagePullPolicy(ImagePullPolicy.Never).WithReference(qdrant).WaitFor(qdrant)
                .WithEntrypoint("/bin/sh").WithArgs("-c", "env | sort; echo \"answers $(wget -qO- http://$(getent hosts $QDRANT_HTTPHOST | cut -d' ' -f1):$QDRANT_HTTPPORT/readyz)\"");
        });

        await app.LineAsync(qdrant!.Resource, "key s3cret");
        await app.LineAsync(client!.Resource, "ConnectionStrings__qdrant=Endpoint=http://qdrant.dev.internal:6334;Key=s3cret");
        await app.LineAsync(client.Resource, "ConnectionStrings__qdrant_http=Endpoint=http://qdrant.dev.internal:6333;Key=s3cret");
        await app.LineAsync(client.Resource, "QDRANT_APIKEY=s3cret");
        await app.LineAsync(client.Resource, "answers ready");
    }
}
