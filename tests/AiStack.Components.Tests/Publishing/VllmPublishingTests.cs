using AiStack.Components.Vllm;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>What models are published as, where a scenario's files do not say why.</summary>
public sealed class VllmPublishingTests
{
    [Theory]
    [InlineData("vllm:1", "docker.io", "library/vllm:1")]
    [InlineData("vllm/vllm-openai:v1", "docker.io", "vllm/vllm-openai:v1")]
    [InlineData("ghcr.io/a/b:1", "ghcr.io", "a/b:1")]
    [InlineData("localhost/b:1", "localhost", "b:1")]
    [InlineData("registry.example.com:5000/team/vllm@sha256:00", "registry.example.com:5000", "team/vllm@sha256:00")]
    public void ImageReference_OfAnyForm_IsTakenApartAsRuntimesDo(string reference, string registry, string name) => Assert.Equal(new ImageReference(registry, name), ImageReference.Parse(reference));

    [Theory]
    [InlineData("Qwen/Qwen2-1.5B-Instruct", "Hub")]
    [InlineData("gpt2", "Hub")]
    [InlineData("/models/own", "Path")]
    [InlineData("./own", "Path")]
    [InlineData("s3://bucket/own", "Elsewhere")]
    [InlineData("unsloth/Qwen3-0.6B-GGUF:Q4_K_M", "Elsewhere")]
    public void Weights_OfAModelPath_AreLookedForWhereItSays(string path, string source) =>
        Assert.Equal(source, ModelWeights.Of(new() { ModelPath = path, ModelType = ModelType.Chat }).Source.ToString());

