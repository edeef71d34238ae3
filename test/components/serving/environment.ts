/** The fraud model of docs/serving.md, as the shipped environments name it. */
export const fraud = {
  url: 'https://example.com/models/card.fraud.detection.onnx',
  sha256: '70df70efc46a9930f3c054c574bf7afe1316d86d0cd9ac5555ec7352c5c5e724',
};

export interface Parts {
  /** Of the blocks beside `serving`. */
  readonly rest?: string;
  readonly storage?: string;
  readonly serving?: string;
  readonly runtimes?: string;
  readonly model?: string;
}

const head = `environment: test
gitops: { repoURL: https://git.example/fleet.git, revision: main, path: dist }
`;

export const onKind = `clusters:
  hub01: { platform: kind, role: hub }
  worker02: { platform: kind, address: 172.18.0.4 }
charts:
  cert-manager: { on: worker02 }
  kserve: { on: worker02 }
`;

export const onOpenShift = `clusters:
  hub01: { platform: kind, role: hub }
  ocp01: { platform: openshift, appsDomain: apps.ocp01.example.com }
`;

export const onEks = `clusters:
  hub01: { platform: eks, role: hub }
  eks01: { platform: eks }
charts:
  cert-manager: { on: eks01 }
  kserve: { on: eks01 }
`;

export const generated = `secrets: { backend: external-secrets, store: { name: vault } }
`;

/** An environment with a block \`serving\`; without parts the fraud model on kind. */
export function environment({ rest = onKind, ...parts }: Parts = {}): string {
  const {
    storage = '{ minio: { size: 5Gi }, bucket: models }',
    serving = 'on: worker02',
    runtimes = '[triton]',
  } = parts;
  const { model = `{ runtime: triton, format: onnx/1, source: { url: "${fraud.url}", sha256: ${fraud.sha256} } }` } =
    parts;
  return `${head}${rest}serving:
  ${serving.split('\n').join('\n  ')}
  namespace: demo
  storage: ${storage}
  runtimes: ${runtimes}
  models:
    fraud: ${model}
`;
}
