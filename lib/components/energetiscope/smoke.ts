import type { Construct } from 'constructs';
import type { HttpCheck } from '../../constructs/http-check';
import { SmokeTest } from '../../constructs/smoke-test';
import { component, names } from '../../constructs/energetiscope/names';
import type { Site } from './site';

const workload = { workload_kind: 'Deployment', workload_name: 'smoke-test', namespace: 'default' } as const;
const container = { name: 'web', image: 'docker.io/library/nginx:1.27' } as const;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${workload.workload_name}, namespace: ${workload.namespace} }
spec:
  template:
    spec:
      containers:
        - { name: ${container.name}, image: ${container.image} }
`;

/** Whether the predictor predicts, asked in each of its three ways; it does not answer before there is a first model. */
export function smokeTest(scope: Construct, { cluster, settings, predictorUrl }: Site): void {
  const yaml = {
    mayNotAnswer: true,
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    text: deployment,
  } as const;
  const checks: [HttpCheck, ...HttpCheck[]] = [
    {
      name: 'predict',
      mayNotAnswer: true,
      url: `${predictorUrl}/predict`,
      method: 'POST',
      json: { ...workload, containers: [container] },
      fields: predicted,
    },
    {
      name: 'infer from YAML',
      url: `${predictorUrl}/infer/from-yaml`,
      ...yaml,
      fields: [
        ...Object.entries(workload).map(([key, value]) => ({ path: [0, key], equals: value })),
        { path: [0, 'containers', 0, 'image'], equals: container.image },
      ],
    },
    { name: 'predict from YAML', url: `${predictorUrl}/predict/from-yaml`, ...yaml, fields: predicted },
  ];
  const { platform } = cluster;
  new SmokeTest(scope, 'energetiscope', {
    name: names.smoke,
    namespace: settings.namespace,
    partOf: component,
    platform,
    checks,
  });
}

const predicted: NonNullable<HttpCheck['fields']> = [
  { path: ['pred_energy_step_j'], type: 'number' },
  { path: ['spec_hash'], type: 'string' },
  ...Object.entries(workload).map(([key, value]) => ({ path: [key], equals: value })),
];
