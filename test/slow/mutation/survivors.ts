import { elsewhere } from './survivors/elsewhere';
import { gaps } from './survivors/gaps';
import { harmless } from './survivors/harmless';

/** Sorts of mutants that nothing reports, for one reason. */
export interface Family {
  readonly why: string;
  /**
   * One line for each sort or group of them: kinds, field and change. Lists with commas, of a field's parts in braces, stand for
   * as many survivors; `*` is every kind or both changes, `**` any part of a field.
   */
  readonly of: string;
}

/**
 * harmless: the fleet works all the same. elsewhere: it does not, but what is right is the business of a program, a chart,
 * a cloud or a person, and stands in no manifest, schema or fact that we have. gap: it does not, and a rule might tell.
 */
export type Verdict = 'harmless' | 'elsewhere' | 'gap';

/** One survivor that is listed, or all that a star stands for. */
export interface Survivor {
  readonly verdict: Verdict;
  readonly why: string;
  readonly text: string;
  readonly matches: RegExp;
}

/** Gaps first: the first that matches a sort speaks for it. */
export const survivors: readonly Survivor[] = [
  ...gaps.flatMap((family) => listed('gap', family)),
  ...elsewhere.flatMap((family) => listed('elsewhere', family)),
  ...harmless.flatMap((family) => listed('harmless', family)),
];

function listed(verdict: Verdict, { why, of }: Family): Survivor[] {
  return of
    .trim()
    .split('\n')
    .flatMap((line) => expanded(line.trim()))
    .map((text) => ({ verdict, why, text, matches: expression(text) }));
}

/** A line with lists as lines without. */
function expanded(line: string): string[] {
  const [kinds = '', field = '', changes = ''] = line.split(' ');
  return kinds
    .split(',')
    .flatMap((kind) =>
      alternatives(field).flatMap((path) =>
        (changes === '*' ? 'other,removed' : changes).split(',').map((change) => `${kind} ${path} ${change}`),
      ),
    );
}

function alternatives(field: string): string[] {
  const braces = /\{([^}]*)\}/.exec(field);
  if (!braces) return [field];
  const [whole, names = ''] = braces;
  return names.split(',').flatMap((name) => alternatives(field.replace(whole, name)));
}

function expression(text: string): RegExp {
  const [kind = '', field = '', change = ''] = text.split(' ');
  const path = field
    .split('**')
    .map((part) => part.replace(/[.*[\]/"()$]/g, String.raw`\$&`))
    .join('.*');
  return new RegExp(`^[^ /]*/${kind === '*' ? '[^ ]+' : kind} ${path} ${change}$`);
}

/** References that lead elsewhere and are not missed, and why. */
export const looseEdges: Readonly<Record<string, string>> = {
  'apps/Deployment spec.template.spec.containers[*].env[*].value → Address': 'an address of the world',
  'argoproj.io/Application spec.source.path → Folder': 'a folder of a repository of somebody else',
  'batch/Job spec.template.spec.containers[*].env[*].value → Address': 'an address of the world',
  'dynamic-scoring.open-cluster-management.io/DynamicScorer spec.configURL → Address':
    'a scorer outside the fleet, or behind a name that a person points at it',
  'dynamic-scoring.open-cluster-management.io/DynamicScorer spec.scoring.host → Address': 'the same',
};
