import type { Manifest } from '../../../../lib/model/manifest';
import { deployment, manifest, podSpec, problems } from '../../manifests';

type Fields = Record<string, unknown>;

const pod = 'spec.template.spec';
const main = `${pod}.containers[0]`;
const container = (fields: Fields) => deployment({}, fields);
const inPod = (fields: Fields) => deployment({}, {}, fields);
const containers = (...list: Fields[]) => inPod({ containers: list.map((fields) => ({ image: 'a', ...fields })) });
const resources = (requests: Fields, limits: Fields) => container({ resources: { requests, limits } });
const mounting = (mount: Fields, volumes: Fields[] = [{ name: 'data', emptyDir: {} }]) =>
  deployment({}, { volumeMounts: [{ name: 'data', mountPath: '/data', ...mount }] }, { volumes });
const httpGet = { path: '/', port: 8080 };

describe('pods that the API server takes', () => {
  test.each<[string, Manifest]>([
    [
      'probes',
      container({ livenessProbe: { httpGet }, readinessProbe: { exec: { command: ['true'] }, successThreshold: 2 } }),
    ],
    [
      'a sidecar with a probe',
      inPod({
        initContainers: [
          { name: 'proxy', image: 'a', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 'http' } } },
        ],
      }),
    ],
    ['resources in different units', resources({ cpu: '500m', memory: '1024Mi' }, { cpu: 0.5, memory: '1Gi' })],
    ['a device', resources({ 'nvidia.com/gpu': 1 }, { 'nvidia.com/gpu': '1' })],
    [
      'environment',
      container({
        env: [{ name: 'A' }, { name: 'b.c-d', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
        envFrom: [{ configMapRef: { name: 'a' } }],
      }),
    ],
    [
      'a variable from a label',
      container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }] }),
    ],
    ['a mount', mounting({ subPath: 'a/b' })],
    ['a pod of its own', manifest('v1', 'Pod', { spec: podSpec() })],
    ['a seccomp profile', inPod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } })],
  ])('%s', (_, given) => {
    expect(problems(given)).toEqual([]);
  });
});

