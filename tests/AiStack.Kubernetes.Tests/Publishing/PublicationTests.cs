using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Kubernetes.Network;
using AiStack.Kubernetes.Publishing;

namespace AiStack.Kubernetes.Tests.Publishing;

public sealed class PublicationTests
{
    [Fact]
    public void Environment_AddressOfAnotherComponent_OpensOneRuleAtEachEnd()
    {
        var publication = TestStack.Publish(
            TestStack.Component("front", new() { Environment = [new("BACK_URL", new EndpointPart("back", "http", EndpointProperty.Url))] }),
            TestStack.Component("back", new() { Namespace = "behind" }));

        var egress = Find(publication, "NetworkPolicy", "servers", "front-to-back-egress");
        var ingress = Find(publication, "NetworkPolicy", "behind", "front-to-back-ingress");
        Assert.Equal("front → back", egress.Annotations["aistack/allows"]);
        Assert.Equal(8080, egress.Spec!["egress"]![0]!["ports"]![0]!["port"]!.GetValue<int>());
        Assert.Equal("behind", egress.Spec["egress"]![0]!["to"]![0]!["namespaceSelector"]!["matchLabels"]!["kubernetes.io/metadata.name"]!.GetValue<string>());
        Assert.Equal("front", ingress.Spec!["ingress"]![0]!["from"]![0]!["podSelector"]!["matchLabels"]![StandardLabels.Instance]!.GetValue<string>());
        Assert.Equal("http://back.behind.svc:80", Container(publication, "front")["env"]![0]!["value"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("whose-name-is-so-long-that-no-policy-can-have-all-of-it-in-its-own")]
    public void Connects_OneNameFromThreeKindsOfPods_PublishesAPolicyForEach(string suffix)
    {
        PodSet PodsOf(string kind) => new("front", "servers", new Dictionary<string, string> { [StandardLabels.Stack] = "test", [StandardLabels.Role] = "server", ["kind"] = kind });

        var publication = TestStack.Publish(TestStack.Component("front", new()
        {
            Further = (context, _) =>
            {
                foreach (var kind in (string[])["one", "two", "three"])
                {
                    context.Connects(new($"front-to-all{suffix}", NetworkPeer.Pods(PodsOf(kind)), NetworkPeer.Internet, "test", new NetworkPort(443)));
                }
            },
        }));

        Assert.Equal(3, publication.Objects.Count(made => made.Kind == "NetworkPolicy" && made.Name.StartsWith("front-to-all", StringComparison.Ordinal)));
    }

    [Fact]
    public void Environment_TextAroundASecret_IsPutTogetherByTheKubelet()
    {
        var publication = TestStack.Publish(TestStack.Component("front", new()
        {
            Environment = [new("URL", ValueExpression.Of("x://me:", new SecretReference("db-app", "password"), "@host/$(not)"))],
        }));

        var environment = Container(publication, "front")["env"]!.AsArray();
        Assert.Equal("DB_APP_PASSWORD", environment[0]!["name"]!.GetValue<string>());
        Assert.Equal("db-app", environment[0]!["valueFrom"]!["secretKeyRef"]!["name"]!.GetValue<string>());
        Assert.Equal("x://me:$(DB_APP_PASSWORD)@host/$$(not)", environment[1]!["value"]!.GetValue<string>());
        var secret = Assert.Single(publication.Secrets);
        Assert.Equal(("servers", "db-app"), (secret.Namespace, secret.Name));
    }

    [Fact]
    public void Environment_SecretThatIsLocal_IsLeftOut()
    {
        var publication = TestStack.Publish(TestStack.Component("front", new()
        {
            Environment = [new("KEY", new SecretReference("made-up", "key") { IsLocal = true }), new("A", "1")],
        }));

        Assert.Equal("A", Assert.Single(Container(publication, "front")["env"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Empty(publication.Secrets);
    }

    [Fact]
    public void Configures_ReleaseOfAnotherComponent_AddsValuesWhoeverComesFirst()
    {
        var publication = TestStack.Publish(
            TestStack.Component("front", new() { Further = (context, _) => context.Configures("operator", new() { ["metrics"] = new JsonObject { ["enabled"] = true } }) }),
            TestStack.Component("back", new()
            {
                Further = (context, _) => context.Requires(new("operator", "operators", "charts/operator", "1.0") { Values = new() { ["metrics"] = new JsonObject { ["enabled"] = false, ["port"] = 1 } } }),
            }),
            TestStack.Component("other", new() { Further = (context, _) => context.Configures("absent", new() { ["metrics"] = true }) }));

        var release = Assert.Single(publication.Releases);
        Assert.Equal("""{"metrics":{"enabled":true,"port":1}}""", release.Values.ToJsonString());
    }

    [Fact]
    public void Namespaces_EveryOne_IsClosedAndRestricted()
    {
        var publication = TestStack.Publish(TestStack.Component("front"), TestStack.Component("back", new() { Namespace = "behind" }));

        Assert.Equal(["behind", "servers"], publication.Namespaces);
        Assert.All(publication.Namespaces, name =>
        {
            Assert.Equal("restricted", Find(publication, "Namespace", null, name).Labels["pod-security.kubernetes.io/enforce"]);
            Assert.Equal(2, Find(publication, "NetworkPolicy", name, "default-deny").Spec!["policyTypes"]!.AsArray().Count);
        });
    }

    [Fact]
    public void Namespaces_PodsThatCannotBeRestricted_LowersTheLevelOfTheirsOnly()
    {
        var publication = TestStack.Publish(
            TestStack.Component("front", new() { Further = (context, _) => context.Lowers("servers", PodSecurity.Baseline, "An operator makes its pods.") }),
            TestStack.Component("back", new() { Namespace = "behind" }));

        Assert.Equal("baseline", Find(publication, "Namespace", null, "servers").Labels["pod-security.kubernetes.io/enforce"]);
        Assert.Equal("restricted", Find(publication, "Namespace", null, "servers").Labels["pod-security.kubernetes.io/audit"]);
        Assert.Equal("restricted", Find(publication, "Namespace", null, "behind").Labels["pod-security.kubernetes.io/enforce"]);
    }

    [Fact]
    public void Workload_SeveralReplicas_HasABudgetAndIsKeptApart()
    {
        var publication = TestStack.Publish(TestStack.Component("front", new() { Replicas = 3 }));

        Assert.Equal(1, Find(publication, "PodDisruptionBudget", "servers", "front").Spec!["maxUnavailable"]!.GetValue<int>());
        Assert.NotNull(Find(publication, "Deployment", "servers", "front").Spec!["template"]!["spec"]!["affinity"]!["podAntiAffinity"]);
    }

    [Fact]
    public void Objects_TwoOfOneName_AreAProblem()
    {
        var publication = TestStack.Publish(TestStack.Component("front", new()
        {
            Further = (context, component) => context.Add(component, null, new("v1", "Service", "front", "servers")),
        }));

        Assert.Contains(publication.Problems, problem => problem.Kind == OutputProblems.DoubledObject && problem.Message.Contains("Service servers/front", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_OfTheUser_AreOnObjectsAndPodsButInNoSelector()
    {
        var publication = TestStack.Publish(TestStack.Component("front", new() { Labels = new Dictionary<string, string?> { ["team"] = "search" }, Annotations = new Dictionary<string, string?> { ["note"] = "1" } }));

        var deployment = Find(publication, "Deployment", "servers", "front");
        Assert.Equal(("search", "1"), (deployment.Labels["team"], deployment.Annotations["note"]));
        Assert.Equal("search", deployment.Spec!["template"]!["metadata"]!["labels"]!["team"]!.GetValue<string>());
        Assert.False(deployment.Spec["selector"]!["matchLabels"]!.AsObject().ContainsKey("team"));
    }

    [Fact]
    public void Secrets_OfAStore_ComeAsExternalSecrets()
    {
        var publication = TestStack.Publish(new SecretsSpec(SecretsMode.External, "vault"), TestStack.Component("front", new()
        {
            Environment = [new("KEY", new SecretReference("provider", "api-key"))],
            Further = (context, _) =>
            {
                context.Secrets.Use("servers", "route", new("auth.header.Authorization", ValueExpression.Of("Bearer ", new SecretReference("provider", "api-key"))), "front");
                context.Secrets.IsMade("servers", "db-app", "an operator", "password");
            },
        }));

        var plain = Find(publication, "ExternalSecret", "servers", "provider").Spec!;
        Assert.Equal("vault", plain["secretStoreRef"]!["name"]!.GetValue<string>());
        Assert.Equal(("provider", "api-key"), (plain["data"]![0]!["remoteRef"]!["key"]!.GetValue<string>(), plain["data"]![0]!["remoteRef"]!["property"]!.GetValue<string>()));
        Assert.Equal("Bearer {{ index . \"provider-api-key\" }}", Find(publication, "ExternalSecret", "servers", "route").Spec!["target"]!["template"]!["data"]!["auth.header.Authorization"]!.GetValue<string>());
        Assert.DoesNotContain(publication.Objects, made => made.Name == "db-app");
    }

    [Fact]
    public void Secrets_MadeInAnotherNamespace_AreCopies()
    {
        var publication = TestStack.Publish(TestStack.Component("front", new()
        {
            Environment = [new("KEY", new SecretReference("db-app", "password"))],
            Further = (context, _) => context.Secrets.IsMade("postgres", "db-app", "an operator", "password"),
        }));

        Assert.Equal("postgres", Assert.Single(publication.Secrets, secret => secret.Namespace == "servers").CopyOf);
    }

    [Fact]
    public void Flows_ToTheInternet_LeavePrivateNetworksAndMetadataOut()
    {
        var publication = TestStack.Publish(TestStack.Component("front", new()
        {
            Further = (context, component) => context.Connects(new("front-to-hub", NetworkPeer.Pods(context.Pods(component, "server")), NetworkPeer.Internet, "weights", new NetworkPort(443))),
        }));

        var block = Find(publication, "NetworkPolicy", "servers", "front-to-hub-egress").Spec!["egress"]![0]!["to"]![0]!["ipBlock"]!;
        Assert.Contains("169.254.0.0/16", block["except"]!.AsArray().Select(range => range!.GetValue<string>()));
        Assert.Contains("10.0.0.0/8", block["except"]!.AsArray().Select(range => range!.GetValue<string>()));
    }

    private static KubernetesObject Find(Publication publication, string kind, string? objectNamespace, string name) =>
        Assert.Single(publication.Objects, made => made.Kind == kind && made.Namespace == objectNamespace && made.Name == name);

    private static JsonObject Container(Publication publication, string name) =>
        (JsonObject)publication.Objects.Single(made => made.Kind == "Deployment" && made.Name == name).Spec!["template"]!["spec"]!["containers"]![0]!;
}
