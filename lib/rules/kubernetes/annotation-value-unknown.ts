import type { Manifest } from '../../model/manifest';
import { faultOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const yesOrNo = /^(true|false)$/;
const truth = 'true or false';
type Form = readonly [form: RegExp, right: string];

const annotations: Readonly<Record<string, Form>> = {
  'eks.amazonaws.com/role-arn': [/^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'arn:aws:iam::ACCOUNT:role/NAME'],
  'opendatahub.io/apiProtocol': [/^(REST|gRPC)$/, 'REST or gRPC'],
  'opendatahub.io/modelServingSupport': [/^\["(single|multi)"(, ?"(single|multi)")?\]$/, '["single"] or ["multi"]'],
  'opendatahub.io/template-enabled': [yesOrNo, truth],
  'service.beta.kubernetes.io/aws-load-balancer-internal': [/^(true|false|0\.0\.0\.0\/0)$/, truth],
  'service.beta.kubernetes.io/aws-load-balancer-type': [/^(external|nlb|nlb-ip)$/, 'nlb, nlb-ip or external'],
  'serving.kserve.io/deploymentMode': [
    /^(RawDeployment|Standard|Serverless|Knative|ModelMesh)$/,
    'RawDeployment, Standard, Serverless, Knative or ModelMesh',
  ],
  'serving.kserve.io/s3-usehttps': [/^[01]$/, '0 or 1'],
  'skupper.io/port': [/^\d+(:\d+)?(,\d+(:\d+)?)*$/, 'a port, or several with commas,'],
  'skupper.io/proxy': [/^(tcp|http|http2)$/, 'tcp, http or http2'],
  'storageclass.kubernetes.io/is-default-class': [yesOrNo, truth],
};
const labels: Readonly<Record<string, Form>> = {
  'modelmesh-enabled': [yesOrNo, truth],
  'opendatahub.io/dashboard': [yesOrNo, truth],
  'opendatahub.io/managed': [yesOrNo, truth],
  'openshift.io/cluster-monitoring': [yesOrNo, truth],
};

/** Every annotation and label that some controller reads has a value that it understands. */
export const annotationValueUnknown: Rule<Fault> = {
  code: 'annotation-value-unknown',
  severity: 'error',
  why: 'No schema tells what an annotation may say; its controller takes a word that it does not know for none, or for its default.',
  fix: 'Write one of the values that the message names.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { metadata } = located.manifest;
      for (const [kind, forms] of [
        ['annotations', annotations],
        ['labels', labels],
      ] as const)
        for (const [name, value] of Object.entries(metadata[kind] ?? {})) {
          const known = Object.hasOwn(forms, name) ? forms[name] : undefined;
          // A parameter of a Template is filled in later.
          if (known && !known[0].test(value) && !value.includes('${'))
            yield faultOf(located, ['metadata', kind, name], `got ${value}; ${known[1]} is right`);
        }
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [
        service({ 'service.beta.kubernetes.io/aws-load-balancer-type': 'network' }, {}),
        service({ 'skupper.io/proxy': 'https' }, { 'opendatahub.io/dashboard': 'yes' }),
      ],
    },
    findings: [
      'Service demo/web metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-type"]: got network; nlb, nlb-ip or external is right',
      'Service demo/web metadata.annotations["skupper.io/proxy"]: got https; tcp, http or http2 is right',
      'Service demo/web metadata.labels["opendatahub.io/dashboard"]: got yes; true or false is right',
    ],
  },
  good: {
    'worker01/demo': [
      service({ 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' }, { 'opendatahub.io/dashboard': 'true' }),
      service({ 'skupper.io/proxy': '${PROXY}', 'example.com/proxy': 'any' }, {}),
    ],
  },
};

function service(annotations: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'demo', annotations, labels } };
}