    [Theory]
    [InlineData("org/own", "/data")]
    [InlineData("/models/own", "/models")]
    [InlineData("/mnt/models/own/", "/mnt/models")]
    [InlineData("/data/team/own", "/data")]
    [InlineData("/own", "/data")]
    [InlineData("/opt/own", "/data")]
    [InlineData("/models/../opt/own", "/data")]
    public void Disk_OfAModelPath_IsMountedWhereItHoldsIt(string path, string directory)
    {
        var publication = Publication($"vllm: {{ kind: vllm, models: {{ own: {{ model_path: {path}, model_type: chat, storage: 20Gi }} }} }}");

        Assert.Equal(directory, publication.Objects.Single(made => made.Kind == "VLLMRuntime").Spec!["storageConfig"]!["mountPath"]!.GetValue<string>());
        Assert.Equal(path[0] == '/', publication.Guide.Any(section => section.Text.Contains($"mounted at `{directory}`, has to hold the weights as `{path}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Weights_OfFurtherRepositories_AreFetchedToo()
    {
        var weights = ModelWeights.Of(new()
        {
            ModelPath = "org/large", ModelType = ModelType.Chat,
            ExtraArguments = ["--revision=abc", "--tokenizer", "org/tokens", "--speculative-config", """{"model":"org/small","num_speculative_tokens":3}""", "--generation-config", "vllm"],
        });

        Assert.Equal(["org/large@abc", "org/tokens", "org/small"], weights.Repositories);
    }

    [Fact]
    public void Checksum_OfWhatIsNotRolledOutByItself_Changes()
    {
        string[] changes = ["", "dtype: half", "max_model_len: 2048", "extra_args: [--enforce-eager]", "served_model_name: other", "storage: 20Gi", "storage: 30Gi"];

        var checksums = changes.Select(change => Runtime(change)["podAnnotations"]!["aistack/configuration"]!.GetValue<string>()).ToList();

        Assert.Equal(checksums.Distinct(), checksums);
    }

    [Fact]
    public void Checksum_OfTheNumberOfReplicas_StaysTheSame() =>
        Assert.Equal((string)Runtime("replicas: 1")["podAnnotations"]!["aistack/configuration"]!, (string)Runtime("replicas: 2")["podAnnotations"]!["aistack/configuration"]!);

    [Fact]
    public void SwitchOfTheUser_BecomesTheField_AndNoSecondArgument()
    {
        var runtime = Publish("extra_args: [--no-enable-prefix-caching]").Objects.Single(made => made.Kind == "VLLMRuntime").Spec!["vllmConfig"]!;

        Assert.False((bool)runtime["enablePrefixCaching"]!);
        Assert.Equal(["--served-model-name=Qwen/Qwen2-1.5B-Instruct"], runtime["extraArgs"]!.AsArray().Select(argument => (string)argument!));
    }

    [Fact]
    public void WeightsJob_OfAChange_HasAnotherName()
    {
        string[] changes = ["storage: 20Gi", "storage: 20Gi, extra_args: ['--revision=abc']", "storage: 20Gi, image: 'registry.example.com/vllm:2'", "storage: { size: 20Gi, access_mode: ReadWriteMany, class: nfs }"];

        var names = changes.Select(change => Publish(change).Objects.Single(made => made.Kind == "Job").Name).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.Equal(names[0], Publish("storage: 30Gi").Objects.Single(made => made.Kind == "Job").Name);
    }

    [Fact]
    public void WeightsJob_OfALongName_StaysWithinTheLimit()
    {
        var publication = Publication($"vllm: {{ kind: vllm, models: {{ {new string('m', 57)}: {{ model_path: org/name, model_type: chat, parameters: 1B, storage: 20Gi }} }} }}");

        Assert.All(publication.Objects.Where(made => made.Kind == "Job"), job => Assert.InRange(job.Name.Length, 1, 63));
    }

    [Fact]
    public void Internet_WithADisk_IsOpenForTheJobAlone()
    {
        var open = Publish("storage: 20Gi").Objects.Where(made => made.Kind == "NetworkPolicy" && made.ToJson().ToJsonString().Contains("0.0.0.0/0", StringComparison.Ordinal)).ToList();

        Assert.Equal("weights", Assert.Single(open).Spec!["podSelector"]!["matchLabels"]![StandardLabels.Role]!.GetValue<string>());
    }

    [Fact]
    public void Internet_ForAModelUnderAPath_IsClosed() =>
        Assert.DoesNotContain(Publication("vllm: { kind: vllm, models: { own: { model_path: /models/own, model_type: chat } } }").Objects, made => made.Kind == "NetworkPolicy" && made.ToJson().ToJsonString().Contains("0.0.0.0/0", StringComparison.Ordinal));

    [Fact]
    public void Token_WithADisk_IsTheJobsAndTheRuntimes()
    {
        var publication = Publication("vllm: { kind: vllm, huggingface: { secret: hf }, models: { chat: { model_path: org/name, model_type: chat, parameters: 1B, storage: 20Gi } } }");

        Assert.Equal("hf", publication.Objects.Single(made => made.Kind == "VLLMRuntime").Spec!["model"]!["hfTokenSecret"]!["hfTokenSecretName"]!.GetValue<string>());
        Assert.Contains(publication.Secrets, secret => secret is { Namespace: "vllm", Name: "hf" });
    }

    [Fact]
    public void Guide_OfTwoTypes_AsksEachByTheRealNames()
    {
        var guide = string.Concat(new Scenario("vllm-several-models-one-router").Publish().Guide.Select(section => section.Text));

        Assert.Contains("svc/vllm-router 8000:80", guide, StringComparison.Ordinal);
        Assert.Contains("\"model\": \"Qwen/Qwen2-1.5B-Instruct\"", guide, StringComparison.Ordinal);
        Assert.Contains("/v1/embeddings", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Operator_OfThePlatform_IsBuiltAtTheCommitOfItsImage()
    {
        var release = Assert.Single(new Scenario("vllm-cpu-model").Publish().Releases);
        var kustomization = release.Files["kustomization.yaml"];

        Assert.Contains("operator/config/default?ref=" + ProductionStackFacts.Commit, kustomization, StringComparison.Ordinal);
        Assert.Contains("newTag: " + ProductionStackFacts.Commit, kustomization, StringComparison.Ordinal);
        Assert.Contains(release.Notes, note => note.Contains("default.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void ServingDeployment_NeedsNoOperator_AndEnforcesRestricted()
    {
        var publication = new Scenario("vllm-serving-deployment").Publish();

        Assert.Empty(publication.Releases);
        Assert.Equal("restricted", publication.Objects.Single(made => made is { Kind: "Namespace", Name: "vllm" }).Labels["pod-security.kubernetes.io/enforce"]);
        Assert.DoesNotContain(publication.Objects, made => made.ApiVersion.StartsWith("production-stack", StringComparison.Ordinal));
    }

    [Fact]
    public void ServingDeployment_Services_ReachTheEnginesOfOneModelOnly()
    {
        var publication = new Scenario("vllm-serving-deployment").Publish();
        var templates = publication.Objects.Where(made => made.Kind == "Deployment").Select(made => made.Spec!["template"]!["metadata"]!["labels"]!.AsObject()).ToList();

        Assert.All(publication.Objects.Where(made => made.Kind == "Service"), service =>
            Assert.Single(templates, labels => service.Spec!["selector"]!.AsObject().All(wanted => (string?)labels[wanted.Key] == (string?)wanted.Value)));
    }

    [Fact]
    public void UserLabels_OfAComponent_StayOutOfSelectorsThatTheOperatorMakes()
    {
        var runtime = Publication("vllm: { kind: vllm, labels: { team: a, app: b }, models: { chat: { model_path: /models/own, model_type: chat } } }").Objects.Single(made => made.Kind == "VLLMRuntime");

        Assert.False(runtime.Labels.ContainsKey("app") || runtime.Labels.ContainsKey("team"));
        Assert.Equal("a", runtime.Annotations["team"]);
    }

    [Fact]
    public void NodeLabel_OfAnExistingPool_IsToldOnce()
    {
        const string Models = "models: { m: { model_path: /models/own, model_type: chat } }";

        var guide = Publication($"a: {{ kind: vllm, nodepool: own, {Models} }}, b: {{ kind: vllm, nodepool: own, {Models} }}").Guide;

        Assert.Contains("kubectl label node <node> aistack/nodepool=own", Assert.Single(guide, section => section.Title == "Label the nodes of own").Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scenario.All), MemberType = typeof(Scenario))]
    public void Scorecard_OfAScenario_HasNothingUnexplained(string scenario) =>
        Assert.Empty(new Scenario(scenario).Publish().Score.Lines.SelectMany(line => line.Unexplained.Select(found => $"{string.Join(',', line.Check.Ids)}: {found}")));

    private static System.Text.Json.Nodes.JsonNode Runtime(string property) => Publish(property).Objects.Single(made => made.Kind == "VLLMRuntime").Spec!["deploymentConfig"]!;

    private static Publication Publish(string property) =>
        Publication($"vllm: {{ kind: vllm, models: {{ chat: {{ model_path: Qwen/Qwen2-1.5B-Instruct, model_type: chat{(property.Length == 0 ? "" : $", {property}")} }} }} }}");

    private static Publication Publication(string components) => StackPublication.Of(StackText.Read($"components: {{ {components} }}\n"), ComponentCatalog.Modules);
}
