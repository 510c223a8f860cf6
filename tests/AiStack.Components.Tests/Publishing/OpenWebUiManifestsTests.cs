using AiStack.Components.OpenWebUi;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

public sealed class OpenWebUiManifestsTests
{
    private const string Embedding = "vllm: { kind: vllm, models: { gte: { model_path: Alibaba-NLP/gte-Qwen2-1.5B-instruct, model_type: embedding } } }";

    // Its own model is in the image, where the volume hides it; another one's makes that superfluous.
    [Fact]
    public void Publish_WithoutEmbeddingModel_CopiesTheImagesOwn()
    {
        Assert.NotNull(Publish("{ kind: open-webui }").Find("Deployment", "open-webui").PodSpec()["initContainers"]);
        Assert.Null(Publish("{ kind: open-webui }", Embedding, "{ from: open-webui, to: vllm/gte }").Find("Deployment", "open-webui").PodSpec()["initContainers"]);
    }

    [Fact]
    public void Publish_OneReplica_BringsTheTablesUpToDateItself()
    {
        var publication = Publish("{ kind: open-webui }");

        Assert.Null(publication.Find("Deployment", "open-webui").Variable(OpenWebUiFacts.MigrationVariable));
        Assert.DoesNotContain(publication.Objects, made => made.Kind == "Job");
    }

    [Fact]
    public void Publish_Replicas_LeaveTheTablesToAJob()
    {
        var publication = new Scenario("open-webui-replicas").Publish();
        var job = publication.Objects.Single(made => made.Kind == "Job" && made.Namespace == "open-webui");

        Assert.Equal("False", publication.Find("Deployment", "open-webui").Variable(OpenWebUiFacts.MigrationVariable));
        Assert.Equal("True", job.Variable(OpenWebUiFacts.MigrationVariable));
        Assert.Equal(publication.Find("Deployment", "open-webui").Variable("DATABASE_URL"), job.Variable("DATABASE_URL"));
        Assert.StartsWith("open-webui-migration-", job.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_Exposed_KnowsItsAddress()
    {
        var exposed = new Scenario("open-webui-models").Publish().Find("Deployment", "open-webui");

        Assert.Equal("https://chat.example.com", exposed.Variable("WEBUI_URL"));
        Assert.Contains("https://chat.example.com", exposed.Variable("CORS_ALLOW_ORIGIN")!.Split(';'));
        Assert.Null(Publish("{ kind: open-webui }").Find("Deployment", "open-webui").Variable("WEBUI_URL"));
    }

    // It runs whatever Python it is given.
    [Fact]
    public void Publish_Pipelines_ReachNobodyButTheDns()
    {
        var publication = Publish("{ kind: open-webui, pipelines_enabled: true }");

        Assert.DoesNotContain(publication.Objects, made => made.Kind == "NetworkPolicy" && made.Spec!["egress"] is not null
            && (string?)made.Spec!["podSelector"]?["matchLabels"]?["app.kubernetes.io/component"] == "pipelines");
        Assert.Contains(publication.Objects, made => made.Kind == "NetworkPolicy" && made.Name == "default-deny");
    }

    private static Publication Publish(string openWebUi, string others = "", string link = "") => StackText.Publish($"components: {{ open-webui: {openWebUi}, {others} }}\nlinks: [ {link} ]");
}
