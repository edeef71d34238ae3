import type { ScorerDeploymentProps } from '../../constructs/scoring/scorer-deployment';
import { placementOf } from '../../constructs/pod-settings';
import { scorerNamespace, type ScorerSite } from './plan';
import { eachItsOwn, variableValue, type ScorerSettings } from './scorer-settings';

/** A scorer of the catalogue as an environment wants it on one of its clusters. */
export function scorerProps(
  site: ScorerSite,
  {
    config,
    expose,
    image,
    resources,
    replicas,
    nodeSelector,
    tolerations,
    priorityClass,
    ...variables
  }: ScorerSettings,
): ScorerDeploymentProps {
  const { workload, cluster, endpoint } = site;
  const { name, port, healthPath, writesModelDir, configFile } = workload;
  return {
    name,
    namespace: scorerNamespace(site),
    image: image ?? workload.image,
    port,
    healthPath,
    writesModelDir,
    platform: cluster.platform,
    ...(cluster.appsDomain !== undefined && { appsDomain: cluster.appsDomain }),
    service: endpoint.service,
    ...(expose !== undefined && expose !== eachItsOwn && { expose }),
    env: environmentOf(site, variables),
    ...(resources && { resources }),
    ...(replicas !== undefined && { replicas }),
    ...placementOf({ nodeSelector, tolerations, priorityClass }),
    ...(configFile && { configFile: { ...configFile, content: config ?? configFile.content } }),
  };
}

/** What the program gets: the environment's values, else the catalogue's. */
function environmentOf({ workload }: ScorerSite, settings: ScorerSettings): Record<string, string> {
  return Object.fromEntries(
    workload.env.flatMap((variable) => {
      const value = variableValue(settings, variable);
      return value === undefined ? [] : [[variable.name, String(value)] as const];
    }),
  );
}
