import { stringify } from 'yaml';
import { version } from '../../../package.json';
import { schemaDocument } from '../../synth/editor-schema';
import { builtIn } from '../../scoring/catalogue';
import type { FirstCluster } from './fleet';
import { workflows, type Forge } from './workflows';

/** What the first environment is made of. */
export interface First {
  readonly name: string;
  readonly repoURL: string;
  readonly revision: string;
  /** The hub first. */
  readonly clusters: readonly FirstCluster[];
  readonly forges: readonly Forge[];
}

/** Where the schema for editors stands. */
export const schemaPath = 'environments/schema.json';

/** What stands for a fleet that nobody has described yet; examples/own-repository is made of it. */
export const exampleRepository: First = {
  name: 'fleet',
  repoURL: 'https://github.com/acme/fleet.git',
  revision: 'refs/heads/main',
  /* eslint-disable no-restricted-syntax -- what is written into a file, and asked by nobody */
  clusters: [
    { name: 'hub01', platform: 'kind', role: 'hub', labels: {} },
    { name: 'worker01', platform: 'kind', role: 'managed', labels: {} },
  ],
  /* eslint-enable no-restricted-syntax */
  forges: ['github', 'gitlab'],
};

/** Every file of a new repository, by its path. */
export function firstFiles(first: First): ReadonlyMap<string, string> {
  return new Map([
    [environmentPath(first.name), environmentFile(first)],
    [schemaPath, schemaDocument(builtIn)],
    ['.gitattributes', gitAttributes],
    ['.gitignore', 'node_modules/\n.scorewright/\n'],
    ['README.md', readme(first.name)],
    ['package.json', packageFile],
    ...first.forges.map((forge): [string, string] => workflows[forge]),
  ]);
}

/** Where an environment stands. */
export function environmentPath(name: string): string {
  return `environments/${name}.yaml`;
}

function environmentFile({ name, repoURL, revision, clusters }: First): string {
  const flow = (value: object) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
  const lines = clusters.map((cluster) => `  ${flow(cluster.name as never)}: ${flow(entryOf(cluster))}`);
  return `# yaml-language-server: $schema=./schema.json
environment: ${name}
gitops: ${flow({ repoURL, revision, path: 'dist' })}

clusters:
${lines.join('\n')}

# Add a block for each thing that runs on them, such as these two. A NodePort also needs the \`address\` of a node above.
# charts: { kube-prometheus-stack: { on: managed } }
# dynamic-scoring:
#   on: managed
#   scorers:
#     sample: { on: ${clusters.find(({ role }) => role === 'managed')?.name ?? 'worker01'}, expose: { nodePort: 30007 } }
`;
}

function entryOf({ platform, role, labels }: FirstCluster): object {
  return {
    platform,
    ...(role === 'hub' && { role }),
    ...(Object.keys(labels).length > 0 && { labels }),
  };
}

const gitAttributes = `* text=auto eol=lf
dist/** linguist-generated
argocd/** linguist-generated
environments/schema.json linguist-generated
`;

function readme(name: string): string {
  return `# Fleet

\`environments/${name}.yaml\` says what runs on which cluster; \`dist/\` and \`argocd/\` are rendered from it by Scorewright.

1. Install it once: \`npm install\`.
2. Change an environment; an editor with a YAML language server completes and checks it.
3. Render and check: \`npx scorewright synth\`. Read what it will do: \`npx scorewright plan\`.
4. Commit the environment with \`dist/\` and \`argocd/\`, and merge: Argo CD syncs \`dist/\`.
5. Once, on the hub: \`kubectl apply --server-side --field-manager=scorewright -f argocd/${name}.yaml\`.
`;
}

const packageFile = `${JSON.stringify(
  {
    private: true,
    scripts: { synth: 'scorewright synth', check: 'scorewright synth --check', plan: 'scorewright plan' },
    dependencies: { scorewright: `^${version}` },
  },
  undefined,
  2,
)}\n`;
