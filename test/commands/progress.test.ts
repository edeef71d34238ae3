import { Progress } from '../../lib/commands/report/progress';
import type { Unit } from '../../lib/model/unit';
import { everything, environment, project, scorewright } from './program';

/** A run of which the test says what happens when; what was written so far is `written()`. */
function run(terminal: boolean, columns?: number) {
  let now = 500;
  let text = '';
  const stream = { write: (more: string) => (text += more), ...(columns !== undefined && { columns }) };
  const progress = new Progress({ stream, terminal, clock: () => now });
  return {
    progress,
    at: (milliseconds: number) => void (now = 500 + milliseconds),
    unit: (cluster: string) => {
      progress.unit({ cluster } as Unit);
    },
    written: () => {
      const written = text;
      text = '';
      return written;
    },
  };
}

const erased = '\r\u001b[K';
const size = { clusters: 4_000, units: 12_000 };

/** The units of clusters `from` to `to`, three each, of which the last one is through at `milliseconds`. */
function through({ unit, at }: ReturnType<typeof run>, [from, to]: [number, number], milliseconds: number): void {
  for (let cluster = from; cluster <= to; cluster++) {
    for (let count = 1; count <= 3; count++) {
      if (cluster === to && count === 3) at(milliseconds);
      unit(`c${cluster}`);
    }
  }
}

describe('on a terminal', () => {
  test('nothing of what takes less than a second', () => {
    const { progress, at, unit, written } = run(true);
    progress.phase({ step: 'load', environment: 'kind' });
    at(400);
    progress.phase({ step: 'build', environment: 'kind', size });
    at(999);
    unit('c1');
    progress.phase({ step: 'write' });
    progress.end();
    expect(written()).toBe('');
  });

  test('one line, rewritten ten times a second at most, and erased at the end', () => {
    const watched = run(true);
    const { progress, at, unit, written } = watched;
    progress.phase({ step: 'build', environment: 'kind', size });
    at(1_000);
    unit('c1');
    expect(written()).toBe(`${erased}kind: build, 0 of 4,000 clusters`);
    at(1_099);
    unit('c1');
    expect(written()).toBe('');
    unit('c1');
    through(watched, [2, 501], 2_000);
    expect(written()).toBe(`${erased}kind: build, 500 of 4,000 clusters, 250/s, 14 s left`);
    progress.end();
    expect(written()).toBe(erased);
    progress.end();
    expect(written()).toBe('');
  });

  test('each part as it begins, since it may say nothing until it ends', () => {
    const { progress, at, written } = run(true);
    at(1_500);
    progress.phase({ step: 'expand', environment: 'kind' });
    at(1_510);
    progress.phase({ step: 'rules', environment: 'kind' });
    at(1_520);
    progress.phase({ step: 'write' });
    expect(written()).toBe(`${erased}kind: expand${erased}kind: rules${erased}write`);
  });

  test('never more than fits on the line', () => {
    const { progress, at, written } = run(true, 12);
    at(1_000);
    progress.phase({ step: 'build', environment: 'kind', size });
    expect(written()).toBe(`${erased}kind: build`);
  });
});

describe('in a log', () => {
  test('nothing for five seconds, then a line every five', () => {
    const watched = run(false);
    const { progress, at, unit, written } = watched;
    progress.phase({ step: 'load', environment: 'kind' });
    at(2_000);
    progress.phase({ step: 'build', environment: 'kind', size });
    through(watched, [1, 300], 4_999);
    expect(written()).toBe('');
    at(5_000);
    unit('c301');
    expect(written()).toBe('kind: build, 300 of 4,000 clusters, 100/s, 37 s left\n');
    at(9_999);
    unit('c301');
    expect(written()).toBe('');
    at(10_000);
    progress.phase({ step: 'rules', environment: 'kind' });
    expect(written()).toBe('kind: rules\n');
    at(20_000);
    progress.phase({ step: 'write' });
    progress.end();
    expect(written()).toBe('write\n');
  });

  test('a slow run, in minutes and tenths', () => {
    const watched = run(false);
    watched.progress.phase({ step: 'build', environment: 'kind', size: { clusters: 400, units: 1_200 } });
    through(watched, [1, 11], 20_000);
    expect(watched.written()).toBe('kind: build, 10 of 400 clusters, 0.5/s, 11 min 48 s left\n');
  });
});

test('units that stand on all others do not make more clusters than there are', () => {
  const watched = run(false);
  watched.progress.phase({ step: 'build', environment: 'kind', size: { clusters: 2, units: 8 } });
  through(watched, [1, 2], 1_000);
  watched.unit('c1');
  watched.at(7_000);
  watched.unit('c2');
  expect(watched.written()).toBe('kind: build, 2 of 2 clusters, 0.3/s, 0 s left\n');
});

test('the next environment is counted anew', () => {
  const watched = run(false);
  watched.progress.phase({ step: 'build', environment: 'kind', size });
  through(watched, [1, 100], 1_000);
  watched.progress.phase({ step: 'build', environment: 'lab', size });
  through(watched, [1, 51], 6_000);
  expect(watched.written()).toBe('lab: build, 50 of 4,000 clusters, 10/s, 6 min 28 s left\n');
});

describe('a run of the program', () => {
  const slow = () => {
    let now = 0;
    return jest.spyOn(performance, 'now').mockImplementation(() => (now += 5_000));
  };

  test('says on stderr what it is at; what it prints at the end is the same', async () => {
    const dir = project({ 'environments/kind.yaml': environment() });
    const quick = await scorewright(dir, 'synth');
    const clock = slow();
    const { status, stdout, stderr } = await everything(dir, 'synth', '--check');
    clock.mockRestore();
    expect(quick).toMatchObject({ status: 0, stderr: '' });
    expect({ status, stdout: stdout.split('\n').at(-2) }).toEqual({
      status: 0,
      stdout: 'nothing written: every file is current',
    });
    const lines = stderr
      .trimEnd()
      .split('\n')
      .filter((line) => !line.includes(' warning '));
    expect(lines.slice(0, 3)).toEqual(['kind: load', 'kind: expand', 'kind: build, 0 of 2 clusters']);
    expect(lines).toContainEqual(expect.stringMatching(/^kind: build, 1 of 2 clusters, 0\.\d\/s, \d+ s left$/));
    expect(lines.at(-1)).toBe('write');
  });

  test('is silent where a program reads its JSON', async () => {
    const clock = slow();
    const ran = await scorewright(project({ 'environments/kind.yaml': environment() }), 'synth', '--json');
    clock.mockRestore();
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(ran.stdout)).toMatchObject({ clean: true });
  });
});
