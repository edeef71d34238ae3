import { fleetOf } from '../environment/environment';
import type { EnvironmentFile } from '../environment/environment-file';
import { expand } from './expand';
import { load, type LoadedEnvironment } from './load';
import type { Observer } from './observer';
import { Owners, type Ownership } from './owners/owners';
import type { Member } from './owners/member';
import { Rendering } from './rendering';

/** One environment as a run has it: read already, and judged with the others. */
export interface Read {
  readonly loaded: LoadedEnvironment;
  /** Absent where the file was refused. */
  readonly ownership?: Ownership;
}

/**
 * Reads the environments that a run renders, and what those beside them own: of an environment that is not rendered, only
 * what stands on a hub that it shares with another is built, and nothing of it is checked. One that is refused owns nothing.
 *
 * @param all every environment of the folder
 * @returns by name, those of `files`
 */
export function readTogether(
  all: readonly EnvironmentFile[],
  files: readonly EnvironmentFile[],
  observer: Observer,
): ReadonlyMap<string, Read> {
  const rendered = new Set(files);
  const inOrder = [...all.filter((file) => !rendered.has(file)), ...files];
  const read = inOrder.map((file) => {
    observer.step('load');
    observer.phase?.({ step: 'load', environment: file.name });
    return { file, loaded: load(file) };
  });
  const members = read.map(({ file, loaded }) => memberOf(file, loaded));
  const owners = new Owners(members.flatMap((member) => member ?? []));
  const environments = read.map(({ file, loaded }, index): [string, Read] => {
    const member = members[index];
    if (member === undefined) return [file.name, { loaded }];
    const ownership = owners.enter(member);
    if (!rendered.has(file) && owners.shares(member)) takeIn(loaded, ownership);
    return [file.name, { loaded, ownership }];
  });
  return new Map(environments.slice(inOrder.length - files.length));
}

function memberOf({ name }: EnvironmentFile, { settings, source }: LoadedEnvironment): Member | undefined {
  return settings && { name, source, fleet: fleetOf(settings) };
}

function takeIn({ settings, source, known }: LoadedEnvironment, ownership: Ownership): void {
  if (settings === undefined) return;
  for (const rendered of new Rendering(expand(settings, source, known.scorers, known)).objects())
    ownership.add(rendered);
}
