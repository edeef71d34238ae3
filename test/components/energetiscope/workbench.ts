import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Manifest } from '../../../lib/model/manifest';

/** A container as it is rendered. */
export interface Container {
  readonly name: string;
  readonly args: string[];
  readonly env?: { readonly name: string; readonly value?: string }[];
  readonly livenessProbe?: { readonly exec: { readonly command: string[] } };
  readonly volumeMounts?: { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

interface PodSpec {
  readonly initContainers?: Container[];
  readonly containers: Container[];
  readonly serviceAccountName: string;
  readonly automountServiceAccountToken: boolean;
  readonly affinity?: unknown;
  readonly nodeSelector?: unknown;
  readonly securityContext: unknown;
}

/** The pod that a Deployment, Job or CronJob makes. */
export function podOf(manifest: Manifest): PodSpec {
  const spec = manifest.spec as {
    template?: { spec: PodSpec };
    jobTemplate?: { spec: { template: { spec: PodSpec } } };
  };
  return (spec.template ?? spec.jobTemplate!.spec.template).spec;
}

/** Every container of it, init containers first. */
export function containersOf(manifest: Manifest): Container[] {
  const { initContainers = [], containers } = podOf(manifest);
  return [...initContainers, ...containers];
}

/** What a run of a container came to. */
export interface Run {
  readonly status: number | null;
  readonly output: string;
  /** The argument lists of the programs that it called, in order. */
  readonly calls: string[][];
}

/** Programs that stand in for those of the image: each notes its arguments, one a line, and an empty line after the last. */
const note = '#!/usr/bin/env bash\nnote() { { printf "%s\\n" "$@"; echo; } >>"$BENCH/calls"; }\n';
const stand: Readonly<Record<string, string>> = {
  python3: `${note}note "$@"
program="\${1##*/}"; words=("$@")
for ((at = 0; at < $#; at++)); do
  case "\${words[at]}" in --out | --output) echo "by $program" >>"\${words[at + 1]}" ;; esac
done
case "$program" in
  k8s_collect.py) exit "\${COLLECT_STATUS:-124}" ;;
  train_power.py) echo "\${CV-CV MAE: 12.345 ± 1.000 | R2: nan}"; exit "\${TRAIN_STATUS:-0}" ;;
  predict_k8s.py) echo '[{"pred_avg_power_w": 3}]' ;;
esac
`,
  uvicorn: `${note}note uvicorn "$@"; echo "$ENCODER_PATH $MODEL_PATH" >"$BENCH/served"\n`,
  // The clock moves only when somebody sleeps.
  sleep:
    '#!/usr/bin/env bash\necho "$(($(<"$BENCH/clock") + $1))" >"$BENCH/clock"\n[[ -z ${ON_SLEEP:-} ]] || eval "$ON_SLEEP"\n',
  date: '#!/usr/bin/env bash\n[[ $1 == +%s ]] && exec cat "$BENCH/clock"\ncommand -p date -u -d "@$(<"$BENCH/clock")" "${@: -1}"\n',
  curl: `${note}words=(); while (($#)); do
  case "$1" in
    --header) shift; if [[ $1 == @* ]]; then words+=("header $(<"\${1#@}")"); else words+=("header $1"); fi ;;
    --data-binary) shift; words+=("body $(cat)") ;;
    *) words+=("$1") ;;
  esac; shift
done
note curl "\${words[@]}"; eval "\${ANSWER:-true}"
`,
};

/** A folder that plays the file systems of a pod, with programs that stand in for those of the image. */
export class Workbench {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'energetiscope-')));

  constructor() {
    mkdirSync(join(this.root, 'bin'));
    for (const [name, text] of Object.entries(stand)) {
      writeFileSync(join(this.root, 'bin', name), text);
      chmodSync(join(this.root, 'bin', name), 0o755);
    }
    for (const folder of ['data', 'work', 'tmp', 'account']) mkdirSync(join(this.root, folder));
    this.write('clock', '1786417200\n');
  }

  /** Runs what the container runs, its folders inside the bench. `more` is its environment besides. */
  run(container: Container, more: Readonly<Record<string, string>> = {}): Run {
    return this.execute(container.args, container, more);
  }

  /** Runs what the kubelet runs to know whether it is alive. */
  probe(container: Container, more: Readonly<Record<string, string>> = {}): Run {
    return this.execute(container.livenessProbe!.exec.command, container, more);
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  read(...parts: string[]): string {
    return readFileSync(this.path(...parts), 'utf8').trim();
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.path(path), '..'), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private execute(
    [program = '', ...args]: string[],
    { env = [] }: Container,
    more: Readonly<Record<string, string>>,
  ): Run {
    rmSync(this.path('calls'), { force: true });
    const own = Object.fromEntries(env.map(({ name, value = '' }) => [name, this.inside(value)]));
    const { status, stdout, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: { PATH: `${this.path('bin')}:${process.env.PATH ?? ''}`, BENCH: this.root, ...own, ...more },
      // Bash takes a socket for a login from afar, and reads somebody's .bashrc.
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 20_000,
    });
    return { status, output: stdout + stderr, calls: this.calls() };
  }

  private calls(): string[][] {
    if (!existsSync(this.path('calls'))) return [];
    const text = readFileSync(this.path('calls'), 'utf8').trimEnd();
    return text.split('\n\n').map((call) => call.split('\n'));
  }

  /** A folder of the pod, on the bench. */
  private inside(value: string): string {
    const folders: Readonly<Record<string, string>> = {
      '/app/data': 'data',
      '/app/artifacts': 'data',
      '/work': 'work',
      '/tmp': 'tmp',
      '/var/run/secrets/kubernetes.io/serviceaccount': 'account',
    };
    const folder = Object.keys(folders).find((path) => value === path || value.startsWith(`${path}/`));
    return folder === undefined ? value : this.path(folders[folder]!) + value.slice(folder.length);
  }
}
