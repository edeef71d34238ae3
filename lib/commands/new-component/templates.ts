import { constantName } from '../new-plugin-files';

/** A plug-in with one component that is right as it stands, to be changed into what is wanted. */
export function componentModule(name: string): string {
  return `import { ApiObject } from 'cdk8s';
import { defineComponent, field } from 'scorewright/plugin';

/** A ConfigMap on each of its clusters. */
export const ${constantName(name)} = defineComponent({
  // The name of its block in an environment.
  name: '${name}',
  description: 'A greeting on each of its clusters.',
  settings: {
    on: field.on({ description: 'Where it runs.' }),
    greeting: field.text({ description: 'What it says.', default: 'hello' }),
  },
  // What other blocks may refer to.
  provides: ({ on }, { placed }) =>
    placed(on).map(({ name: cluster }) => ({
      cluster,
      group: '',
      kind: 'ConfigMap',
      namespace: '${name}',
      name: '${name}',
    })),
  // One folder and one Argo CD Application on each cluster.
  units: ({ on, greeting }, { placed }) =>
    placed(on).map(({ name: cluster }) => ({
      cluster,
      namespaces: ['${name}'],
      build: (scope) => {
        new ApiObject(scope, 'settings', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: '${name}', namespace: '${name}' },
          data: { greeting },
        });
      },
    })),
});
`;
}

/** Its test, for Jest, or for what Node has itself. */
export function componentTest(name: string, module: string, jest: boolean): string {
  const constant = constantName(name);
  return `import assert from 'node:assert/strict';
${jest ? '' : "import { test } from 'node:test';\n"}import { Testing } from 'cdk8s';
import type { Fleet } from 'scorewright/plugin';
import { ${constant} } from '${module}';

const hub = { name: 'hub01', platform: 'kind', role: 'hub', labels: {}, nodes: 1 } as const;
const gitops = { repoURL: 'https://github.com/acme/fleet.git', revision: 'main', path: 'dist' };
const fleet: Fleet = { environment: 'test', gitops, hub, clusters: [hub] };

test('${name} puts its greeting on each cluster', () => {
  const context = { fleet, placed: () => fleet.clusters, has: () => true };
  const units = [...${constant}.units({ on: 'all', greeting: 'hello' }, context)];
  assert.deepEqual(
    units.map(({ cluster }) => cluster),
    ['hub01'],
  );
  const chart = Testing.chart();
  for (const unit of units) unit.build(chart);
  const [settings] = Testing.synth(chart);
  assert.equal(settings.kind, 'ConfigMap');
  assert.deepEqual(settings.data, { greeting: 'hello' });
});
`;
}

/** What an environment says to use it. */
export function environmentLines(name: string): readonly string[] {
  return [`plugins: [./components/${name}.ts]`, `${name}: { on: managed, greeting: hello }`];
}
