import type { Path } from '../../model/origin';
import { findingKind } from '../../model/finding-kind';
import { kindKey, type Located } from '../../graph/located';
import { refKey } from '../../model/ref';
import { groupKind } from '../../kinds/group-kind';
import { fieldAt } from '../engine/fault';
import { podKinds, podOf, tokenOf } from '../engine/pod';
import { accountOf, type Deed, type Subject } from '../engine/rights';
import type { Fault, Rule } from '../engine/rule';
import type { RuleFleet } from '../engine/rule-fleet';
import { programsOf, type Need, type Program } from './program-needs';

interface Use extends Pick<Located, 'ref' | 'origin'> {
  readonly at: Path;
  readonly account: Subject;
  readonly program: Program;
  readonly words: string;
  /** The namespace in its variable WATCH_NAMESPACE. */
  readonly watched: string | undefined;
  /** Whether the pod says that it gets a token; undefined where its account decides. */
  readonly token: boolean | undefined;
}

type Fact = { readonly use: Use } | { readonly tokenless: string };

const finding = findingKind({
  code: 'rights-missing',
  why: 'The API server rejects every call that an account may not make: the program fails at the first one, or waits forever.',
  fix: 'Grant the account what the message names, by a Role or ClusterRole and its binding, and mount its token.',
  messages: {
    verbs: 'got {got}, which may not {verbs} {resource}{where}; {program} does',
    token:
      'got no token of {got}, which {program} needs to call the API server; set automountServiceAccountToken: true',
  },
});

export const rightsMissing: Rule<Fact> = {
  ...finding,
  kinds: [...podKinds, '/ServiceAccount'],
  ofAbsence: true,
  summary: 'The account of every known program may do what the program does, and its pods get the token.',
  turnOff: 'When roles that are not rendered here grant the rights.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (located.uninstantiated) continue;
      const { manifest, ref, origin } = located;
      if (kindKey(manifest) === '/ServiceAccount' && manifest.automountServiceAccountToken === false)
        yield { tokenless: refKey(ref) };
      const pod = podOf(located);
      if (!pod) continue;
      for (const { value: container, path } of pod.containers) {
        const words = [...(container.command ?? []), ...(container.args ?? [])].join(' ');
        for (const program of programsOf(container.image ?? '', words)) {
          const account = accountOf(pod.spec, located);
          const watched = container.env?.find(({ name }) => name === 'WATCH_NAMESPACE')?.value;
          yield { use: { ref, origin, at: path, account, program, words, watched, token: tokenOf(pod) } };
        }
      }
    }
  },

  *judge(facts, fleet) {
    const tokenless = new Set(facts.flatMap((fact) => ('tokenless' in fact ? [fact.tokenless] : [])));
    for (const fact of facts) if ('use' in fact) yield* judgeUse(fact.use, tokenless, fleet);
  },
};

function* judgeUse(use: Use, tokenless: ReadonlySet<string>, fleet: RuleFleet): Iterable<Fault> {
  const { account, program, ref, origin, at } = use;
  const { cluster, name } = account;
  const own = account.namespace ?? '';
  const got = `ServiceAccount ${own}/${name}`;
  // In a folder of others, the rights of an account without any binding are unknown.
  if (fleet.input.hasStrangers && fleet.rights.grants(account).length === 0) return;
  const key = refKey({ cluster, ...groupKind('/ServiceAccount'), namespace: own, name });
  if (!(use.token ?? !tokenless.has(key)))
    yield finding.fault('token', { got, program: program.name }, fieldAt({ ref, origin }, at));
  for (const need of program.needs)
    for (const resource of need.resources)
      for (const { namespace, object } of placesOf(need, use)) {
        const missing = need.verbs.filter((verb) => {
          const deed: Deed = { verb, group: need.group, resource, namespace, name: object };
          return fleet.rights.may(account, deed) === false;
        });
        if (missing.length === 0) continue;
        const [main = '', ...sub] = resource.split('/');
        const whole = [need.group === '' ? main : `${main}.${need.group}`, ...sub].join('/');
        const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
        yield finding.fault(
          'verbs',
          { got, verbs: missing.join(', '), resource: whole, where, program: program.name },
          fieldAt({ ref, origin }, at),
        );
      }
}

interface Place {
  readonly namespace: string | undefined;
  readonly object: string | undefined;
}

function placesOf({ where }: Need, { words: all, program, account, watched }: Use): readonly Place[] {
  if (where === 'everywhere') return [{ namespace: undefined, object: undefined }];
  if (where === 'own') return [{ namespace: account.namespace, object: undefined }];
  if (where === 'watched') return [{ namespace: watched ?? account.namespace, object: undefined }];
  const words = program.words?.exec(all)?.[0] ?? all;
  const slashed = words.split(' ').filter((word) => /^[\w-]+\/[\w.-]+$/.test(word));
  const last = words.split(' ').slice(-2);
  const pairs = slashed.length > 0 ? slashed.map((word) => word.split('/')) : [last];
  return pairs.map(([namespace, object]) => ({ namespace, object }));
}
