import { z } from 'zod';
import { hostName } from '../environment/values/host-syntax';
import { platforms } from '../platforms/catalogue';
import type { Cluster } from '../model/fleet';
import type { Platform, PlatformName } from '../model/platform';
import { isObject } from '../model/json';
import { exposureFault, exposureUnfit, toExposure, type ExposureSettings } from './exposure';
import { propsError } from './props';
import type { Construct } from 'constructs';

/** The facts about the cluster of a construct's objects. */
export interface TargetProps {
  /**
   * `kind` stands for every Kubernetes without rules of its own; `openshift` assigns uids itself and has Routes; `eks`, `gke`
   * and `aks` have the load balancers of their clouds. A record is a platform of your own.
   *
   * @default kind
   */
  readonly platform?: PlatformName | Platform;
  /** OpenShift: the domain under which Routes get their hosts. @default - OpenShift chooses the host */
  readonly appsDomain?: string;
}

/** The check of a platform. */
export const platform = z
  .union([
    z.enum(Object.keys(platforms) as [PlatformName, ...PlatformName[]]),
    z.custom<Platform>((value) => isObject(value) && typeof value.name === 'string' && isObject(value.storage)),
  ])
  .default('kind');
export const targetShape = { platform, appsDomain: hostName.optional() };

/** The cluster of a construct outside any fleet. */
export function clusterOf({ platform: its, appsDomain }: z.output<z.ZodObject<typeof targetShape>>): Cluster {
  const domain = appsDomain !== undefined && { appsDomain };
  return { name: 'this cluster', role: 'managed', labels: {}, nodes: 1, platform: its, ...domain };
}

/** @throws Error where a Service that is exposed in such a way would wait for its address forever */
export function refuseUnfit(
  construct: Construct,
  name: string,
  cluster: Cluster,
  exposures: Readonly<Record<string, ExposureSettings | undefined>>,
): void {
  const problems = Object.entries(exposures).flatMap(([path, settings]) => {
    const fault = settings && exposureFault(exposureUnfit, toExposure(settings), cluster);
    return fault === undefined ? [] : [{ path, message: fault.message }];
  });
  if (problems.length > 0) throw propsError(construct, name, problems);
}
