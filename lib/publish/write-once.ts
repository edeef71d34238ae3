import { parentOf } from './tree';

/** Two files of one publication that cannot both stand: a defect, or two objects with one name. */
export class PathCollision extends Error {
  constructor(
    readonly path: string,
    readonly other: string,
  ) {
    super(path === other ? `${path} is written twice` : `${path} and ${other} cannot stand side by side`);
    this.name = 'PathCollision';
  }
}

/** The paths written so far. Case is ignored, as the file systems of macOS and Windows ignore it. */
export class WriteOnce {
  private readonly files = new Map<string, string>();
  private readonly folders = new Map<string, string>();

  /** @throws PathCollision for a path that stands already, as a file or as a folder */
  add(path: string): void {
    const key = path.toLowerCase();
    const other = this.files.get(key) ?? this.folders.get(key);
    if (other !== undefined) throw new PathCollision(path, other);
    this.addFolders(path);
    this.files.set(key, path);
  }

  hasFolder(path: string): boolean {
    return this.folders.get(path.toLowerCase()) === path;
  }

  private addFolders(path: string): void {
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      const key = folder.toLowerCase();
      const known = this.folders.get(key);
      const file = this.files.get(key);
      if (file !== undefined) throw new PathCollision(path, file);
      if (known === folder) return;
      if (known !== undefined) throw new PathCollision(path, known);
      this.folders.set(key, folder);
    }
  }
}
