import { z } from 'zod';
import { compare } from '../model/finding';
import { isPlatformName } from '../platforms/catalogue';
import { generic } from '../platforms/generic';
import type { Cluster, Fleet } from '../model/fleet';
import { clusters } from './clusters';
import { commonAnnotations, commonLabels } from './common-metadata';
import { base, include } from './composition/named-files';
import { nameOfEnvironment } from './environment-name';
import { consent } from './consent';
import { external } from './external';
import { derivedPlatforms } from './derived-platform';
import { gitops } from './gitops';
import { images } from './images';
import type { Names } from './names';
import { ownPlatforms } from './own-platforms';
import { patches } from './patches';
import { plugins } from './plugins';
import { rules, type KnownRule } from './rules';
import { secrets } from './secrets';

/** Blocks that belong to a component, by its name; `lib/synth` hands them in. */
export type Blocks = Readonly<Record<string, z.ZodType>>;

/** The one strict schema of an environment file: what every environment has, and a block for each component. */
export function environmentSchema(names: Names, knownRules: readonly KnownRule[], blocks: Blocks) {
  return z.strictObject({
    environment: nameOfEnvironment,
    base,
    include,
    gitops: gitops(names),
    clusters: clusters(names),
    platforms: ownPlatforms(names),
    plugins,
    secrets: secrets(names),
    external: external(names),
    labels: commonLabels,
    annotations: commonAnnotations,
    images,
    patches: patches(names, Object.keys(blocks)),
    rules: rules(knownRules),
    consent,
    ...Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, block.optional()])),
  });
}

/** The part of the parsed environment that belongs to no component. */
export type EnvironmentSettings = Omit<z.infer<ReturnType<typeof environmentSchema>>, never>;

/** The clusters of a parsed environment, sorted by name, so that the order in the file changes nothing. */
export function fleetOf(settings: EnvironmentSettings): Fleet {
  const derived = derivedPlatforms(settings.platforms);
  const all = Object.entries(settings.clusters)
    .map(([name, { address, appsDomain, platform, prometheus, ...entry }]): Cluster => ({
      name,
      platform: isPlatformName(platform) ? platform : (derived.get(platform) ?? generic),
      ...entry,
      ...(address === undefined ? {} : { address }),
      ...(appsDomain === undefined ? {} : { appsDomain }),
      ...(prometheus === undefined ? {} : { prometheus }),
    }))
    .sort((a, b) => compare(a.name, b.name));
  const hub = all.find(({ role }) => role === 'hub');
  if (hub === undefined) throw new Error('the schema lets no environment without a hub pass');
  return { environment: settings.environment, gitops: settings.gitops, hub, clusters: all };
}
