import { z } from 'zod';
import { chartRepository, chartVersion, commitHash } from '../../environment/values/chart-syntax';
import { dnsLabel } from '../../environment/values/name-syntax';
import { repositoryUrl } from '../../environment/values/url-syntax';
import type { ChartDefinition } from './chart-definition';

/** The settings that an environment may give to any chart. */
export interface CommonSettings {
  readonly version?: string | undefined;
  readonly commit?: string | undefined;
  readonly repoURL?: string | undefined;
  readonly values?: Values | undefined;
  readonly namespace?: string | undefined;
  readonly releaseName?: string | undefined;
}

/** Values of a chart, as a `values.yaml` has them. */
export type Values = Readonly<Record<string, unknown>>;

export const values: z.ZodType<Values> = z.record(z.string(), z.unknown());

const helm = {
  version: chartVersion.optional().meta({ description: 'Another version than the one that the tool pins.' }),
  repoURL: chartRepository.optional().meta({ description: 'A mirror of its repository.' }),
  values: values.optional().meta({ description: 'Values of the chart, merged over those that the tool sets.' }),
  namespace: dnsLabel.optional().meta({ description: 'Another namespace, where the fleet can follow.' }),
  releaseName: dnsLabel.optional().meta({ description: 'Another name of the release, where the fleet can follow.' }),
};

const git = {
  commit: commitHash.optional().meta({ description: 'Another commit than the one that the tool pins.' }),
  repoURL: repositoryUrl.optional().meta({ description: 'A mirror of its repository.' }),
};

/** The settings that every chart takes, by where it comes from. */
export function commonSettings({ chart }: ChartDefinition): z.ZodRawShape {
  return chart.source.type === 'helm' ? helm : git;
}
