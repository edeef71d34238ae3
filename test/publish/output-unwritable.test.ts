import fs from 'node:fs';
import { outputUnwritable } from '../../lib/publish/output-unwritable';
import { marked, open, publish, read, refusal, temporaryFolder, write, type Files } from './output-folder';

const files: Files = { ...marked, 'dist/kind/a/One.yaml': 'one\n', 'argocd/kind.yaml': 'root\n' };

function refusedOutput(dir: string, put: Files = files): string[] {
  return refusal(dir, () => {
    const publication = open(dir, put);
    try {
      publication.commit();
    } finally {
      publication.discard();
    }
  });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe(outputUnwritable.code, () => {
  test('a file where an owned folder belongs', () => {
    const dir = temporaryFolder();
    write(dir, { 'dist/kind': 'mine' });
    expect(refusedOutput(dir)).toEqual([
      'output-unwritable dist/kind: got ENOTDIR; a file stands where a folder belongs: move it away and run again',
    ]);
    expect(read(dir)).toEqual({ 'dist/kind': 'mine' });
  });

  test('a file where a folder above an output belongs', () => {
    const dir = temporaryFolder();
    write(dir, { argocd: 'mine' });
    expect(refusedOutput(dir)).toEqual([
      'output-unwritable argocd: got ENOTDIR; a file stands where a folder belongs: move it away and run again',
    ]);
    expect(read(dir)).toEqual({ argocd: 'mine' });
  });

  test('a folder where an owned file belongs', () => {
    const dir = temporaryFolder();
    write(dir, { 'argocd/kind.yaml/mine': 'mine' });
    expect(refusedOutput(dir)).toEqual([
      'output-unwritable argocd/kind.yaml: got EISDIR; a folder stands where a file belongs: move it away and run again',
    ]);
    expect(read(dir)).toEqual({ 'argocd/kind.yaml/mine': 'mine' });
  });

  test('a disk that fills up while staging', () => {
    const dir = temporaryFolder();
    publish(dir, files);
    const real = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((file, ...rest) => {
      if (String(file).endsWith('Two.yaml'))
        throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
      real(file, ...rest);
    });
    expect(refusedOutput(dir, { ...marked, 'dist/kind/a/Two.yaml': 'two\n' })).toEqual([
      'output-unwritable dist/kind/a/Two.yaml: got ENOSPC; the disk is full: free some space and run again',
    ]);
    expect(read(dir)).toEqual(files);
  });

  test('a name that the file system does not take', () => {
    const dir = temporaryFolder();
    const long = `dist/kind/${'x'.repeat(300)}.yaml`;
    expect(refusedOutput(dir, { ...marked, [long]: '' })).toEqual([
      `output-unwritable ${long}: got ENAMETOOLONG; the path is too long for this file system: choose a shorter --out and run again`,
    ]);
    expect(read(dir)).toEqual({});
  });

  test('a folder that this user may not write, in whichever of them the change lies', () => {
    const dir = temporaryFolder();
    publish(dir, files);
    // Asking needs no right: that the answer counts is what matters, and root is always told yes.
    const real = fs.accessSync;
    jest.spyOn(fs, 'accessSync').mockImplementation((file, mode) => {
      if (String(file).endsWith('argocd')) throw Object.assign(new Error('no'), { code: 'EACCES', syscall: 'access' });
      real(file, mode);
    });
    expect(refusedOutput(dir, { ...marked, 'dist/kind/b/Two.yaml': 'two\n', 'argocd/kind.yaml': 'new\n' })).toEqual([
      'output-unwritable argocd: got EACCES; give this user the right to write there and run again',
    ]);
    expect(read(dir)).toEqual(files);
  });

  test('a run that the file system stops half-way says so, and the next run completes it', () => {
    const dir = temporaryFolder();
    publish(dir, files);
    const next: Files = {
      ...marked,
      'dist/kind/a/One.yaml': 'new\n',
      'dist/kind/b/Two.yaml': 'two\n',
      'argocd/kind.yaml': 'new\n',
    };
    const real = fs.renameSync;
    const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (String(to).endsWith('One.yaml')) throw Object.assign(new Error('no'), { code: 'EBUSY', syscall: 'rename' });
      real(from, to);
    });
    const publication = open(dir, next);
    expect(refusal(dir, () => publication.commit())).toEqual([
      'output-unwritable dist/kind/a/One.yaml: got EBUSY; another program holds the file: close it and run again',
    ]);
    publication.discard();
    expect(publication.isHalfWritten()).toBe(true);
    expect(read(dir)).toEqual({ ...next, 'dist/kind/a/One.yaml': 'one\n' });
    spy.mockRestore();

    expect(publish(dir, next)).toEqual({ written: 1, removed: 0, unchanged: 3 });
    expect(read(dir)).toEqual(next);
  });

  test("an error that is not the system's passes through", () => {
    const dir = temporaryFolder();
    jest.spyOn(fs, 'mkdirSync').mockImplementation(() => {
      throw new TypeError('a defect');
    });
    expect(() => refusedOutput(dir)).toThrow(new TypeError('a defect'));
  });

  test('an output on another file system is copied in', () => {
    const dir = temporaryFolder();
    publish(dir, files);
    const real = fs.renameSync;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (String(from).includes('staged'))
        throw Object.assign(new Error('cross-device'), { code: 'EXDEV', syscall: 'rename' });
      real(from, to);
    });
    const next: Files = {
      ...marked,
      'dist/kind/a/One.yaml': 'new\n',
      'dist/kind/b/c/Two.yaml': 'two\n',
      'argocd/kind.yaml': 'new\n',
    };
    expect(publish(dir, next)).toEqual({ written: 3, removed: 0, unchanged: 1 });
    expect(read(dir)).toEqual(next);
  });
});
