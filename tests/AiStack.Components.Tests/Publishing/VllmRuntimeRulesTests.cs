using System.Text.Json.Nodes;
using AiStack.Core.Units;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Components.Tests.Publishing;

/// <summary>What production-stack's operator needs and no schema says, on everything that scenarios and samples publish. The numbers are those of the rules in its notes.</summary>
public sealed class VllmRuntimeRulesTests
{
    public static TheoryData<string> Stacks => [.. PublishedStack.All];

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Always_HasNodeSelectorTerms(string stack) => Every("VLLMRuntime", stack, spec => // 1
    {
        var expressions = Assert.IsType<JsonArray>(spec["deploymentConfig"]!["nodeSelectorTerms"]![0]!["matchExpressions"]);
        Assert.Contains(expressions, expression => (string?)expression!["key"] == "kubernetes.io/os" && (string?)expression["values"]![0] == "linux");
    });

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_WithoutLmCache_HasNoLmCacheConfig(string stack) => Every("VLLMRuntime", stack, spec => Assert.False(spec.ContainsKey("lmCacheConfig"))); // 2

    [Theory, MemberData(nameof(Stacks))]
    public void Quantities_Always_AreCanonical(string stack) // 3, 18
    {
        Every("VLLMRuntime", stack, spec =>
        {
            AssertResources(spec["deploymentConfig"]!["resources"]!.AsObject(), "cpu", "memory", "gpu");
            AssertCanonical((string)spec["deploymentConfig"]!["shmSize"]!);
            if (spec["storageConfig"] is { } storage)
            {
                AssertCanonical((string)storage["size"]!);
            }
        });
        Every("VLLMRouter", stack, spec => AssertResources(spec["resources"]!.AsObject(), "cpu", "memory"));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_WithoutTolerations_HasNoList(string stack) => Every("VLLMRuntime", stack, spec => // 4
        Assert.True(spec["deploymentConfig"]!["toleration"] is null or JsonArray { Count: > 0 }));

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Always_NamesARuntimeClassThatIsThere(string stack) // 5
    {
        var publication = PublishedStack.Publish(stack);
        var published = publication.Objects.Where(made => made.Kind == "RuntimeClass").Select(made => made.Name).ToHashSet();
        Each(publication, "VLLMRuntime", spec =>
        {
            var name = (string)spec["deploymentConfig"]!["runtimeClass"]!;
            var isGpu = spec["deploymentConfig"]!["resources"]!["gpu"] is not null;
            Assert.True(published.Contains(name) || (isGpu && name == "nvidia" && publication.Releases.Any(release => release.Name == "gpu-operator")), $"RuntimeClass '{name}'");
        });
    }

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Image_HasRegistryTagAndTheProgram(string stack) => Every("VLLMRuntime", stack, spec => // 6
    {
        var image = spec["deploymentConfig"]!["image"]!;
        Assert.Matches(@"^[a-z0-9.-]+(:[0-9]+)?$", (string)image["registry"]!);
        Assert.Matches("[:@]", (string)image["name"]!);
        Assert.DoesNotContain(":latest", (string)image["name"]!, StringComparison.Ordinal);
        Assert.False(((string)image["name"]!).StartsWith("vllm/vllm-openai:", StringComparison.Ordinal));
    });

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Switches_AreSaidOutright(string stack) => Every("VLLMRuntime", stack, spec => // 7
    {
        var config = spec["vllmConfig"]!;
        Assert.True((bool)config["v1"]!);
        var isEmbedding = config["extraArgs"]!.AsArray().Any(argument => (string?)argument == "pooling");
        Assert.True(isEmbedding || (bool)config["enableChunkedPrefill"]!);
        Assert.True(isEmbedding || (bool)config["enablePrefixCaching"]!);
        Assert.NotNull(config["enableChunkedPrefill"]);
        Assert.NotNull(config["enablePrefixCaching"]);
    });

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Always_HasAChecksumOfItsConfiguration(string stack) => Every("VLLMRuntime", stack, spec => // 8
        Assert.Matches("^[0-9a-f]{64}$", (string)spec["deploymentConfig"]!["podAnnotations"]!["aistack/configuration"]!));

    [Theory, MemberData(nameof(Stacks))]
    public void Labels_OfRuntimesAndRouters_AreConstant(string stack) // 9, 21
    {
        var allowed = new HashSet<string> { StandardLabels.Name, StandardLabels.Instance, StandardLabels.Role, StandardLabels.Stack, StandardLabels.ManagedBy };
        Assert.All(PublishedStack.Publish(stack).Objects.Where(made => made.Kind is "VLLMRuntime" or "VLLMRouter"), made => Assert.Equal(allowed, made.Labels.Keys.ToHashSet()));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void Router_Selector_FindsItsEnginesOnly(string stack) // 10
    {
        var publication = PublishedStack.Publish(stack);
        Each(publication, "VLLMRuntime", spec => Assert.Equal(8000, (int)spec["vllmConfig"]!["port"]!));
        foreach (var router in publication.Objects.Where(made => made.Kind == "VLLMRouter"))
        {
            var selector = ((string)router.Spec!["k8sLabelSelector"]!).Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
            var found = publication.Objects.Where(made => made.Namespace == router.Namespace && made.Kind is "VLLMRuntime" or "VLLMRouter" && selector.All(pair => made.Labels.GetValueOrDefault(pair.Key) == pair.Value)).ToList();
            Assert.NotEmpty(found);
            Assert.All(found, made => Assert.True(made.Kind == "VLLMRuntime" && made.Labels[StandardLabels.Instance] == router.Labels[StandardLabels.Instance], made.ToString()));
        }
    }

    [Theory, MemberData(nameof(Stacks))]
    public void Router_ServiceAccount_IsItsOwn(string stack) // 11
    {
        var routers = PublishedStack.Publish(stack).Objects.Where(made => made.Kind == "VLLMRouter").ToList();
        Assert.All(routers, router => Assert.Equal(router.Name, (string)router.Spec!["serviceAccountName"]!));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void Router_Discovery_IsComplete(string stack) => Every("VLLMRouter", stack, spec => // 12
    {
        Assert.Equal("k8s", (string)spec["serviceDiscovery"]!);
        Assert.Equal((string)spec["routingLogic"]! == "session", !string.IsNullOrEmpty((string?)spec["sessionKey"]));
    });

    [Theory, MemberData(nameof(Stacks))]
    public void Engines_HaveNoKey_AndOnlyTheirRouterMayReachThem(string stack) // 14
    {
        var publication = PublishedStack.Publish(stack);
        Each(publication, "VLLMRuntime", spec =>
        {
            Assert.DoesNotContain(spec["vllmConfig"]!["extraArgs"]!.AsArray(), argument => ((string)argument!).StartsWith("--api-key", StringComparison.Ordinal));
            Assert.DoesNotContain(spec["vllmConfig"]!["env"]!.AsArray(), variable => (string?)variable!["name"] is "VLLM_API_KEY" or "HF_TOKEN");
        });
        Assert.All(publication.Objects.Where(made => made.Kind == "VLLMRuntime"), made =>
            Assert.Contains(publication.Objects, policy => policy.Kind == "NetworkPolicy" && policy.Namespace == made.Namespace && policy.Name == "default-deny"));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Disk_NamesItsAccessMode(string stack) => Every("VLLMRuntime", stack, spec => // 15
        Assert.True(spec["storageConfig"] is null || (string?)spec["storageConfig"]!["accessMode"] is "ReadWriteOnce" or "ReadOnlyMany" or "ReadWriteMany"));

    [Theory, MemberData(nameof(Stacks))]
    public void ScaledObject_Name_IsNotTheOperators(string stack) => // 16
        Assert.DoesNotContain(PublishedStack.Publish(stack).Objects, made => made.Kind == "ScaledObject" && made.Name.EndsWith("-scaledobject", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Replicas_AreSaidUnlessScaled(string stack) // 17
    {
        var publication = PublishedStack.Publish(stack);
        var scaled = publication.Objects.Where(made => made.Kind == "ScaledObject").Select(made => (made.Namespace, (string)made.Spec!["scaleTargetRef"]!["name"]!)).ToHashSet();
        Assert.All(publication.Objects.Where(made => made.Kind == "VLLMRuntime"), made => Assert.Equal(scaled.Contains((made.Namespace, made.Name)), made.ToJson()["spec"]!["deploymentConfig"]!["replicas"] is null));
    }

    [Theory, MemberData(nameof(Stacks))]
    public void RuntimesAndRouters_OfOneNamespace_HaveNamesOfTheirOwn(string stack) // 19
    {
        var names = PublishedStack.Publish(stack).Objects.Where(made => made.Kind is "VLLMRuntime" or "VLLMRouter" or "Deployment" or "StatefulSet").Select(made => $"{made.Namespace}/{made.Name}").ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Theory, MemberData(nameof(Stacks))]
    public void Runtime_Autoscaling_IsLeftToKeda(string stack) => Every("VLLMRuntime", stack, spec => Assert.False(spec.ContainsKey("autoscalingConfig"))); // 20

    [Theory, MemberData(nameof(Stacks))]
    public void Namespace_OfOperatorMadePods_EnforcesBaseline(string stack) // 22
    {
        var publication = PublishedStack.Publish(stack);
        Assert.All(publication.Objects.Where(made => made.Kind == "VLLMRuntime").Select(made => made.Namespace).Distinct(), space =>
        {
            var labels = publication.Objects.Single(made => made.Kind == "Namespace" && made.Name == space).Labels;
            Assert.Equal("baseline", labels["pod-security.kubernetes.io/enforce"]);
            Assert.Equal("restricted", labels["pod-security.kubernetes.io/audit"]);
        });
    }

    private static void Every(string kind, string stack, Action<JsonObject> assert) => Each(PublishedStack.Publish(stack), kind, assert);

    // As the API server gets it: without entries that are null.
    private static void Each(Publication publication, string kind, Action<JsonObject> assert) =>
        Assert.All(publication.Objects.Where(made => made.Kind == kind), made => assert(made.ToJson()["spec"]!.AsObject()));

    private static void AssertResources(JsonObject resources, params string[] names)
    {
        var given = names.Where(resources.ContainsKey).ToList();
        Assert.NotEmpty(given);
        Assert.All(given, name => AssertCanonical((string)resources[name]!));
    }

    private static void AssertCanonical(string quantity) => Assert.Equal(Quantity.Parse(quantity).ToString(), quantity);
}
