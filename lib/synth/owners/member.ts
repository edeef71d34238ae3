import type { EnvironmentSource } from '../../environment/environment-source';
import type { Fleet } from '../../model/fleet';
import type { Position } from '../../model/origin';

/** What is known of one environment before anything of it is rendered. */
export interface Member {
  readonly name: string;
  readonly fleet: Fleet;
  readonly source: Pick<EnvironmentSource, 'position' | 'keyPosition'>;
}

/** A place as findings write it inside a sentence: `environments/kind.yaml:24:3`. */
export function placeText({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
