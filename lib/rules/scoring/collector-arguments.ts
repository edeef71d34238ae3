import { findingKind } from '../../model/finding-kind';
import { podKinds, podOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

/** Options of EnergetiScope's collector that take several words. */
const lists = ['--kinds', '--namespaces'];

const finding = findingKind({
  code: 'collector-arguments',
  why: 'The collector expects every kind and namespace as a separate argument and takes one that contains blanks for an unknown kind. It also watches one kind after another, and the first watch never ends.',
  fix: 'Write each kind and namespace as its own argument, and run one process per kind.',
  messages: {
    blank: 'got {got:json}; write each as an argument of its own',
    second: 'got {got} after {first}, the only one that is ever watched; run a process for each',
  },
});

export const collectorArguments: Rule<Fault> = {
  ...finding,
  kinds: podKinds,
  summary: "EnergetiScope's collector gets one kind per process, and every kind and namespace as its own argument.",
  turnOff: 'When your build of the collector reads its arguments differently.',

  *collect(_, { objects }) {
    for (const located of objects) {
      for (const { value, path } of podOf(located)?.containers ?? []) {
        const { args: words = [] } = value;
        if (!words.some((word) => /(^|\/)k8s_collect\.py$/.test(word)) || !words.includes('watch')) continue;
        for (const option of lists) {
          const first = words.indexOf(option) + 1;
          if (first === 0) continue;
          const rest = words.slice(first);
          const end = rest.findIndex((word) => word.startsWith('-'));
          const given = end < 0 ? rest : rest.slice(0, end);
          for (const [at, word] of given.entries())
            if (/\s/.test(word.trim()))
              yield finding.fault('blank', { got: word }, fieldAt(located, [...path, 'args', first + at]));
          if (option === '--kinds' && given.length > 1)
            yield finding.fault(
              'second',
              { got: given.slice(1).join(', '), first: given[0] ?? '' },
              fieldAt(located, [...path, 'args', first + 1]),
            );
        }
      }
    }
  },

  judge: (faults) => faults,
};
