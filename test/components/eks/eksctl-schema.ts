import Ajv from 'ajv';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const words = { type: 'object', additionalProperties: text };
const whole = { type: 'integer' };
const flag = { type: 'boolean' };

function map(properties: Record<string, unknown>, required: readonly string[] = []) {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** The fields of `eksctl.io/v1alpha5` that are used here, with the types that eksctl documents; any other is refused. */
const schema = map(
  {
    apiVersion: { enum: ['eksctl.io/v1alpha5'] },
    kind: { enum: ['ClusterConfig'] },
    metadata: map({ name: text, region: text, version: text, tags: words }, ['name', 'region']),
    availabilityZones: texts,
    iam: map({
      withOIDC: flag,
      serviceAccounts: {
        type: 'array',
        items: map({
          metadata: map({ name: text, namespace: text, labels: words, annotations: words }),
          roleName: text,
          roleOnly: flag,
          attachPolicy: { type: 'object' },
          attachPolicyARNs: texts,
        }),
      },
    }),
    addons: {
      type: 'array',
      items: map({ name: text, version: text, wellKnownPolicies: map({ ebsCSIController: flag }) }, ['name']),
    },
    managedNodeGroups: {
      type: 'array',
      items: map(
        {
          name: text,
          amiFamily: { enum: ['AmazonLinux2023', 'Bottlerocket'] },
          instanceType: text,
          availabilityZones: texts,
          minSize: whole,
          desiredCapacity: whole,
          maxSize: whole,
          volumeSize: whole,
          volumeType: { enum: ['gp2', 'gp3', 'io1', 'io2', 'sc1', 'st1'] },
          volumeEncrypted: flag,
          labels: words,
          tags: words,
          propagateASGTags: flag,
        },
        ['name'],
      ),
    },
  },
  ['metadata', 'kind', 'apiVersion'],
);

/** What eksctl would refuse in a ClusterConfig. */
export function eksctlProblems(config: unknown): string[] {
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(schema, config);
  return (ajv.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}
