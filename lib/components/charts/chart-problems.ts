import { findingKind } from '../../model/finding-kind';
import { isObject } from '../../model/json';
import type { Path } from '../../model/origin';
import { platformOf } from '../../platforms/catalogue';
import type { SettingsFault } from '../component';
import type { Relied } from './chart-definition';
import type { CommonSettings, Values } from './chart-settings';
import type { PlacedChart } from './plan';

export const chartUnfit = findingKind({
  code: 'chart-unfit',
  why: 'Argo CD installs the chart, but its pods never start: the platform rejects them, or already has the same software.',
  fix: 'Keep the chart off clusters of that platform; the message names the alternative where there is one.',
  messages: { unfit: 'got {name} on {cluster}, which is {platform}: {reason}' },
});

export const chartValue = findingKind({
  code: 'chart-value',
  why: 'The rendered objects rely on a few values of each chart; with another value they would not work, or never be in sync.',
  fix: 'Leave the value out.',
  messages: {
    relied: 'got {got:json}; {reason}: write {expected:json}, or leave it out',
    decided: 'got {got:json}; {reason}: leave it out',
  },
});

export const chartFixed = findingKind({
  code: 'chart-fixed',
  why: 'Other objects of the fleet depend on this setting of the chart, and would find nothing.',
  fix: 'Leave the setting out; the message says what depends on it.',
  messages: { fixed: 'got {got:json}; {reason}: leave it out' },
});

/** The faults that any chart can have on a cluster. */
export function chartProblems({ definition, options, cluster }: PlacedChart): SettingsFault[] {
  const { name, relied = [], fixed = {} } = definition;
  const settings = options as CommonSettings;
  const { name: platform } = platformOf(cluster);
  const reason = definition.on?.(platformOf(cluster))?.unfit;
  const data = { name, cluster: cluster.name, platform, reason };
  if (reason !== undefined) return [chartUnfit.fault('unfit', data, { settings: ['on'] })];
  // The tool relies on nothing in a chart that the environment brings.
  if (definition.own) return [];
  const stays = { namespace: definition.inNamespace ? undefined : 'its other objects name this namespace', ...fixed };
  return [
    ...(['version', 'namespace', 'releaseName'] as const).flatMap((key) => {
      const why = stays[key];
      const got = settings[key];
      return why === undefined || got === undefined
        ? []
        : [chartFixed.fault('fixed', { got, reason: why }, { settings: [key] })];
    }),
    ...relied.flatMap((value) => undone(value, settings.values ?? {})),
  ];
}

/** The fault of a value that others rely on, where the settings change it or replace a parent of it. */
function undone({ at, is, why }: Relied, values: Values): SettingsFault[] {
  const path = at.split('.');
  let inner: unknown = values;
  for (const [depth, key] of path.entries()) {
    if (!isObject(inner)) return [relying(inner, is, why, path.slice(0, depth))];
    if (!Object.hasOwn(inner, key)) return [];
    inner = inner[key];
  }
  return inner === is ? [] : [relying(inner, is, why, path)];
}

function relying(got: unknown, expected: unknown, reason: string, path: Path): SettingsFault {
  if (expected === undefined) return chartValue.fault('decided', { got, reason }, { settings: ['values', ...path] });
  return chartValue.fault('relied', { got, reason, expected }, { settings: ['values', ...path] });
}
