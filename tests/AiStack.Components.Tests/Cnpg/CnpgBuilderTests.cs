using AiStack.Components.Cnpg;
using AiStack.Components.Offers;
using AiStack.Core;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace AiStack.Components.Tests.Cnpg;

public sealed class CnpgBuilderTests
{
    [Fact]
    public void AddCnpg_Containers_RunsThePinnedImageWithItsVolumeWhereVersion18WantsIt()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--AiStack:Run=containers");

        var cnpg = builder.AddCnpg("pg").Resource;

        var image = Assert.Single(cnpg.Annotations.OfType<ContainerImageAnnotation>());
        Assert.Equal((CnpgFacts.Registry, CnpgFacts.Image, CnpgFacts.Tag), (image.Registry, image.Image, image.Tag));
        Assert.Equal("/var/lib/postgresql", Assert.Single(cnpg.Annotations.OfType<ContainerMountAnnotation>()).Target);
        Assert.StartsWith("/var/lib/postgresql/", CnpgFacts.DataDirectory, StringComparison.Ordinal);
    }

    [Fact]
    public void AddCnpgDatabase_Containers_HasAPasswordPerOwner()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--AiStack:Run=containers");

        var cnpg = builder.AddCnpg("pg");
        cnpg.AddCnpgDatabase("langflow");
        cnpg.AddCnpgDatabase("webui", owner: "chat");
        cnpg.AddCnpgDatabase("archive", owner: "chat");

        Assert.Equal(["pg-superuser", "pg-app", "pg-webui"], builder.Resources.OfType<ParameterResource>().Select(parameter => parameter.Name));
    }

    [Fact]
    public void AddCnpg_Embedded_HasNoImageAndNoPassword()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--AiStack:Run=embedded");

        builder.AddCnpg("pg").AddCnpgDatabase("langflow");

        Assert.Equal(["pg", "langflow"], builder.Resources.Select(resource => resource.Name));
        Assert.Empty(builder.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerImageAnnotation>()));
    }

    [Fact]
    public void Offer_Cluster_NamesTheServiceOfTheWriterAndTheSecretOfTheOwner()
    {
        var stack = StackText.Read("""
            components:
              pg:
                kind: cnpg
                namespace: data
                databases:
                  langflow: {}
                  webui: { name: web, owner: chat }
            """);

        Assert.Equal("postgresql://langflow:<pg-app/password>@pg-rw.data.svc:5432/langflow", UrlOf(stack, "pg/langflow"));
        Assert.Equal("postgresql://chat:<pg-webui/password>@pg-rw.data.svc:5432/web", UrlOf(stack, "pg/webui"));
    }

    [Fact]
    public void Builder_AllThatCanBeSaid_WritesTheSameFileAsYaml()
    {
        const string Yaml = """
            components:
              pg:
                kind: cnpg
                instances: 3
                storage:
                  size: 20Gi
                  class: fast
                databases:
                  langflow: {}
                  webui:
                    owner: chat
                    name: web
              cache:
                kind: redis
                mem_request: 512Mi
                storage: 1Gi

            """;
        using var builder = DistributedApplicationTestingBuilder.Create("--operation", "publish");
        var cnpg = builder.AddCnpg("pg").WithInstances(3).WithStorage("20Gi", "fast");
        cnpg.AddCnpgDatabase("langflow");
        cnpg.AddCnpgDatabase("webui", databaseName: "web", owner: "chat");
        builder.AddRedisCache("cache").WithMemory("512Mi").WithStorage("1Gi");
        builder.GetStackModel().Spec = new StackSpec { Name = "test" };

        Assert.Equal(StackText.Write(StackText.Read(Yaml)), StackText.Write(builder.GetStackModel().Stack));
    }

    private static string UrlOf(Stack stack, string database) => Assert.Single(stack.OffersOf<PostgresDatabase>(stack.Find(database)!)).Url.InCluster(stack);
}
