import { lstatSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import type { Manifest } from '../../../lib/model/manifest';
import { manifestsOf, unitOf, wavesOf } from '../environment';
import { eks, everything, kind } from './blocks';
import { refusals } from './programs';
import { containersOf, podOf, Workbench, type Container } from './workbench';

const once = (blocks: string): Manifest[] => manifestsOf(unitOf(blocks, 'worker01', 'energetiscope-training'));
const names = (blocks: string): string[] => once(blocks).map(({ metadata }) => metadata.name);
const scheduled = (blocks: string): Manifest =>
  manifestsOf(unitOf(blocks, 'worker01', 'energetiscope')).find(
    ({ metadata }) => metadata.name === 'energetiscope-training',
  )!;

const nightly = '  training: { schedule: "0 3 * * *", predict: {} }\n';
const withPredict = kind('  training: { predict: {} }\n');

let bench: Workbench;
beforeEach(() => (bench = new Workbench()));
afterEach(() => {
  bench.remove();
});

/** The steps of the training Job, by name. */
function stepsOf(blocks: string): Record<string, Container> {
  return Object.fromEntries(
    once(blocks)
      .flatMap(containersOf)
      .map((container) => [container.name, container]),
  );
}

/** Runs the steps one after the other; the outputs of all, and of the last run. */
function train(containers: readonly Container[], more: Readonly<Record<string, string>> = {}) {
  const answer = `echo '{"data":{"result":[{"value":[1,"3"]}]}}'`;
  const runs = containers.map((container) => bench.run(container, { ANSWER: answer, ...more }));
  return { statuses: runs.map(({ status }) => status), runs };
}

const releases = (): string[] => readdirSync(bench.path('data', 'releases')).sort();

describe('the training Job', () => {
  test('is one, so that its sync ends when it is made, and is named by what it is made of', () => {
    expect(wavesOf(unitOf(withPredict, 'worker01', 'energetiscope-training'))).toEqual([
      [expect.stringMatching(/^Job\/energetiscope-train-once-[0-9a-f]{10}$/)],
    ]);
    expect(Object.keys(stepsOf(withPredict))).toEqual(['collect', 'label', 'join', 'train', 'predict']);
  });

  test('stands beside: nothing waits for it, nor for the predictor that waits for it', () => {
    for (const name of ['energetiscope-training', 'energetiscope'])
      expect(unitOf(kind(), 'worker01', name).stage).toBe('beside');
  });

  test.each([
    ['what the first step collects', '{ collect: { kinds: [Pod] } }', true],
    ['the window', '{ window: 12h }', true],
    ['how long the labels are waited for', '{ label: { wait: 9h } }', true],
    ['the neighbours', '{ neighbors: 7 }', true],
    ['the word to train again', '{ retrain: again }', true],
    ['nothing that a Job cannot change by itself', '{ train: { deadline: 3h } }', false],
    ['how many releases the schedule keeps', '{ schedule: "0 3 * * *", keep: 9 }', false],
  ])('runs again when a change concerns it: %s', (_what, more, expected) => {
    expect(names(kind(`  training: ${more}\n`))[0] !== names(kind())[0]).toBe(expected);
  });

  test('is not run again by a release that is pinned, or by anything that only serves', () => {
    expect(names(kind('  predictor: { release: 20260811T030000Z, replicas: 3 }\n  collector: {}\n'))).toEqual(
      names(kind()),
    );
  });

  test('ends: after the time of all its steps, and the wait for the labels', () => {
    const [job] = once(kind('  training: { window: 2h }\n'));
    expect(job!.spec).toMatchObject({
      activeDeadlineSeconds: 15 * 60 + 3 * 3600 + 30 * 60 + 15 * 60 + 3600,
      backoffLimit: 2,
    });
    // Until then the predictor is not late.
    const predictor = manifestsOf(unitOf(kind('  training: { window: 2h }\n'), 'worker01', 'energetiscope')).find(
      ({ kind: type, metadata }) => type === 'Deployment' && metadata.name === 'energetiscope-predict',
    );
    expect(predictor!.spec).toMatchObject({ progressDeadlineSeconds: 5 * 3600 + 600 });
  });

  test('is not made where only a schedule trains', () => {
    const block = kind('  training: { once: false, schedule: "0 3 * * *" }\n');
    expect(unitOf(block, 'worker01', 'energetiscope-training')).toBeUndefined();
    expect(unitOf(block, 'worker01', 'smoke').content).toMatchObject({
      tests: ['worker01/energetiscope-access', 'worker01/energetiscope'],
    });
  });
});

describe('the scheduled training', () => {
  test('runs the same steps in one pod that never overlaps with another', () => {
    const { spec } = scheduled(kind('  training: { schedule: "0 3 * * *", history: { successful: 7, failed: 2 } }\n'));
    expect(spec).toMatchObject({
      schedule: '0 3 * * *',
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 7,
      failedJobsHistoryLimit: 2,
      jobTemplate: { spec: { activeDeadlineSeconds: 15 * 60 + 7 * 3600 + 30 * 60 + 15 * 60 + 3600 } },
    });
    const steps = Object.values(stepsOf(kind()));
    const containers = containersOf(scheduled(kind(nightly)));
    expect(containers.map(({ name }) => name)).toEqual(['collect', 'label', 'join', 'train', 'predict']);
    expect(containers.slice(0, 4).map(({ args }) => args)).toEqual(steps.map(({ args }) => args));
  });

  test.each([
    ['on a schedule', () => scheduled(kind(nightly))],
    ['once', () => once(withPredict)[0]!],
  ])('gives the token to the steps that read the cluster, and the volume to those that release: %s', (_how, made) => {
    expect(podOf(made()).automountServiceAccountToken).toBe(false);
    const mounts = containersOf(made()).map(({ name, volumeMounts = [] }) => [
      name,
      ...volumeMounts.map((mount) => mount.name).filter((mount) => !mount.startsWith('tmp-')),
    ]);
    expect(mounts).toEqual([
      ['collect', 'work', 'api-token'],
      ['label', 'work', 'api-token'],
      ['join', 'work'],
      ['train', 'work', 'claim-energetiscope-data'],
      ['predict', 'work', 'claim-energetiscope-data'],
    ]);
  });

  test('keeps so many releases, and the one that is pinned', () => {
    const steps = containersOf(
      scheduled(kind('  training: { schedule: "0 3 * * *", keep: 2 }\n  predictor: { release: 20250101T000000Z }\n')),
    );
    for (const old of ['20250101T000000Z', '20260101T000000Z', '20260102T000000Z', '20260103T000000Z'])
      bench.write(`data/releases/${old}/encoder.joblib`, 'old');
    expect(train(steps).statuses).toEqual([0, 0, 0, 0]);
    expect(releases()).toEqual(['20250101T000000Z', '20260103T000000Z', '20260811T030000Z']);
  });
});

describe.each([
  ['once', () => Object.values(stepsOf(withPredict))],
  ['on a schedule', () => containersOf(scheduled(kind(nightly)))],
])('a training %s', (_how, containers) => {
  test('releases encoder and model together, by calls that the parsers accept', () => {
    const { statuses, runs } = train(containers());
    expect(statuses).toEqual([0, 0, 0, 0, 0]);
    expect(releases()).toEqual(['20260811T030000Z']);
    expect(readlinkSync(bench.path('data', 'current'))).toBe('releases/20260811T030000Z');
    expect(bench.read('data', 'current', 'encoder.joblib')).toBe('by k8s_encode.py');
    expect(bench.read('data', 'current', 'knn_energy.joblib')).toBe('by train_power.py');
    expect(bench.read('data', 'current', 'predictions.json')).toBe('[{"pred_avg_power_w": 3}]');
    expect(runs.at(3)?.output).toContain('released 20260811T030000Z');
    const calls = runs.flatMap((run) => run.calls).filter(([program]) => program !== 'curl');
    expect(calls.map(([program]) => program)).toEqual([
      '/app/k8s_collect.py',
      '/app/k8s_encode.py',
      '/app/k8s_encode.py',
      '/app/kepler_labels.py',
      '/app/join_features_labels.py',
      '/app/train_power.py',
      '/app/predict_k8s.py',
    ]);
    expect(calls.flatMap((call) => refusals(call))).toEqual([]);
  });

  test('starts from a fresh list at each try', () => {
    train(containers().slice(0, 1));
    train(containers().slice(0, 1));
    expect(bench.read('work', 'collect', 'in.ndjson')).toBe('by k8s_collect.py');
  });
});

describe('the train step', () => {
  const older = '20260101T000000Z';
  const run = (more: Readonly<Record<string, string>> = {}) => {
    bench.write('work/join/train_rows.parquet', 'rows');
    bench.write('work/collect/encoder.joblib', 'encoder');
    bench.write(`data/releases/${older}/knn_energy.joblib`, 'old');
    symlinkSync(`releases/${older}`, bench.path('data', 'current'));
    return bench.run(stepsOf(kind()).train!, more);
  };
  const current = (): string => readlinkSync(bench.path('data', 'current'));

  test('moves the link, which stays one', () => {
    expect(run().status).toBe(0);
    expect(lstatSync(bench.path('data', 'current')).isSymbolicLink()).toBe(true);
    expect(current()).toBe('releases/20260811T030000Z');
    expect(releases()).toEqual([older, '20260811T030000Z']);
  });

  test.each([['nan'], ['inf'], ['-nan'], ['']])('leaves the link where it is when the error is %p', (error) => {
    const { status, output } = run({ CV: `CV MAE: ${error} ± nan | R2: 0.5` });
    expect(status).toBe(1);
    expect(output).toContain('cross-validation printed no finite error: the current release stays');
    expect(current()).toBe(`releases/${older}`);
    expect(readdirSync(bench.path('data', 'releases'))).toEqual([older]);
  });

  test('reads the newer form of the error too', () => {
    expect(run({ CV: '[gbt] CV MAE: 7.0 ± 0.1 | pooled OOF R2: 0.900' }).status).toBe(0);
    expect(current()).toBe('releases/20260811T030000Z');
  });

  test('fails, and releases nothing, when the program fails after its cross-validation', () => {
    expect(run({ TRAIN_STATUS: '1' }).status).toBe(1);
    expect(current()).toBe(`releases/${older}`);
    expect(readdirSync(bench.path('data', 'releases'))).toEqual([older]);
  });
});

describe('the collect step', () => {
  test('takes the end of its time for success, and any other status for a failure', () => {
    const { collect } = stepsOf(kind());
    expect(bench.run(collect!, { COLLECT_STATUS: '124' }).status).toBe(0);
    expect(bench.run(collect!, { COLLECT_STATUS: '0' }).status).toBe(0);
    expect(bench.run(collect!, { COLLECT_STATUS: '3' })).toMatchObject({ status: 3, calls: [expect.anything()] });
  });

  test('asks for the kinds and namespaces as separate words', () => {
    const { collect } = stepsOf(kind('  training: { collect: { kinds: [Job, Pod], namespaces: [a, b] } }\n'));
    expect(bench.run(collect!).calls[0]).toEqual([
      ...['/app/k8s_collect.py', 'watch', '--kinds', 'Job', 'Pod', '--namespaces', 'a', 'b', '--emit-initial'],
      ...['--output', bench.path('work', 'collect', 'in.ndjson')],
    ]);
  });
});

describe('the label step', () => {
  /** An answer of Prometheus that has the metrics from a time on. */
  const since = (time: number, metric = '.*'): string =>
    `if [[ "\${words[*]}" =~ time=([0-9]+) ]] && ((BASH_REMATCH[1] >= ${time})) && [[ "\${words[*]}" =~ "query=count("${metric} ]]; then
      echo '{"data":{"result":[{"metric":{},"value":[1,"3"]}]}}'; else echo '{"data":{"result":[]}}'; fi`;
  const now = 1_786_417_200;
  const hour = 3600;

  test('reads a window that reaches back from its run', () => {
    const { label } = stepsOf(kind('  training: { window: 2h, step: 30s, target: energy_step_j }\n'));
    const { status, calls } = bench.run(label!, { ANSWER: since(0) });
    expect(status).toBe(0);
    const url = 'http://kube-prometheus-kube-prome-prometheus.monitoring.svc:9090';
    expect(calls.at(-1)).toEqual([
      ...['/app/kepler_labels.py', '--prom', url, '--start', String(now - 2 * hour), '--end', String(now)],
      ...['--out', bench.path('work', 'label', 'labels.parquet')],
      ...['--mode', 'window', '--owner-source', 'auto', '--step', '30s'],
    ]);
  });

  test('waits until both metrics are there over the whole window', () => {
    const { label } = stepsOf(kind('  training: { window: 2h }\n'));
    const { status, output, calls } = bench.run(label!, { ANSWER: since(now - 2 * hour + 270) });
    expect(status).toBe(0);
    expect(output).toContain('has no kube_pod_owner 7200 s ago');
    expect(calls.at(-1)?.slice(3, 7)).toEqual(['--start', String(now - 2 * hour + 300), '--end', String(now + 300)]);
  });

  test.each([
    ['one metric never comes', since(0, 'kube_pod_owner'), 'has no kepler_container_joules_total 7200 s ago'],
    ['Prometheus does not answer', 'exit 7', 'has no kube_pod_owner 7200 s ago'],
  ])('gives up after its wait when %s', (_why, answer, line) => {
    const { label } = stepsOf(kind('  training: { window: 2h, label: { wait: 3m } }\n'));
    const { status, output, calls } = bench.run(label!, { ANSWER: answer });
    expect(status).toBe(1);
    expect(output).toContain(line);
    expect(output).toContain('gave up after 180 s');
    expect(calls.some(([program]) => program === '/app/kepler_labels.py')).toBe(false);
    expect(Number(bench.read('clock'))).toBe(now + 180);
  });
});

test('a step whose input is missing says so', () => {
  const { join: step, train: last } = stepsOf(kind());
  for (const container of [step!, last!]) {
    const { status, output } = bench.run(container);
    expect(status).toBe(1);
    expect(output).toContain('an earlier step wrote nothing');
  }
});

test('on EKS the Job differs in the platform only', () => {
  const unit = unitOf(eks(), 'eks01', 'energetiscope-training');
  expect(manifestsOf(unit).map(({ metadata }) => metadata.name)).toEqual(names(kind()));
});

test('every argument list of everything that can be asked for is one that its parser accepts', () => {
  const lists = ['energetiscope', 'energetiscope-training'].flatMap((name) =>
    manifestsOf(unitOf(kind(everything), 'worker01', name))
      .filter(({ kind: type }) => ['Deployment', 'Job', 'CronJob'].includes(type))
      .flatMap(containersOf)
      .flatMap(({ args }): { argv: string[]; complete: boolean }[] => {
        if (args[0] === 'python3') return [{ argv: args.slice(1), complete: true }];
        const [, , , script = '', ...rest] = args;
        const program = scripted[script];
        return program === undefined ? [] : [{ argv: [...program, ...rest], complete: false }];
      }),
  );
  expect(lists).toHaveLength(4 + 1 + 3 + 3);
  expect(lists.flatMap(({ argv, complete }) => refusals(argv, complete))).toEqual([]);
});

/** The program to which each script hands its arguments. */
const scripted: Readonly<Record<string, string[]>> = {
  collect: ['k8s_collect.py', 'watch'],
  label: ['kepler_labels.py'],
  train: ['train_power.py'],
  serve: ['uvicorn', 'predict_service:app'],
};
