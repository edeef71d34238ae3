import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
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

const finding = findingKind({
  code: 'annotation-value-unknown',
  why: 'No schema covers annotations; a controller treats a value that it does not know as missing, or as its default.',
  fix: 'Use one of the values that the message names.',
  messages: {
    value: 'got {got}; expected {expected}',
  },
});

export const annotationValueUnknown: Rule<Fault> = {
  ...finding,
  summary: 'Every annotation or label that a controller reads has a value that the controller understands.',
  turnOff: 'When your version of the controller accepts more values.',

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
            yield finding.fault(
              'value',
              { got: value, expected: known[1] },
              fieldOf(located, ['metadata', kind, name]),
            );
        }
    }
  },

  judge: (faults) => faults,
};
