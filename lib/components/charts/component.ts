import { z } from 'zod';
import { on, placed, type On } from '../../environment/placement';
import type { Names } from '../../environment/names';
import type { Unit } from '../../model/unit';
import type { Component, Context } from '../component';
import type { ChartDefinition } from './chart-definition';
import { externalSecrets } from './external-secrets';
import { kubePrometheusStack } from './kube-prometheus-stack';
import { sealedSecrets } from './sealed-secrets';

/** Every chart that an environment may ask for; a new one is a file and its line here. */
const definitions: readonly ChartDefinition[] = [externalSecrets, kubePrometheusStack, sealedSecrets];

/** By the chart's name, where it runs. */
export type ChartsSettings = Readonly<Record<string, { readonly on: On } | undefined>>;

function settings(names: Names): z.ZodType<ChartsSettings> {
  const block = (definition: ChartDefinition) =>
    z
      .strictObject({ on: on(names) })
      .optional()
      .meta({ description: definition.description });
  return z
    .strictObject(Object.fromEntries(definitions.map((definition) => [definition.name, block(definition)])))
    .meta({ description: 'Helm or upstream-Git applications, once per cluster; the tool pins their versions.' });
}

interface Placed {
  readonly definition: ChartDefinition;
  readonly cluster: string;
}

function placements(chosen: ChartsSettings, { fleet }: Context): Placed[] {
  return definitions.flatMap((definition) => {
    const block = chosen[definition.name];
    return block === undefined ? [] : placed(block.on, fleet).map(({ name: cluster }) => ({ definition, cluster }));
  });
}

function toUnit({ definition, cluster }: Placed): Unit {
  return {
    name: definition.name,
    component: 'charts',
    cluster,
    delivery: 'argo',
    stage: 'charts',
    settings: ['charts', definition.name],
    namespaces: definition.namespaces,
    needs: [],
    content: definition.chart,
  };
}

export const charts: Component<ChartsSettings> = {
  name: 'charts',
  settings,
  provides: (chosen, context) =>
    placements(chosen, context).flatMap(({ definition, cluster }) => definition.provides(cluster)),
  problems: () => [],
  units: (chosen, context) => placements(chosen, context).map(toUnit),
};
