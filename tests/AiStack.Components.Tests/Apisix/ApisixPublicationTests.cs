using System.Text.Json;
using System.Text.Json.Nodes;
using AiStack.Components.Apisix.Plugins;
using AiStack.Components.Tests.Apisix.Plugins;
using AiStack.Components.Tests.Publishing;
using AiStack.Core.Problems;
using AiStack.Kubernetes;
using AiStack.Kubernetes.Publishing;
using AiStack.Tests;

namespace AiStack.Components.Tests.Apisix;

/// <summary>What gateways are published as, beyond what whole files show.</summary>
public sealed class ApisixPublicationTests
{
    private const string Models = """
          vllm: { kind: vllm, namespace: models, models: { chat: { model_path: org/chat, model_type: chat }, embed: { model_path: org/embed, model_type: embedding, vector_size: 8 } } }
        """;

    public static TheoryData<string> Stacks => [.. PublishedStack.All];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Plugins_Published_AreValid(string stack)
    {
        PluginSchemas.Require();
        var plugins = PublishedStack.Publish(stack).Objects
            .SelectMany(made => made.Kind == "ApisixRoute" ? Rules(made).SelectMany(rule => rule["plugins"]!.AsArray()) : made.Kind == "ApisixGlobalRule" ? made.Spec!["plugins"]!.AsArray() : []);

        Assert.Empty(plugins.SelectMany(plugin => PluginSchemas.Errors((string)plugin!["name"]!, plugin["config"]!.AsObject())));
    }

    [Fact]
    public void RouteToAModel_Published_StandsInTheModelsNamespace()
    {
        var route = Route(Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: vllm/chat }"), "apisix-ai-vllm-chat");

        Assert.Equal(("models", "test-apisix"), (route.Namespace, (string?)route.Spec!["ingressClassName"]));
        Assert.Equal(["public", "public-models", "inner", "inner-models"], Rules(route).Select(rule => (string)rule["name"]!));
        Assert.All(Rules(route), rule => Assert.Equal("""[{"serviceName":"vllm-router","servicePort":80}]""", rule["backends"]!.ToJsonString()));
    }

