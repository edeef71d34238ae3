/** An option of a program: how many words follow it, and which are accepted. */
interface Option {
  /** `one` word, at least one (`some`), or none. */
  readonly words: 'one' | 'some' | 'none';
  readonly required?: true;
  readonly accepts?: RegExp;
}

const one: Option = { words: 'one' };
const file: Option = { words: 'one', required: true };
const flag: Option = { words: 'none' };
const url = { words: 'one', accepts: /^https?:\/\/[^\s]+$/ } as const;
const words = (...choices: string[]): Option => ({ words: 'one', accepts: new RegExp(`^(${choices.join('|')})$`) });

/** Options of EnergetiScope's programs, with their subcommands, as their parsers define them. */
const programs: Readonly<Record<string, Readonly<Record<string, Option>>>> = {
  'k8s_collect.py watch': {
    '--kinds': { words: 'some', accepts: /^(Deployment|Job|CronJob|Pod)$/ },
    '--namespaces': { words: 'some', accepts: /^[a-z0-9-]+$/ },
    '--emit-initial': flag,
    '--output': { words: 'one', accepts: /^\/.+\/.+$/ },
    '--post': url,
    '--kubeconfig': one,
    '--ca-file': one,
    '--verify-ssl': words('true', 'false'),
    '--suppress-tls-warnings': flag,
  },
  'k8s_encode.py fit': { '--input': file, '--out': file, '--no-sbert': flag, '--sbert-model': one },
  'k8s_encode.py transform': { '--input': file, '--encoder': file, '--out': file },
  'kepler_labels.py': {
    '--prom': url,
    '--owner-source': words('prom', 'k8s', 'auto'),
    '--mode': words('job', 'window'),
    '--start': { words: 'one', required: true, accepts: /^\d+$/ },
    '--end': { words: 'one', required: true, accepts: /^\d+$/ },
    '--out': file,
    '--step': { words: 'one', accepts: /^(\d+[dhms])+$/ },
    '--ns': { words: 'some' },
    '--suppress-tls-warnings': flag,
  },
  'join_features_labels.py': { '--features': file, '--labels': file, '--out': file },
  'train_power.py': {
    '--train': file,
    '--target': words('avg_power_w', 'energy_step_j', 'total_energy_j'),
    '--out': file,
    '--neighbors': { words: 'one', accepts: /^[1-9]\d*$/ },
  },
  'predict_k8s.py': { '--encoder': file, '--model': file, '--input': file },
  'uvicorn predict_service:app': { '--host': one, '--port': { words: 'one', accepts: /^\d+$/ } },
};

/**
 * What the program's parser would refuse about these words, of which the first are the program and its subcommand; empty
 * where it accepts them. A list that a script completes is checked without what is still missing.
 */
export function refusals(argv: readonly string[], complete = true): string[] {
  const [program = '', ...rest] = argv.map((word, at) => (at === 0 ? word.replace(/^\/app\//, '') : word));
  const name = [`${program} ${rest[0] ?? ''}`, program].find((key) => key in programs);
  if (name === undefined) return [`no program ${program} ${rest[0] ?? ''}`];
  const options = programs[name] ?? {};
  const faults: string[] = [];
  const seen = new Set<string>();
  const left = name.includes(' ') ? rest.slice(1) : [...rest];
  while (left.length > 0) {
    const flagName = left.shift() ?? '';
    const option = options[flagName];
    if (option === undefined) return [...faults, `${name} knows no ${flagName}`];
    if (seen.has(flagName)) faults.push(`${name} gets ${flagName} twice`);
    seen.add(flagName);
    const values: string[] = [];
    while (left.length > 0 && !left[0]!.startsWith('--') && (option.words === 'some' || values.length < 1)) {
      if (option.words === 'none') break;
      values.push(left.shift()!);
    }
    if (option.words !== 'none' && values.length === 0) faults.push(`${name} wants a word after ${flagName}`);
    for (const value of values)
      if (option.accepts && !option.accepts.test(value)) faults.push(`${name} rejects ${flagName} ${value}`);
  }
  const missing = Object.keys(options).filter((key) => options[key]?.required && !seen.has(key));
  return [...faults, ...(complete ? missing.map((key) => `${name} misses ${key}`) : [])];
}
