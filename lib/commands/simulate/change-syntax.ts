import { hint } from '../../model/words';
import type { Side } from '../../placement/moves';
import { itemsOf, type Change } from '../../placement/what-if';
import { Misuse } from '../../synth/run';

/** What `--what-if` takes, as its help shows it. */
export const changeForms = [
  'drain:CLUSTER',
  'add:CLUSTER[,LABEL=VALUE…]',
  'taint:CLUSTER=KEY[=VALUE]:EFFECT',
  'label:CLUSTER=KEY=VALUE',
  'mask:CLUSTER/SCORE',
  'dead:SCORE',
  'unscore:CLUSTER/SCORE',
  'weight:STRATEGY/SCORE=NUMBER',
  'item:STRATEGY/SCORE=ITEM',
];

const effects = ['NoSelect', 'PreferNoSelect', 'NoSelectIfNew'];

/** @throws Misuse for what cannot be read, or names what the side lacks */
export function parseChange(text: string, side: Side): Change {
  const [, type = '', rest = ''] = /^([a-z]+):(.+)$/.exec(text) ?? [];
  const unreadable = () => new Misuse(`--what-if: got ${text}; write ${changeForms.join(', ')}`);
  const match = (syntax: RegExp) => {
    const found = syntax.exec(rest);
    if (found === null) throw unreadable();
    return found.slice(1).map((part: string | undefined) => part ?? '') as [string, string, string, string];
  };
  switch (type) {
    case 'drain':
      return { type, cluster: known(rest, clustersOf(side), 'clusters', text) };
    case 'add': {
      const [name = '', ...labels] = rest.split(',');
      if (clustersOf(side).includes(name)) throw new Misuse(`--what-if: got ${text}, but there is a cluster ${name}`);
      const pairs = labels.map((label) => /^([^=]+)=(.*)$/.exec(label)?.slice(1) ?? []);
      if (pairs.some(({ length }) => length !== 2)) throw unreadable();
      return { type, cluster: name, labels: Object.fromEntries(pairs) as Record<string, string> };
    }
    case 'taint': {
      const [cluster, key, value, effect] = match(/^([^=]+)=([^=:]+)(?:=([^:]*))?:(\w+)$/);
      if (!effects.includes(effect))
        throw new Misuse(`--what-if: got effect ${effect}; ${hint(effect, effects, 'effects').hint}`);
      return { type, cluster: known(cluster, clustersOf(side), 'clusters', text), taint: { key, value, effect } };
    }
    case 'label': {
      const [cluster, key, value] = match(/^([^=]+)=([^=]+)=(.*)$/);
      return { type, cluster: known(cluster, clustersOf(side), 'clusters', text), key, value };
    }
    case 'mask':
    case 'unscore': {
      const [cluster, score] = match(/^([^/]+)\/(.+)$/);
      return { type, cluster: known(cluster, clustersOf(side), 'clusters', text), score: weighable(score, side, text) };
    }
    case 'dead':
      return { type: 'mask', score: weighable(rest, side, text) };
    case 'weight': {
      const [placement, score, number] = match(/^([^/]+)\/(.+)=(-?[0-9]+)$/);
      const value = Number(number);
      if (Math.abs(value) > 10) throw new Misuse(`--what-if: got weight ${value}; a weight is -10 to 10`);
      return {
        type,
        placement: known(placement, placementsOf(side), 'strategies', text),
        score: weighable(score, side, text),
        value,
      };
    }
    case 'item': {
      const [placement, score, item] = match(/^([^/]+)\/([^=]+)=(.+)$/);
      return {
        type,
        placement: known(placement, placementsOf(side), 'strategies', text),
        score: weighable(score, side, text),
        item,
      };
    }
    default:
      throw unreadable();
  }
}

/** `--set score=value`, `--set cluster/score=value`, each score with its item behind another `/` where there are several. */
export function parseSet(text: string, side: Side): Change {
  const [, name = '', number = ''] = /^(.+)=(-?[0-9]+)$/.exec(text) ?? [];
  const value = Number(number);
  if (name === '')
    throw new Misuse(`--set: got ${text}; write score=value or cluster/score=value, the value a whole number`);
  if (Math.abs(value) > 100) throw new Misuse(`--set: got ${text}; an AddOnPlacementScore holds -100 to 100`);
  if (itemsOf(side.placements, name).length > 0) return { type: 'score', score: name, value };
  const [cluster = '', ...rest] = name.split('/');
  const score = rest.join('/');
  if (score === '') throw new Misuse(`--set: got ${text}; ${hint(name, scoresOf(side), 'scores').hint}`);
  if (itemsOf(side.placements, score).length === 0)
    throw new Misuse(`--set: got ${text}; ${hint(score, scoresOf(side), 'scores').hint}`);
  return { type: 'score', cluster: known(cluster, clustersOf(side), 'clusters', text, '--set'), score, value };
}

function known(name: string, names: readonly string[], noun: string, text: string, option = '--what-if'): string {
  if (names.includes(name)) return name;
  throw new Misuse(`${option}: got ${text}; ${hint(name, names, noun).hint}`);
}

function weighable(score: string, side: Side, text: string): string {
  if (score === 'Steady' || itemsOf(side.placements, score).length > 0) return score;
  throw new Misuse(`--what-if: got ${text}; ${hint(score, scoresOf(side), 'scores').hint}`);
}

function clustersOf({ state }: Side): string[] {
  return state.clusters.map(({ metadata }) => metadata.name);
}

function placementsOf({ placements }: Side): string[] {
  return placements.map(({ metadata }) => metadata.name);
}

function scoresOf({ placements }: Side): string[] {
  const names = placements.flatMap(({ spec }) =>
    (spec.prioritizerPolicy?.configurations ?? []).flatMap(
      ({ scoreCoordinate }) => scoreCoordinate?.addOn?.resourceName ?? [],
    ),
  );
  return [...new Set(names)];
}
