import type { Path, Position } from '../../model/origin';
import type { EnvironmentSource } from '../environment-source';
import type { Source } from '../source';

/** The place of a value of a composed environment: its file and the path there, and for a merged map the place of each key. */
export interface Provenance {
  readonly source: Source;
  readonly path: Path;
  /** The place of each entry, where several files make one value. @default - all are in this file */
  readonly parts?: ReadonlyMap<string | number, Provenance>;
}

/** An environment from several files: each value keeps the place in its own file. */
export class ComposedSource implements EnvironmentSource {
  readonly findings = [];

  /** @param file the environment file itself: all paths in the settings start from its folder */
  constructor(
    readonly file: string,
    readonly data: unknown,
    private readonly whole: Provenance,
  ) {}

  position(path: Path): Position {
    const { source, path: inner } = this.placeOf(path);
    return source.position(inner);
  }

  keyPosition(path: Path): Position {
    const { source, path: inner } = this.placeOf(path);
    return source.keyPosition(inner);
  }

  has(path: Path): boolean {
    const { source, path: inner } = this.placeOf(path);
    return source.has(inner);
  }

  written(path: Path): string | undefined {
    const { source, path: inner } = this.placeOf(path);
    return source.written(inner);
  }

  /** The file that gives the value at `path`, and the path there. */
  placeOf(path: Path): Pick<Provenance, 'source' | 'path'> {
    let place = this.whole;
    for (const [index, key] of path.entries()) {
      const part = place.parts?.get(key);
      if (part === undefined) return { source: place.source, path: [...place.path, ...path.slice(index)] };
      place = part;
    }
    return place;
  }
}