    [Fact]
    public void RouteToAModel_ListOfModels_IsAskedForWithoutAiProxy()
    {
        var rules = Rules(Route(Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: vllm/chat, deny_patterns: [x] }"), "apisix-ai-vllm-chat")).ToList();

        Assert.All(rules, rule => Assert.Equal(!((string)rule["name"]!).EndsWith("models", StringComparison.Ordinal), Plugins(rule).Contains(PluginNames.AiProxy)));
        Assert.All(rules, rule => Assert.Contains(PluginNames.KeyAuth, Plugins(rule)));
    }

    [Fact]
    public void RouteToAnEmbeddingModel_Published_HasNoGuard() =>
        Assert.All(Rules(Route(Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: vllm/embed }"), "apisix-ai-vllm-embed")), rule => Assert.DoesNotContain(PluginNames.PromptGuard, Plugins(rule)));

    [Fact]
    public void Consumers_Published_HaveTheNamesThatRoutesAdmit()
    {
        var publication = Publish("{ api_keys: { team: { secret: a }, web: { secret: b } } }", "- { from: apisix/ai, to: vllm/chat }");
        var usernames = publication.Objects.Where(made => made.Kind == "ApisixConsumer").Select(made => $"{made.Namespace}_{made.Name}");

        Assert.All(Rules(Route(publication, "apisix-ai-vllm-chat")), rule => Assert.Equal(usernames, Plugin(rule, PluginNames.ConsumerRestriction)["whitelist"]!.AsArray().Select(name => (string)name!)));
    }

    [Fact]
    public void RouteToAnApplication_Published_HasWebsocketsAndItsOwnCertificate()
    {
        var publication = Publish(null, "- { from: apisix, to: langflow, subdomain: flows }", "  langflow: { kind: langflow }\n");
        var rule = Assert.Single(Rules(Route(publication, "apisix-langflow")));

        Assert.True((bool)rule["websocket"]!);
        Assert.Equal("""["flows.example.com"]""", rule["match"]!["hosts"]!.ToJsonString());
        Assert.Equal("langflow", Route(publication, "apisix-langflow").Namespace);
        Assert.Contains(publication.Objects, made => made is { Kind: "Certificate", Name: "apisix-flows-tls", Namespace: "apisix" });
    }

    [Fact]
    public void KeyOfAProvider_Published_IsASecretBesideTheRouteAndNoValue()
    {
        var publication = Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: openai }", "  openai: { kind: external-ai, ai_provider: openai, ai_provider_api_key: { secret: openai-key } }\n");
        var secret = Assert.Single(publication.Secrets, secret => secret.Name == "openai-ai-proxy");

        Assert.Equal(("external-ai", "auth.header.Authorization"), (secret.Namespace, Assert.Single(secret.Entries).Key));
        Assert.Equal("openai-ai-proxy", (string?)Rules(Route(publication, "apisix-ai-openai")).First()["plugins"]!.AsArray().Single(plugin => (string?)plugin!["name"] == PluginNames.AiProxy)!["secretRef"]);
    }

    [Fact]
    public void PasswordOfRedis_Published_IsInTheGatewaysEnvironmentAlone()
    {
        var publication = Publish("{ api_key: { secret: k }, rate_limiting: true }", "- { from: apisix/ai, to: vllm/chat }\n  - { from: apisix, to: redis }", "  redis: { kind: redis }\n");
        var values = publication.Releases.Single(release => release.Name == "apisix").Values;

        Assert.Equal("""[{"name":"SECRET_REDIS_AUTH_PASSWORD","valueFrom":{"secretKeyRef":{"name":"redis-auth","key":"password"}}}]""", values["extraEnvVars"]!.ToJsonString());
        Assert.Equal("""["SECRET_REDIS_AUTH_PASSWORD"]""", values["apisix"]!["nginx"]!["envs"]!.ToJsonString());
        Assert.Equal("$env://SECRET_REDIS_AUTH_PASSWORD", (string?)Plugin(Rules(Route(publication, "apisix-ai-vllm-chat")).First(), PluginNames.LimitCount)["redis_password"]);
        Assert.Equal(["apisix", "redis"], publication.Secrets.Where(secret => secret.Name == "redis-auth").Select(secret => secret.Namespace));
    }

    [Theory]
    [InlineData("", "Cluster", "yaml", false, 1)]
    [InlineData(", external_traffic: true", "Local", "yaml", false, 1)]
    [InlineData(", dashboard: true", "Cluster", "etcd", true, 1)]
    [InlineData(", replicas: 3", "Cluster", "yaml", false, 3)]
    public void Release_Gateway_HasTheValuesOfItsSettings(string settings, string traffic, string provider, bool dashboard, int replicas)
    {
        var publication = Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: vllm/chat }", settings: settings);
        var release = publication.Releases.Single(release => release.Name == "apisix");
        var values = release.Values;

        Assert.Equal(("apisix/apisix", "2.14.0", "apisix"), (release.Chart, release.Version, release.Namespace));
        Assert.Equal("""{"repository":"apache/apisix","tag":"3.18.0-debian"}""", values["image"]!.ToJsonString());
        Assert.Equal(traffic, (string?)values["service"]!["externalTrafficPolicy"]);
        Assert.Equal(provider, (string?)values["apisix"]!["deployment"]!["role_traditional"]!["config_provider"]);
        Assert.Equal(dashboard, (bool)values["apisix"]!["admin"]!["enable_admin_ui"]!);
        Assert.Equal(replicas, (int)values["replicaCount"]!);
        Assert.Equal(replicas > 1, publication.Objects.Any(made => made is { Kind: "PodDisruptionBudget", Namespace: "apisix" }));
        Assert.Equal(dashboard ? "apisix" : "apisix-standalone", (string?)publication.Objects.Single(made => made.Kind == "GatewayProxy").Spec!["provider"]!["controlPlane"]!["mode"]);
        Assert.Equal(["admin", "viewer"], publication.Secrets.Single(secret => secret.Name == "apisix-admin").Entries.Select(entry => entry.Key));
    }

    [Fact]
    public void Release_Controller_IsOneForAllGateways()
    {
        var publication = Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: vllm/chat }\n  - { from: second/ai, to: vllm/chat, subdomain: second }", "  second: { kind: apisix, namespace: gates, ai_gateways: { ai: { api_key: { secret: l } } } }\n");

        // A gateway is not ready before it was told routes, so nothing may wait for it.
        Assert.Equal(["apisix-ingress-controller", "cert-manager", "apisix", "second"], publication.Releases.Where(release => release.Name is not ("keda" or "production-stack-operator")).Select(release => release.Name));
        Assert.Equal(["test-apisix", "test-second"], publication.Objects.Where(made => made.Kind == "IngressClass").Select(made => made.Name));
    }

