import { containersOf, podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { faultAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Options of EnergetiScope's collector that take several words. */
const lists = ['--kinds', '--namespaces'];

/** EnergetiScope's collector is told what to watch so that it watches all of it. */
export const collectorArguments: Rule<Fault> = {
  code: 'collector-arguments',
  severity: 'error',
  why: 'The collector reads several kinds or namespaces as words of their own, and takes one with blanks for a kind that nobody has; and it watches one kind after another, of which the first never ends.',
  fix: 'Write each kind and namespace as an argument of its own, and run one process for each kind.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const template = podTemplate(located);
      for (const { value, path } of template ? containersOf(template) : []) {
        const words = Array.isArray(value.args) ? value.args.map(String) : [];
        if (!words.some((word) => /(^|\/)k8s_collect\.py$/.test(word)) || !words.includes('watch')) continue;
        for (const option of lists) {
          const first = words.indexOf(option) + 1;
          if (first === 0) continue;
          const rest = words.slice(first);
          const end = rest.findIndex((word) => word.startsWith('-'));
          const given = end < 0 ? rest : rest.slice(0, end);
          for (const [at, word] of given.entries())
            if (/\s/.test(word.trim()))
              yield faultAt(
                located,
                [...path, 'args', first + at],
                `got ${JSON.stringify(word)}; write each as an argument of its own`,
              );
          if (option === '--kinds' && given.length > 1)
            yield faultAt(
              located,
              [...path, 'args', first + 1],
              `got ${given.slice(1).join(', ')} after ${given[0] ?? ''}, the only one that is ever watched; run a process for each`,
            );
        }
      }
    }
  },

  judge: (faults) => faults,

  bad: {
    units: {
      'worker01/demo': [
        collector('--kinds', 'Deployment Job', '--post', 'http://predict'),
        collector('--kinds', 'Job', 'Pod'),
      ],
    },
    findings: [
      'Pod demo/collector spec.containers[0].args[4]: got "Deployment Job"; write each as an argument of its own',
      'Pod demo/collector spec.containers[0].args[5]: got Pod after Job, the only one that is ever watched; run a process for each',
    ],
  },
  good: { 'worker01/demo': [collector('--kinds', 'Deployment', '--namespaces', 'demo', 'shop', '--emit-initial')] },
};

function collector(...options: string[]): Manifest {
  const args = ['python3', '/app/k8s_collect.py', 'watch', ...options];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'collector', namespace: 'demo' },
    spec: { containers: [{ name: 'collector', image: 'energetiscope:1.0', args }] },
  };
}
