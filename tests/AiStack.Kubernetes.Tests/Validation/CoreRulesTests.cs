using System.Text.Json.Nodes;
using AiStack.Kubernetes.Validation;

namespace AiStack.Kubernetes.Tests.Validation;

/// <summary>Rules that no schema tells, on definitions that are open about everything.</summary>
public sealed class CoreRulesTests : IDisposable
{
    private readonly SchemaFolder _folder = new SchemaFolder().With("swagger.json", Swagger());

    [Theory]
    [InlineData("containers: [{ name: Web, image: a }]", "containers[0].name: 'Web' is not allowed")]
    [InlineData("containers: []", "containers: A pod needs a container.")]
    [InlineData("containers: [{ name: web }]", "containers[0]: A container needs an 'image'.")]
    [InlineData("containers: [{ name: web, image: a, env: [{ name: A=B, value: c }] }]", "containers[0].env[0].name: 'A=B' is no name of a variable")]
    [InlineData("containers: [{ name: web, image: a, env: [{ name: A, value: c, valueFrom: { fieldRef: {} } }] }]", "containers[0].env[0]: Only one of these may stand here: value, valueFrom.")]
    [InlineData("containers: [{ name: web, image: a, env: [{ name: A, valueFrom: {} }] }]", "containers[0].env[0].valueFrom: 'valueFrom' needs one of: configMapKeyRef")]
    [InlineData("containers: [{ name: web, image: a, ports: [{ name: a-name-too-long-, containerPort: 1 }] }]", "containers[0].ports[0].name: 'a-name-too-long-' is too long: 16 characters, at most 15.")]
    [InlineData("containers: [{ name: web, image: a, ports: [{ name: http, containerPort: 1 }, { name: http, containerPort: 2 }] }]", "containers[0].ports[1].name: 'http' names another port")]
    [InlineData("containers: [{ name: web, image: a, ports: [{ containerPort: 70000 }] }]", "containers[0].ports[0].containerPort: 70000 is no port: 1 to 65535.")]
    [InlineData("containers: [{ name: web, image: a, volumeMounts: [{ name: dat, mountPath: /a }] }]", "containers[0].volumeMounts[0].name: The pod has no volume 'dat'. Volumes: none.")]
    [InlineData("containers: [{ name: web, image: a, volumeMounts: [{ name: d, mountPath: /a, subPath: ../b }] }], volumes: [{ name: d, emptyDir: {} }]", "containers[0].volumeMounts[0].subPath: 'subPath' is a path inside")]
    [InlineData("containers: [{ name: web, image: a }], volumes: [{ name: d, emptyDir: {}, secret: {} }]", "volumes[0]: A volume may have only one of: emptyDir, secret.")]
    [InlineData("containers: [{ name: web, image: a }], volumes: [{ name: d }]", "volumes[0]: A volume needs one of: ")]
    [InlineData("containers: [{ name: web, image: a, livenessProbe: {} }]", "containers[0].livenessProbe: A probe needs one of: exec, httpGet, tcpSocket, grpc.")]
    [InlineData("containers: [{ name: web, image: a, livenessProbe: { exec: {}, grpc: { port: 1 } } }]", "containers[0].livenessProbe: A probe may have only one of: exec, grpc.")]
    [InlineData("containers: [{ name: web, image: a, livenessProbe: { exec: {}, successThreshold: 2 } }]", "containers[0].livenessProbe.successThreshold: Only a readiness probe")]
    [InlineData("containers: [{ name: web, image: a, readinessProbe: { httpGet: { port: htp } }, ports: [{ name: http, containerPort: 1 }] }]", "containers[0].readinessProbe.httpGet.port: The container has no port named 'htp'. Names: http.")]
    [InlineData("containers: [{ name: web, image: a, resources: { requests: { cpu: 2 }, limits: { cpu: 1500m } } }]", "containers[0].resources.requests.cpu: 2 of 'cpu' are requested, and the limit is 1500m")]
    [InlineData("containers: [{ name: web, image: a, resources: { requests: { nvidia.com/gpu: 1 } } }]", "containers[0].resources.requests['nvidia.com/gpu']: 'nvidia.com/gpu' needs the same amount")]
    [InlineData("containers: [{ name: web, image: a }], initContainers: [{ name: web, image: a }]", "containers[0].name: Another container of the pod is named 'web' already.")]
    [InlineData("containers: [{ name: web, image: a }], tolerations: [{ effect: NoSchedule }]", "tolerations[0]: Without 'key' a toleration needs 'operator: Exists'.")]
    public void Pod_AgainstARule_IsTheOneFinding(string spec, string finding) =>
        Assert.StartsWith($"spec.{finding}", Assert.Single(Validate("v1", "Pod", $"spec: {{ {spec} }}")).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: { selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: b } }, spec: { containers: [{ name: a, image: b }] } } }", "spec.selector.matchLabels.app: The pods of the template carry 'app: b'")]
    [InlineData("apps/v1", "Deployment", "spec: { selector: {}, template: { spec: { containers: [{ name: a, image: b }] } } }", "spec.selector: An empty selector")]
    [InlineData("apps/v1", "Deployment", "spec: { selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { restartPolicy: Never, containers: [{ name: a, image: b }] } } }", "spec.template.spec.restartPolicy: The pods of a Deployment start again always")]
    [InlineData("apps/v1", "Deployment", "spec: { selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a, b: 'c d' } }, spec: { containers: [{ name: a, image: b }] } } }", "spec.template.metadata.labels.b: 'c d' is not allowed")]
    [InlineData("batch/v1", "Job", "spec: { template: { spec: { containers: [{ name: a, image: b }] } } }", "spec.template.spec: The pods of a Job need 'restartPolicy: OnFailure' or 'Never', not the default, 'Always'.")]
    [InlineData("batch/v1", "CronJob", "spec: { schedule: 5 minutes, jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: b }] } } } } }", "spec.schedule: '5 minutes' is no schedule")]
    [InlineData("v1", "Service", "spec: { selector: { app: a } }", "spec: A Service needs 'ports'")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 1, name: a }, { port: 2 }] }", "spec.ports[1]: A Service with several ports needs a 'name' for each.")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 0 }] }", "spec.ports[0].port: 0 is no port")]
    [InlineData("v1", "Service", "spec: { ports: [{ port: 1, targetPort: '80' }] }", "spec.ports[0].targetPort: '80' has no letter")]
    [InlineData("v1", "Service", "spec: { type: ClusterIP, externalTrafficPolicy: Local, ports: [{ port: 1 }] }", "spec.externalTrafficPolicy: Only a Service of type")]
    [InlineData("v1", "ConfigMap", "data: { a/b: c }", "data['a/b']: 'a/b' is no key")]
    [InlineData("v1", "ConfigMap", "data: { a: c }\nbinaryData: { a: YQ== }", "binaryData.a: The key 'a' stands in 'data' already.")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: { resources: { requests: { storage: 1Gi } } }", "spec: A claim needs 'accessModes'")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: { podSelector: {}, ingress: [{ from: [{}] }] }", "spec.ingress[0].from[0]: A peer is either")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }] }", "spec.ingress[0].from[0]: A peer is either")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0 } }] }] }", "spec.ingress[0].from[0].ipBlock.cidr: '10.0.0.0' is no address range")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/16] } }] }] }", "spec.ingress[0].from[0].ipBlock.except[0]: '11.0.0.0/16' is no address range inside of '10.0.0.0/8'.")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: { podSelector: {}, policyTypes: [Ingress], egress: [{}] }", "spec.egress: These rules do nothing")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1, maxUnavailable: 1 }", "spec: Only one of these may stand here: minAvailable, maxUnavailable.")]
    [InlineData("policy/v1", "PodDisruptionBudget", "spec: { selector: { matchExpressions: [{ key: a, operator: In }] } }", "spec.selector.matchExpressions[0]: 'In' needs 'values'.")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { minReplicas: 3, maxReplicas: 2 }", "spec.minReplicas: 3 is more than 'maxReplicas', 2.")]
    public void Object_AgainstARuleOfItsKind_IsTheOneFinding(string apiVersion, string kind, string content, string finding) =>
        Assert.StartsWith(finding, Assert.Single(Validate(apiVersion, kind, content)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("v1", "Service", "1web", "metadata.name: '1web' is not allowed")]
    [InlineData("v1", "Namespace", "a.b", "metadata.name: 'a.b' is not allowed")]
    [InlineData("apps/v1", "StatefulSet", "a-name-of-fifty-three-characters-0123456789-0123456789", "metadata.name: 'a-name-of-fifty-three-characters-0123456789-0123456789' is too long for a StatefulSet")]
    public void Name_AgainstTheRuleOfItsKind_IsFound(string apiVersion, string kind, string name, string finding) =>
        Assert.Contains(new ObjectValidator(_folder.Load()).Validate(Manifest.Parse($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: {name} }}")), found => found.ToString().StartsWith(finding, StringComparison.Ordinal));

    [Fact]
    public void ConfigMap_MoreThanAMebibyte_IsFound()
    {
        var map = Manifest.Parse("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }");
        map["data"] = new JsonObject { ["a"] = new string('x', (1024 * 1024) + 1) };

        Assert.Equal("Its values take 1048577 bytes; all together may take 1048576.", Assert.Single(new ObjectValidator(_folder.Load()).Validate(map)).ToString());
    }

    [Fact]
    public void StatefulSet_MountOfItsClaim_HasNoFinding() =>
        Assert.Empty(Validate("apps/v1", "StatefulSet", "spec: { selector: { matchLabels: { app: a } }, template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: b, volumeMounts: [{ name: d, mountPath: /d }] }] } }, volumeClaimTemplates: [{ metadata: { name: d } }] }"));

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<ObjectFinding> Validate(string apiVersion, string kind, string content) =>
        new ObjectValidator(_folder.Load()).Validate(Manifest.Parse($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: one }}\n{content}"));

    private static string Swagger()
    {
        var definitions = new JsonObject { ["meta.ObjectMeta"] = new JsonObject { ["type"] = "object" } };
        foreach (var (group, version, kinds) in ((string, string, string[])[])[("", "v1", ["Pod", "Service", "ConfigMap", "PersistentVolumeClaim", "Namespace"]), ("apps", "v1", ["Deployment", "StatefulSet"]), ("batch", "v1", ["Job", "CronJob"]), ("networking.k8s.io", "v1", ["NetworkPolicy"]), ("policy", "v1", ["PodDisruptionBudget"]), ("autoscaling", "v2", ["HorizontalPodAutoscaler"])])
        {
            foreach (var kind in kinds)
            {
                definitions[$"{group}.{version}.{kind}"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["metadata"] = new JsonObject { ["$ref"] = "#/definitions/meta.ObjectMeta" },
                        ["spec"] = new JsonObject { ["type"] = "object" },
                        ["data"] = new JsonObject { ["type"] = "object" },
                        ["binaryData"] = new JsonObject { ["type"] = "object" },
                    },
                    ["x-kubernetes-group-version-kind"] = new JsonArray(new JsonObject { ["group"] = group, ["version"] = version, ["kind"] = kind }),
                };
            }
        }

        return new JsonObject { ["swagger"] = "2.0", ["definitions"] = definitions }.ToJsonString();
    }
}
