using System.Text.Json.Nodes;
using AiStack.Kubernetes.Scorecard;
using AiStack.Kubernetes.Tests.Publishing;

namespace AiStack.Kubernetes.Tests.Scorecard;

/// <summary>A hardened pod passes every check; each case undoes one thing and has to be found by the rule of that id.</summary>
public sealed class ScoreTests
{
    [Fact]
    public void Score_HardenedWorkload_HasNoUnexplainedFinding() =>
        Assert.Empty(TestStack.Publish(TestStack.Component("front", new() { Replicas = 3 })).Score.Unexplained.Select(found => $"{found.Subject}: {found.Failure}"));

    [Theory]
    [InlineData("spec.hostNetwork", "true", "kube-linter/host-network")]
    [InlineData("spec.volumes", """[{"name": "d", "hostPath": {"path": "/"}}]""", "pss-baseline/hostPathVolumes")]
    [InlineData("spec.securityContext.runAsNonRoot", "false", "pss-restricted/runAsNonRoot")]
    [InlineData("spec.securityContext.runAsUser", "0", "pss-restricted/runAsUser")]
    [InlineData("spec.securityContext.seccompProfile", "null", "pss-restricted/seccomp")]
    [InlineData("spec.securityContext.sysctls", """[{"name": "kernel.msgmax", "value": "1"}]""", "kube-linter/unsafe-sysctls")]
    [InlineData("spec.serviceAccountName", "null", "kube-linter/default-service-account")]
    [InlineData("spec.automountServiceAccountToken", "true", "polaris/automountServiceAccountToken")]
    [InlineData("spec.topologySpreadConstraints", "null", "kube-score/pod-topology-spread-constraints")]
    [InlineData("spec.affinity", "null", "kube-linter/no-anti-affinity")]
    [InlineData("spec.restartPolicy", "\"Never\"", "kube-linter/restart-policy")]
    [InlineData("metadata.labels", """{"a": "b"}""", "kube-linter/mismatching-selector")]
    [InlineData("container.securityContext.readOnlyRootFilesystem", "false", "nsa/immutable-container-filesystem")]
    [InlineData("container.securityContext.allowPrivilegeEscalation", "true", "pss-restricted/allowPrivilegeEscalation")]
    [InlineData("container.securityContext.privileged", "true", "pss-baseline/privileged")]
    [InlineData("container.securityContext.capabilities", """{"drop": ["NET_RAW"]}""", "pss-restricted/capabilities")]
    [InlineData("container.securityContext.capabilities", """{"drop": ["ALL"], "add": ["SYS_NICE"]}""", "pss-baseline/capabilities")]
    [InlineData("container.securityContext.procMount", "\"Unmasked\"", "pss-baseline/procMount")]
    [InlineData("container.ports", """[{"name": "http", "containerPort": 80}]""", "kube-linter/privileged-ports")]
    [InlineData("container.image", "\"registry.example.org:5000/server\"", "kube-linter/latest-tag")]
    [InlineData("container.image", "\"server:latest\"", "kube-score/container-image-tag")]
    [InlineData("container.resources.requests.cpu", "null", "kube-linter/unset-cpu-requirements")]
    [InlineData("container.resources.limits.memory", "null", "polaris/memoryLimitsMissing")]
    [InlineData("container.resources.limits.ephemeral-storage", "null", "kube-score/container-ephemeral-storage-request-and-limit")]
    [InlineData("container.readinessProbe", "null", "polaris/readinessProbeMissing")]
    [InlineData("container.livenessProbe", "null", "polaris/livenessProbeMissing")]
    [InlineData("container.livenessProbe.httpGet.port", "\"other\"", "kube-linter/liveness-port")]
    [InlineData("container.env", """[{"name": "DB_PASSWORD", "value": "x"}]""", "kube-linter/env-var-secret")]
    [InlineData("container.env", """[{"name": "A", "value": "x"}, {"name": "A", "value": "y"}]""", "kube-linter/duplicate-env-var")]
    public void Score_OneThingUndone_IsFound(string path, string value, string id)
    {
        var score = TestStack.Publish(TestStack.Component("front", new() { Replicas = 3, Further = (context, _) => Set(context.Objects.Objects.Single(made => made.Kind == "Deployment"), path, value) })).Score;

        Assert.Contains(score.Lines, line => line.Check.Ids.Contains(id) && line.Unexplained.Count == 1);
    }

    [Fact]
    public void Score_ReasonForAFinding_ExplainsItAndNothingElse()
    {
        var score = TestStack.Publish(TestStack.Component("front", new()
        {
            Further = (context, _) =>
            {
                var deployment = context.Objects.Objects.Single(made => made.Kind == "Deployment");
                Set(deployment, "container.securityContext.readOnlyRootFilesystem", "false");
                Set(deployment, "container.livenessProbe", "null");
                context.Explains("polaris/notReadOnlyRootFilesystem", deployment, "The image writes beside its program.");
            },
        })).Score;

        Assert.Equal("The image writes beside its program.", Assert.Single(score.Lines.Single(line => line.Check.Ids.Contains("polaris/notReadOnlyRootFilesystem")).Explained).Reason);
        Assert.Single(score.Unexplained);
    }

    [Fact]
    public void ScorecardText_Findings_AreNamedWithTheirReasons()
    {
        var publication = TestStack.Publish(TestStack.Component("front"));
        var text = ScorecardText.Of(publication.Score, publication.Explanations);

        Assert.Contains("kube-score/container-security-context-user-group-id", text, StringComparison.Ordinal);
        Assert.Contains("Where: Deployment servers/front.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody says why", text, StringComparison.Ordinal);
    }

    // container.resources.limits.memory: the first container of the pod template.
    private static void Set(KubernetesObject deployment, string path, string value)
    {
        var template = deployment.Spec!["template"]!;
        var segments = path.Split('.');
        var parent = segments[0] == "container" ? template["spec"]!["containers"]![0]! : template[segments[0]]!;
        foreach (var segment in segments[1..^1])
        {
            parent = parent[segment]!;
        }

        parent[segments[^1]] = JsonNode.Parse(value);
    }
}
