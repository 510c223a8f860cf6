namespace AiStack.Kubernetes.Tests.Validation;

/// <summary>Objects of many kinds that a cluster takes.</summary>
internal static class GoodObjects
{
    /// <summary>The objects, by kind.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["VLLMRuntime"] = """
            apiVersion: production-stack.vllm.ai/v1alpha1
            kind: VLLMRuntime
            metadata: { name: chat, namespace: models, labels: { app.kubernetes.io/name: chat } }
            spec:
              model: { modelURL: Qwen/Qwen2-1.5B-Instruct }
              vllmConfig: { port: 8000, v1: true }
              deploymentConfig:
                replicas: 1
                resources: { cpu: "2", memory: 8Gi, gpu: "1" }
                image: { registry: docker.io, name: lmcache/vllm-openai:v1, pullPolicy: IfNotPresent }
            """,
        ["ScaledObject"] = """
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: { name: chat, namespace: models }
            spec:
              scaleTargetRef: { apiVersion: production-stack.vllm.ai/v1alpha1, kind: VLLMRuntime, name: chat }
              minReplicaCount: 0
              maxReplicaCount: 4
              triggers:
              - type: prometheus
                metadata: { serverAddress: http://prometheus:9090, query: sum(a), threshold: "5" }
            """,
        ["ApisixRoute"] = """
            apiVersion: apisix.apache.org/v2
            kind: ApisixRoute
            metadata: { name: chat, namespace: models }
            spec:
              ingressClassName: apisix
              http:
              - name: chat
                match: { paths: [/v1/*], hosts: [ai.example.com] }
                backends: [{ serviceName: chat, servicePort: 80 }]
                plugins:
                - name: limit-count
                  enable: true
                  config: { count: 10, time_window: 60, rejected_code: 429, key: remote_addr }
                - name: key-auth
                  enable: true
                  config: {}
            """,
        ["Cluster"] = """
            apiVersion: postgresql.cnpg.io/v1
            kind: Cluster
            metadata: { name: db, namespace: data }
            spec:
              instances: 2
              storage: { size: 10Gi }
              bootstrap: { initdb: { database: app, owner: app } }
            """,
        ["NodePool"] = """
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata: { name: gpu }
            spec:
              template:
                metadata: { labels: { pool: gpu } }
                spec:
                  nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: gpu }
                  requirements:
                  - { key: karpenter.sh/capacity-type, operator: In, values: [on-demand] }
                  taints: [{ key: nvidia.com/gpu, effect: NoSchedule }]
              limits: { cpu: "100" }
              disruption: { consolidationPolicy: WhenEmpty, consolidateAfter: 5m }
            """,
        ["Deployment"] = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web, namespace: chat }
            spec:
              replicas: 1
              selector: { matchLabels: { app: web } }
              strategy: { type: RollingUpdate, rollingUpdate: { maxUnavailable: 25%, maxSurge: 1 } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  automountServiceAccountToken: false
                  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
                  initContainers:
                  - { name: setup, image: example/setup:1, command: [sh, -c, 'true'], volumeMounts: [{ name: data, mountPath: /data }] }
                  containers:
                  - name: web
                    image: example/web:1
                    ports: [{ name: http, containerPort: 8080 }]
                    env:
                    - { name: PORT, value: "8080" }
                    - { name: KEY, valueFrom: { secretKeyRef: { name: keys, key: key } } }
                    resources: { requests: { cpu: 100m, memory: 1Gi }, limits: { cpu: 1, memory: 1Gi } }
                    readinessProbe: { httpGet: { path: /health, port: http }, periodSeconds: 5 }
                    securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
                    volumeMounts: [{ name: data, mountPath: /data }]
                  volumes: [{ name: data, emptyDir: {} }]
            """,
        ["StatefulSet"] = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: db, namespace: chat }
            spec:
              serviceName: db
              selector: { matchLabels: { app: db } }
              template:
                metadata: { labels: { app: db } }
                spec:
                  containers:
                  - { name: db, image: example/db:1, volumeMounts: [{ name: data, mountPath: /data }] }
              volumeClaimTemplates:
              - metadata: { name: data }
                spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
            """,
        ["Job"] = """
            apiVersion: batch/v1
            kind: Job
            metadata: { name: setup, namespace: chat }
            spec:
              backoffLimit: 3
              template:
                spec:
                  restartPolicy: OnFailure
                  containers: [{ name: setup, image: example/setup:1 }]
            """,
        ["Service"] = """
            apiVersion: v1
            kind: Service
            metadata: { name: web, namespace: chat }
            spec:
              selector: { app: web }
              ports: [{ name: http, port: 80, targetPort: http }]
            """,
        ["NetworkPolicy"] = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: { name: web, namespace: chat }
            spec:
              podSelector: { matchLabels: { app: web } }
              policyTypes: [Ingress, Egress]
              ingress:
              - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: gateway } } }]
                ports: [{ port: 8080, protocol: TCP }]
              egress:
              - to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }]
            """,
        ["ConfigMap"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: chat }\ndata: { a.json: '{}' }",
        ["Secret"] = "apiVersion: v1\nkind: Secret\nmetadata: { name: web, namespace: chat }\ndata: { a: YQ== }\nstringData: { b: text }",
        ["PersistentVolumeClaim"] = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data, namespace: chat }\nspec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }",
        ["PodDisruptionBudget"] = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web, namespace: chat }\nspec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }",
        ["Role"] = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: 'system:reader', namespace: chat }\nrules: [{ apiGroups: [''], resources: [pods], verbs: [get, list] }]",
        ["PodMonitor"] = "apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: { name: web, namespace: chat }\nspec: { selector: { matchLabels: { app: web } }, podMetricsEndpoints: [{ port: http, path: /metrics, interval: 15s }] }",
        ["PrometheusRule"] = "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: web, namespace: chat }\nspec: { groups: [{ name: web, rules: [{ alert: Down, expr: up == 0, for: 5m }] }] }",
        ["Certificate"] = "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: web, namespace: chat }\nspec: { secretName: web, dnsNames: [ai.example.com], issuerRef: { name: issuer, kind: Issuer } }",
        ["ExternalSecret"] = "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: web, namespace: chat }\nspec: { secretStoreRef: { name: store, kind: ClusterSecretStore }, data: [{ secretKey: key, remoteRef: { key: web } }] }",
        ["Namespace"] = "apiVersion: v1\nkind: Namespace\nmetadata: { name: chat, labels: { pod-security.kubernetes.io/enforce: restricted } }",
    };
}
