import * as fc from 'fast-check';
import { someOf, some, type Site } from './site';

export type Mode = 'ModelMesh' | 'RawDeployment' | 'Knative';

/** Of the block `serving`. */
export const namespace = 'models';

/** OpenShift AI, with the modes that its version serves; the first is its own. */
const distributions = fc.constantFrom<{ version: number; modes: readonly Mode[] }>(
  { version: 1, modes: ['ModelMesh'] },
  { version: 2, modes: ['ModelMesh', 'RawDeployment', 'Knative'] },
  { version: 3, modes: ['RawDeployment'] },
);

const installation = some({
  distribution: fc.constantFrom('rhoai', 'opendatahub'),
  installed: fc.boolean(),
  channel: fc.constant('fast'),
});

/** How each of some clusters serves, and what must be there for it. */
export interface Serving {
  readonly on: readonly Site[];
  readonly modes: readonly Mode[];
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Some of the clusters, each with a mode that it has. */
export function anyServing(all: readonly Site[]): fc.Arbitrary<Serving> {
  return fc
    .record({
      on: someOf(all),
      ai: distributions,
      installation,
      said: fc.constantFrom('nothing', 'one', 'each'),
      picks: fc.array(fc.nat(), { minLength: all.length, maxLength: all.length }),
    })
    .map(({ on, ai, installation: rest, said, picks }) => {
      const modesOf = ({ platform }: Site): readonly Mode[] =>
        platform === 'openshift' ? ai.modes : ['RawDeployment', 'ModelMesh', 'Knative'];
      const common = ai.modes.filter((mode) => on.every((site) => modesOf(site).includes(mode)));
      const one = on.some(({ platform }) => platform === 'openshift')
        ? common
        : modesOf({ ...on[0]!, platform: 'kind' });
      const pick = <T>(from: readonly T[], at: number): T => from[(picks[at] ?? 0) % from.length]!;
      const modes = on.map((site, at) =>
        said === 'nothing' ? modesOf(site)[0]! : said === 'one' ? pick(one, 0) : pick(modesOf(site), at),
      );
      const mode = {
        nothing: undefined,
        one: modes[0],
        each: Object.fromEntries(on.map(({ name }, at) => [name, modes[at]])),
      };
      return {
        on,
        modes,
        settings: {
          ...(mode[said] !== undefined && { mode: mode[said] }),
          ...(on.some(({ platform }) => platform === 'openshift') && {
            'openshift-ai': { version: ai.version, ...rest },
          }),
        },
      };
    });
}
