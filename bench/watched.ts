import { isClean, synthesizeAll } from '../lib/synth/run';
import { Stopwatch } from './stopwatch';

/** One run inside this process with the time of its steps, as JSON on stdout: `watched.ts <environments> <out>`. */
const [environments = '', out = ''] = process.argv.slice(2);
const stopwatch = new Stopwatch();
const outcome = synthesizeAll({ environments, out, check: false }, stopwatch);
stopwatch.stop();
if (!isClean(outcome)) throw new Error('the environment was refused');
const manifests = outcome.environments.reduce((sum, { checked }) => sum + checked, 0);
process.stdout.write(JSON.stringify({ manifests, steps: stopwatch.seconds }));
