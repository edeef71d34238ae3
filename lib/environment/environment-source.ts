import type { Path, Position } from '../model/origin';
import type { Source } from './source';

/** What a person wrote for one environment, in whatever files: its data, and where each value stands. */
export type EnvironmentSource = Pick<
  Source,
  'file' | 'data' | 'findings' | 'position' | 'keyPosition' | 'has' | 'written'
>;

/** An environment with the value of one of its keys in a file of its own. */
export class SplitSource implements EnvironmentSource {
  readonly data: unknown;
  readonly findings = [];

  constructor(
    private readonly whole: EnvironmentSource,
    private readonly key: string,
    private readonly part: Source,
  ) {
    this.data = { ...(whole.data as object), [key]: part.data };
  }

  /** The environment file itself: paths that it names start from its folder. */
  get file(): string {
    return this.whole.file;
  }

  position(path: Path): Position {
    return this.isInPart(path) ? this.part.position(path.slice(1)) : this.whole.position(path);
  }

  keyPosition(path: Path): Position {
    const inPart = this.isInPart(path) && path.length > 1;
    return inPart ? this.part.keyPosition(path.slice(1)) : this.whole.keyPosition(path);
  }

  has(path: Path): boolean {
    return this.isInPart(path) ? this.part.has(path.slice(1)) : this.whole.has(path);
  }

  written(path: Path): string | undefined {
    return this.isInPart(path) ? this.part.written(path.slice(1)) : this.whole.written(path);
  }

  private isInPart(path: Path): boolean {
    return path[0] === this.key;
  }
}
