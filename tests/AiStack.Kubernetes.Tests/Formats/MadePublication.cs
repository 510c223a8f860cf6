using System.Text.Json.Nodes;
using AiStack.Core;
using AiStack.Core.Values;
using AiStack.Kubernetes.Platform;
using AiStack.Kubernetes.Publishing;
using AiStack.Kubernetes.Tests.Publishing;

namespace AiStack.Kubernetes.Tests.Formats;

/// <summary>A publication with one of everything that formats treat in a way of its own.</summary>
internal static class MadePublication
{
    public static Publication Of(SecretsSpec? secrets = null)
    {
        var front = TestStack.Component("front", new()
        {
            Replicas = 2,
            Environment =
            [
                new("BACK_URL", new EndpointPart("back", "http", EndpointProperty.Url)),
                new("PUBLIC_URL", "https://chat.example.com/x?of=other.example.com&at=notchat.example.com"),
                new("TEMPLATE", "{{{ not a template }}} and {{- this neither -}}"),
                new("KEY", new SecretReference("front-key", "key")),
                new("URL", new SecretReference("db-app", "uri")),
                new("HUB_TOKEN", new SecretReference("hub", "token") { CanBeGenerated = false }),
            ],
            Further = (context, component) =>
            {
                context.Secrets.Use("servers", "front-basic", new("password", new SecretReference("front-key", "key")), "front", "kubernetes.io/basic-auth");
                context.Secrets.Use("servers", "front-basic", new("username", "it's me"), "front", "kubernetes.io/basic-auth");
                context.Secrets.Use("servers", "front-header", new("Authorization", ValueExpression.Of("Bearer ", new SecretReference("hub", "token") { CanBeGenerated = false })), "front");
                foreach (var made in FrontObjects())
                {
                    context.Add(component, null, made);
                }

                foreach (var release in Releases())
                {
                    context.Requires(release);
                }

                context.Guides(new(50, "Label the nodes", "Some text.\n"));
                context.Guides(new(150, "Testing it", "```sh\ncurl https://chat.example.com\n```\n"));
            },
        });
        var back = TestStack.Component("back", new()
        {
            // A name that the output has directories of, too.
            Namespace = "platform",
            Further = (context, component) =>
            {
                context.Secrets.IsMade("platform", "db-app", "CloudNativePG", "uri");
                context.Lowers("platform", PodSecurity.Baseline, "an operator makes pods there");
                context.Add(component, null, Database());
            },
        });
        var spec = new StackSpec { Name = "test", Domain = "example.com", Secrets = secrets ?? new() };
        return TestStack.Publish(spec.Secrets, front, back) is var publication
            ? publication with { Stack = new(spec, publication.Stack.Components, [], publication.Stack.Source) }
            : throw new InvalidOperationException();
    }

    private static IEnumerable<KubernetesObject> FrontObjects() =>
    [
        new("v1", "ConfigMap", "dashboards", "servers")
        {
            Content =
            {
                ["data"] = new JsonObject
                {
                    ["legend.json"] = """{"legendFormat": "{{model}} of {{ $labels.pod }}", "at": "https://chat.example.com"}""",
                    ["script.sh"] = "set -eu\ncurl https://chat.example.com/{{ .Path }}\n\n  echo '{{ \"}}\" }}'\nChartValue0Z ChartValueX1Z\n",
                },
            },
        },
        new("example.org/v1", "Route", "chat", "servers") { Spec = new() { ["hosts"] = new JsonArray("chat.example.com", "a.b.example.com"), ["match"] = "Host(`chat.example.com`)" } },
        new("example.org/v1", "VLLMRuntime", "vllm-chat", "servers")
        {
            ValueRules = new() { NeedsCanonicalQuantities = true, RolloutPath = ["deploymentConfig", "podAnnotations", "configuration"] },
            Spec = new()
            {
                ["model"] = new JsonObject { ["hfTokenSecret"] = new JsonObject { ["hfTokenSecretName"] = "hub", ["hfTokenKeyName"] = "token" } },
                ["storageConfig"] = new JsonObject { ["enabled"] = true, ["size"] = "20Gi" },
                ["deploymentConfig"] = new JsonObject
                {
                    ["resources"] = new JsonObject { ["cpu"] = "2", ["memory"] = "8Gi", ["gpu"] = "1" },
                    ["image"] = new JsonObject { ["registry"] = "docker.io", ["name"] = "lmcache/vllm-openai:v1" },
                    ["podAnnotations"] = new JsonObject { ["configuration"] = "0123" },
                },
            },
        },
        new("example.org/v1", "ScaledObject", "vllm-chat-scaler", "servers")
        {
            Spec = new()
            {
                ["scaleTargetRef"] = new JsonObject { ["apiVersion"] = "example.org/v1", ["kind"] = "VLLMRuntime", ["name"] = "vllm-chat" },
                ["minReplicaCount"] = 0,
                ["maxReplicaCount"] = 3,
            },
        },
        new("example.org/v1", "ScaledObject", "awake-scaler", "servers")
        {
            Spec = new()
            {
                ["minReplicaCount"] = 1,
                ["maxReplicaCount"] = 3,
            },
        },
        new("batch/v1", "Job", "front-migration-0123abcd", "servers")
        {
            Spec = new()
            {
                ["template"] = new JsonObject
                {
                    ["spec"] = new JsonObject
                    {
                        ["restartPolicy"] = "OnFailure",
                        ["containers"] = new JsonArray(new JsonObject
                        {
                            ["name"] = "migration",
                            ["image"] = "docker.io/lmcache/vllm-openai:v1",
                            ["args"] = new JsonArray("--notify", "https://chat.example.com"),
                            ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["memory"] = "1Gi", ["cpu"] = "1" }, ["limits"] = new JsonObject { ["memory"] = "1Gi", ["cpu"] = "1" } },
                        }),
                    },
                },
            },
        },
        new("v1", "PersistentVolumeClaim", "front", "servers")
        {
            Spec = new() { ["accessModes"] = new JsonArray("ReadWriteOnce"), ["storageClassName"] = "fast", ["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = "5Gi" } } },
        },
    ];

    private static KubernetesObject Database() => new("example.org/v1", "Cluster", "db", "platform")
    {
        Spec = new() { ["instances"] = 3, ["imageName"] = "ghcr.io/x/server:1.0@sha256:00", ["storage"] = new JsonObject { ["size"] = "10Gi", ["storageClass"] = "slow" } },
    };

    private static IEnumerable<PlatformRelease> Releases() =>
    [
        new("gateway", "gateways", "apisix/apisix", "2.14.0")
        {
            Repository = new("apisix", "https://charts.example.org/apisix"),
            Values = new() { ["image"] = new JsonObject { ["repository"] = "apache/apisix", ["tag"] = "3.16.0" } },
            After = ["certificates", "not-in-this-stack"],
            Purpose = "the gateway",
        },
        new("certificates", "cert-manager", "oci://quay.example.org/charts/cert-manager", "1.21.1") { Purpose = "certificates", Notes = ["Watch the\nlogs of <pod>."], PodSecurity = "privileged" },
        new("operator", "operators", "./operator", null) { Files = new Dictionary<string, string> { ["kustomization.yaml"] = "resources: []\n" }, Images = ["example.org/operator:1"], Purpose = "models" },
    ];
}
