// Writes as many objects as aistack did, of the same kinds, one file each, through the cdk8s library: node cdk8s.js <kinds.json> <directory>
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');
const [kindsFile, outdir] = process.argv.slice(2);
const kinds = require(kindsFile); // [{ apiVersion, kind, count, lines }]

const labels = (name) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'bench', 'app.kubernetes.io/managed-by': 'cdk8s' });

const container = (name) => ({
  name: 'main',
  image: 'docker.io/example/server:1.2.3',
  args: ['--port', '8080', '--log-level', 'info'],
  ports: [{ name: 'http', containerPort: 8080 }],
  env: [{ name: 'NAME', value: name }, { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'token' } } }],
  resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  readinessProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 5, failureThreshold: 3 },
  livenessProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 10, failureThreshold: 6 },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
});

const workload = (name) => ({
  replicas: 1,
  selector: { matchLabels: labels(name) },
  template: {
    metadata: { labels: labels(name) },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [container(name)],
      volumes: [{ name: 'tmp', emptyDir: {} }],
    },
  },
});

const peers = (name) => ({
  podSelector: { matchLabels: labels(name) },
  policyTypes: ['Ingress'],
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'clients' } }, podSelector: { matchLabels: labels('client') } }], ports: [{ protocol: 'TCP', port: 8080 }] }],
});

// A custom resource, or any other kind: entries until it has about the lines that aistack's have.
const custom = (lines) => {
  const spec = {};
  for (let i = 0; i * 3 < lines - 9; i++) spec['entry' + i] = { enabled: true, value: 'value ' + i };
  return spec;
};

const content = (kind, name, lines) => {
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet': return { spec: workload(name) };
    case 'Job': return { spec: { backoffLimit: 3, template: workload(name).template } };
    case 'Service': return { spec: { selector: labels(name), ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' }] } };
    case 'NetworkPolicy': return { spec: peers(name) };
    case 'ServiceAccount': return { automountServiceAccountToken: false };
    case 'Namespace': return {};
    case 'ConfigMap':
    case 'Secret': return { data: Object.fromEntries(Array.from({ length: Math.max(1, lines - 9) }, (_, i) => ['key' + i, 'value ' + i])) };
    default: return { spec: custom(lines) };
  }
};

const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
let made = 0;
let chart;
for (const { apiVersion, kind, count, lines } of kinds) {
  for (let i = 0; i < count; i++, made++) {
    if (made % 20 === 0) chart = new Chart(app, 'namespace-' + made / 20);
    const name = kind.toLowerCase() + '-' + i;
    new ApiObject(chart, name, { apiVersion, kind, metadata: { name, namespace: 'n' + Math.floor(made / 20), labels: labels(name) }, ...content(kind, name, lines) });
  }
}
app.synth();
