import type { Path, Position } from '../../model/origin';
import type { EnvironmentSource } from '../environment-source';
import type { Source } from '../source';

/** Where a value of a composed environment stands: in which file and where there, and of a merged map each key's own place. */
export interface Provenance {
  readonly source: Source;
  readonly path: Path;
  /** Of what several files give together. @default - all of it stands in this file */
  readonly parts?: ReadonlyMap<string | number, Provenance>;
}

/** An environment that several files make: every value is found in its own. */
export class ComposedSource implements EnvironmentSource {
  readonly findings = [];

  /** @param file the environment file itself: paths that any of the files names start from its folder */
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

  /** The file that gives the value at `path`, and the way to it there. */
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