describe('pods that it rejects', () => {
  test.each<[string, Manifest, string]>([
    [
      'two containers of one name',
      containers({ name: 'a' }, { name: 'a' }),
      `list-duplicate ${pod}.containers[1]: got name "a" again; item 0 has it`,
    ],
    [
      'a toleration of all with a value',
      inPod({ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }),
      `api-tolerations ${pod}.tolerations[0].value: got "b"; operator Exists takes no value`,
    ],
    [
      'a toleration without a key',
      inPod({ tolerations: [{ value: 'b' }] }),
      `api-tolerations ${pod}.tolerations[0].key: got nothing; without a key the operator must be Exists`,
    ],
    [
      'seconds of a toleration that evicts nothing',
      inPod({ tolerations: [{ operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 }] }),
      `api-tolerations ${pod}.tolerations[0].tolerationSeconds: got 5; only the effect NoExecute takes seconds`,
    ],
    [
      'an init container of the same name',
      inPod({ initContainers: [{ name: 'main', image: 'a' }] }),
      `api-container ${pod}.initContainers[0].name: got "main"; a container of the pod has that name already`,
    ],
    [
      'a probe that runs nothing',
      container({ livenessProbe: { exec: {} } }),
      `api-probe ${main}.livenessProbe.exec.command: got nothing; name the program to run`,
    ],
    [
      'a variable from a Secret without a name',
      container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { key: 'a' } } }] }),
      `api-env ${main}.env[0].valueFrom.secretKeyRef.name: got nothing; name the object`,
    ],
    [
      'a variable from a field that pods do not tell',
      container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.nam' } } }] }),
      `api-env ${main}.env[0].valueFrom.fieldRef.fieldPath: got "metadata.nam"; a variable may tell metadata.name, metadata.namespace, metadata.uid, a label or annotation, spec.nodeName, spec.serviceAccountName, status.hostIP or status.podIP`,
    ],
    [
      'a file from a field that pods do not tell',
      mounting({}, [
        {
          name: 'data',
          projected: {
            sources: [{ downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'spec.nodeName' } }] } }],
          },
        },
      ]),
      `api-volumes ${pod}.volumes[0].projected.sources[0].downwardAPI.items[0].fieldRef.fieldPath: got "spec.nodeName"; a file may tell metadata.name, metadata.namespace, metadata.uid, metadata.labels or metadata.annotations`,
    ],
    ['no container', inPod({ containers: [] }), `schema-mismatch ${pod}.containers: got []; must have at least 1 item`],
    [
      'no image',
      containers({ name: 'a', image: undefined }),
      `api-container ${main}.image: got nothing; a container needs an image`,
    ],
    [
      'a name with a dot',
      containers({ name: 'a.b' }),
      `name-invalid ${main}.name: got "a.b"; must be a DNS label: lower-case letters, digits and -, at most 63`,
    ],
    [
      'a long port name',
      container({ ports: [{ name: 'a-very-long-port-name', containerPort: 80 }] }),
      `api-container-ports ${main}.ports[0].name: got "a-very-long-port-name"; a port's name has at most 15 lower-case letters, digits and -, and a letter`,
    ],
    [
      'a port name twice',
      container({
        ports: [
          { name: 'a', containerPort: 80 },
          { name: 'a', containerPort: 81 },
        ],
      }),
      `api-container-ports ${main}.ports[1].name: got "a" again; port 0 has it`,
    ],
    [
      'a host port that differs',
      deployment({}, { ports: [{ containerPort: 80, hostPort: 81 }] }, { hostNetwork: true }),
      `api-container-ports ${main}.ports[0].hostPort: got 81; with hostNetwork it must be the containerPort 80`,
    ],
    [
      'a port out of range',
      container({ ports: [{ containerPort: 0 }] }),
      `schema-mismatch ${main}.ports[0].containerPort: got 0; must be at least 1`,
    ],
    [
      'a variable name with =',
      container({ env: [{ name: 'a=b' }] }),
      `api-env ${main}.env[0].name: got "a=b"; a name has printable ASCII characters other than =`,
    ],
    [
      'a variable of two sources',
      container({ env: [{ name: 'A', value: 'b', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      `api-env ${main}.env[0]: got value and valueFrom; a variable has one of them`,
    ],
    [
      'a source of nothing',
      container({ env: [{ name: 'A', valueFrom: {} }] }),
      `api-env ${main}.env[0].valueFrom: got nothing; exactly one of "configMapKeyRef", "fieldRef", "fileKeyRef", "resourceFieldRef" or "secretKeyRef" is right`,
    ],
    [
      'a variable twice',
      container({ env: [{ name: 'A' }, { name: 'A' }] }),
      `list-duplicate ${main}.env[1]: got name "A" again; item 0 has it`,
    ],
    [
      'a probe of two handlers',
      container({ livenessProbe: { httpGet, tcpSocket: { port: 1 } } }),
      `api-probe ${main}.livenessProbe: got "httpGet" and "tcpSocket"; exactly one of "exec", "grpc", "httpGet" or "tcpSocket" is right`,
    ],
    [
      'a probe of none',
      container({ readinessProbe: { periodSeconds: 5 } }),
      `api-probe ${main}.readinessProbe: got no handler; exactly one of "exec", "grpc", "httpGet" or "tcpSocket" is right`,
    ],
    [
      'two successes to live',
      container({ livenessProbe: { httpGet, successThreshold: 2 } }),
      `api-probe ${main}.livenessProbe.successThreshold: got 2; a livenessProbe takes only 1`,
    ],
    [
      'a probe of an init container',
      inPod({ initContainers: [{ name: 'a', image: 'a', readinessProbe: { httpGet } }] }),
      `api-probe ${pod}.initContainers[0].readinessProbe: got a probe; an init container has none unless its restartPolicy is Always`,
    ],
    [
      'a probed port that is no port',
      container({ livenessProbe: { httpGet: { port: 'Web' } } }),
      `api-probe ${main}.livenessProbe.httpGet.port: got "Web"; must be a port from 1 to 65535 or a port's name`,
    ],
    [
      'a hook of none',
      container({ lifecycle: { preStop: {} } }),
      `api-probe ${main}.lifecycle.preStop: got no handler; exactly one of "exec", "httpGet", "sleep" or "tcpSocket" is right`,
    ],
    [
      'a request above the limit',
      resources({ memory: '2Gi' }, { memory: '2000Mi' }),
      `api-resources ${main}.resources.requests.memory: got "2Gi"; must not be more than the limit "2000Mi"`,
    ],
    [
      'devices that differ',
      resources({ 'nvidia.com/gpu': 1 }, { 'nvidia.com/gpu': 2 }),
      `api-resources ${main}.resources.requests["nvidia.com/gpu"]: got 1; must equal the limit 2`,
    ],
    [
      'a device without limit',
      resources({ 'nvidia.com/gpu': 1 }, {}),
      `api-resources ${main}.resources.limits: got nothing for "nvidia.com/gpu"; an extended resource needs a limit equal to its request`,
    ],
    [
      'a resource without domain',
      resources({ gpu: 1 }, {}),
      `api-resources ${main}.resources.requests.gpu: got "gpu"; must be cpu, memory, ephemeral-storage, hugepages-<size> or a name with a domain`,
    ],
    [
      'less than nothing',
      resources({}, { cpu: '-1' }),
      `api-resources ${main}.resources.limits.cpu: got "-1"; must not be negative`,
    ],
    [
      'a mount of another volume',
      mounting({ name: 'dato' }),
      `api-volumes ${main}.volumeMounts[0].name: got "dato"; did you mean "data"?`,
    ],
    [
      'a mount without volumes',
      mounting({}, []),
      `api-volumes ${main}.volumeMounts[0].name: got "data"; the pod has no volumes`,
    ],
    [
      'a mount path with a colon',
      mounting({ mountPath: '/a:b' }),
      `api-volumes ${main}.volumeMounts[0].mountPath: got "/a:b"; must be a path without :`,
    ],
    [
      'a sub path that leaves the volume',
      mounting({ subPath: '../a' }),
      `api-volumes ${main}.volumeMounts[0].subPath: got "../a"; must be a relative path without ..`,
    ],
    [
      'one path twice',
      deployment(
        {},
        { volumeMounts: ['a', 'b'].map((name) => ({ name, mountPath: '/a' })) },
        { volumes: ['a', 'b'].map((name) => ({ name, emptyDir: {} })) },
      ),
      `list-duplicate ${main}.volumeMounts[1]: got mountPath "/a" again; item 0 has it`,
    ],
    [
      'a volume of nothing',
      inPod({ volumes: [{ name: 'a' }] }),
      `api-volumes ${pod}.volumes[0]: got no source; a volume has exactly one source`,
    ],
    [
      'a volume of two sources',
      inPod({ volumes: [{ name: 'a', emptyDir: {}, secret: { secretName: 'b' } }] }),
      `api-volumes ${pod}.volumes[0]: got "emptyDir" and "secret"; a volume has exactly one source`,
    ],
    [
      'a Deployment that may end',
      inPod({ restartPolicy: 'Never' }),
      `api-restart-policy ${pod}.restartPolicy: got "Never"; in a Deployment it must be "Always"`,
    ],
    [
      'a Job that cannot end',
      manifest('batch/v1', 'Job', { spec: { template: { spec: podSpec() } } }),
      `api-restart-policy ${pod}.restartPolicy: got nothing; in a Job it must be "Never" or "OnFailure"`,
    ],
    [
      'privileged without escalation',
      container({ securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
      `api-security-context ${main}.securityContext.allowPrivilegeEscalation: got false; a privileged container can always escalate`,
    ],
    [
      'a local profile without file',
      inPod({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
      `api-security-context ${pod}.securityContext.seccompProfile.localhostProfile: got nothing; type Localhost needs the profile`,
    ],
    [
      'a policy that nobody knows',
      container({ imagePullPolicy: 'IfNotpresent' }),
      `schema-mismatch ${main}.imagePullPolicy: got "IfNotpresent"; must be "Always", "IfNotPresent" or "Never", did you mean "IfNotPresent"?`,
    ],
    [
      'a label of the template',
      deployment({ template: { metadata: { labels: { app: 'sample', 'x y': 'a' } }, spec: podSpec() } }),
      'name-invalid spec.template.metadata.labels["x y"]: got the key "x y"; a key has at most 63 letters, digits, -, _ and ., and starts and ends with a letter or digit',
    ],
  ])('%s', (_, given, problem) => {
    expect(problems(given)).toEqual([problem]);
  });
});