    [Fact]
    public void Guide_OfAGateway_CallsItWithTheStacksOwnNames()
    {
        var section = Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: vllm/chat, subdomain: qwen }", settings: ", dashboard: true").Guide.Single(section => section.Title == "The gateway apisix");

        Assert.Contains("kubectl -n apisix get service apisix-gateway\n", section.Text, StringComparison.Ordinal);
        Assert.Contains("KEY=$(kubectl -n apisix get secret k -o jsonpath='{.data.key}' | base64 -d)\n", section.Text, StringComparison.Ordinal);
        Assert.Contains("curl -k https://qwen.example.com/v1/chat/completions -H \"apikey: $KEY\" -H 'Content-Type: application/json' \\\n  -d '{\"model\": \"org/chat\",", section.Text, StringComparison.Ordinal);
        Assert.Contains("http://localhost:9180/ui/", section.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_OfEveryPlugin_AreAmongThoseThatApisixEnables()
    {
        var path = Path.Combine(SampleFiles.RepositoryRoot, "..", "shared", "apisix-plugin-schemas", "default-plugins.json");
        if (!File.Exists(path))
        {
            Requirement.IsMissing("The list of APISIX' plugins is kept beside the repository, not in it.");
        }

        var enabled = JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(plugin => (string)plugin!["name"]!).ToHashSet();

        Assert.All(PluginNames.InOrder, name => Assert.Contains(name, enabled));
    }

    [Fact]
    public void Publication_WithCallersKeys_HoldsNoSecretValue() =>
        Assert.DoesNotContain(Publish("{ api_key: { secret: k } }", "- { from: apisix/ai, to: vllm/chat }").Objects, made => made.Kind == "Secret" || JsonSerializer.Serialize(made.ToJson()).Contains("edd1c9f034335f136f87ad84b625c8f1", StringComparison.Ordinal));

    // Clouds take what a load balancer is like from there.
    [Fact]
    public void Annotations_OfTheComponent_AreTheGatewaysServices()
    {
        var values = Publish(null, "- { from: prom, to: vllm }", "  prom: { kind: prometheus }\n", ", annotations: { example.com/scheme: internal }").Releases.Single(release => release.Name == "apisix").Values;

        Assert.Equal("internal", (string?)values["service"]!["annotations"]!["example.com/scheme"]);
        Assert.Equal("internal", (string?)values["podAnnotations"]!["example.com/scheme"]);
    }

    private static Publication Publish(string? gateway, string links, string more = "", string settings = "")
    {
        var stack = StackText.Read($$"""
            domain: example.com
            components:
            {{Models}}
            {{more}}  apisix: { kind: apisix{{settings}}{{(gateway is null ? "" : $", ai_gateways: {{ ai: {gateway} }}")}} }
            links:
              {{links}}

            """);
        var publication = StackPublication.Of(stack, ComponentCatalog.Modules);
        Assert.DoesNotContain(publication.Problems, problem => problem.Kind.Severity == Severity.Error);
        return publication;
    }

    private static KubernetesObject Route(Publication publication, string name) => publication.Objects.Single(made => made.Kind == "ApisixRoute" && made.Name == name);

    private static IEnumerable<JsonObject> Rules(KubernetesObject route) => route.Spec!["http"]!.AsArray().Select(rule => rule!.AsObject());

    private static IEnumerable<string> Plugins(JsonObject rule) => rule["plugins"]!.AsArray().Select(plugin => (string)plugin!["name"]!);

    private static JsonObject Plugin(JsonObject rule, string name) => rule["plugins"]!.AsArray().Single(plugin => (string?)plugin!["name"] == name)!["config"]!.AsObject();
}
