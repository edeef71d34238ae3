import type { Located } from '../../graph/located';
import { parseImage } from '../../model/image-reference';
import { compare } from '../../model/finding';
import type { Path } from '../../model/origin';
import { refKey } from '../../model/ref';
import { checkControllers, hubControllerMissing as finding } from '../../scoring/findings/hub-controller-missing';
import { hubControllers, missingControllers } from '../../scoring/framework';
import type { Container } from '../../../imports/objects/k8s';
import { podKinds, podOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import type { Rule } from '../engine/rule';

/** A container that starts one of the hub's two controllers. */
interface Controller extends Omit<Located, 'manifest'> {
  readonly command: readonly string[];
  readonly at: Path;
}

export const hubControllerMissing: Rule<Controller> = {
  ...finding,
  kinds: podKinds,
  severity: 'error',
  profile: 'scorewright',
  summary: 'If one of the two controllers of dynamic scoring is rendered, so is the other.',
  turnOff: 'When the other controller is installed on the hub by someone else.',
  ofAbsence: true,

  *collect(_, { objects }) {
    for (const located of objects) {
      const { ref, path, uninstantiated, origin } = located;
      for (const { value, path: at } of podOf(located)?.containers ?? []) {
        const command = started(value);
        if (missingControllers([{ command }]).length < hubControllers.length)
          yield { ref, path, uninstantiated, origin, command, at };
      }
    }
  },

  *judge(facts) {
    const byCluster = new Map<string, Controller[]>();
    for (const fact of facts) byCluster.set(fact.ref.cluster, [...(byCluster.get(fact.ref.cluster) ?? []), fact]);
    for (const found of byCluster.values()) {
      const [first] = [...found].sort((a, b) => compare(refKey(a.ref), refKey(b.ref)));
      if (first !== undefined)
        for (const fault of checkControllers(found)) yield { ...fault, ...fieldAt(first, first.at) };
    }
  },
};

/** The words that start a container: its own, or those of an image that has but one program. */
function started({ command = [], args = [], image }: Container): readonly string[] {
  const words = [...command, ...args];
  if (words.length > 0 || image === undefined) return words;
  const { repository } = parseImage(image);
  return (
    hubControllers.find((known) => known.start.length === 1 && baseName(known.image) === baseName(repository))?.start ??
    []
  );
}

function baseName(image: string): string | undefined {
  return image.split('/').at(-1);
}
