import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { Source } from './source';

/** Why a file cannot be read, as words that follow "got": `a folder`. */
export interface Unreadable {
  readonly unreadable: string;
}

/** Reads YAML files, from a folder or from a commit. */
export interface FileReader {
  read(path: string): Source | Unreadable;
}

/**
 * The YAML files of a run, each read and parsed at most once: several environments may name one inventory, and the
 * clusters of a large one take a second.
 */
export class YamlFiles implements FileReader {
  private readonly texts = new Map<string, Buffer | Unreadable>();
  private readonly sources = new Map<string, Source>();

  read(path: string): Source | Unreadable {
    const known = this.sources.get(path);
    if (known !== undefined) return known;
    const bytes = this.bytes(path);
    if (!Buffer.isBuffer(bytes)) return bytes;
    const source = new Source(path, bytes);
    this.sources.set(path, source);
    return source;
  }

  /** The names of the files and folders in a folder; none where there is no such folder. */
  names(folder: string): readonly string[] {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  }

  /** The content of the file, not parsed. */
  bytes(path: string): Buffer | Unreadable {
    const known = this.texts.get(path) ?? contentOf(path);
    this.texts.set(path, known);
    return known;
  }
}

/** Bytes: far more than the clusters of the largest fleet, far less than exhausts memory. */
const largest = 2 ** 26;

function contentOf(path: string): Buffer | Unreadable {
  try {
    const stat = statSync(path);
    if (stat.isFile() && stat.size > largest) return { unreadable: `a file of ${Math.ceil(stat.size / 2 ** 20)} MiB` };
    if (stat.isFile()) return readFileSync(path);
    return { unreadable: stat.isDirectory() ? 'a folder' : 'something that is not a file' };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return { unreadable: `a file that cannot be read (${code})` };
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    return { unreadable: isLink ? 'a link that leads nowhere' : 'a file that is not there' };
  }
}
