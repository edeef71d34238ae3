import type { Fault } from '../../model/finding';
import { findingKind } from '../../model/finding-kind';
import type { Mode } from './mode';

export const modelNameLong = findingKind({
  code: 'model-name-long',
  why: 'KServe makes labels, Services and a host of the name, each of at most 63 characters, and never gets further with a longer one.',
  fix: 'Shorten the name of the model, or of the namespace where the message names it.',
  messages: {
    tooLong:
      'got a long name; KServe makes {made:json} of it in {mode}, of {length} characters, and takes {longest}: shorten it',
  },
});

const longest = 63;

/** What is made of the name in each mode (KServe 0.20, whose controller checks the host also where it makes no Ingress). */
const made: Readonly<Record<Mode, (name: string, namespace: string) => readonly string[]>> = {
  ModelMesh: () => [],
  RawDeployment: (name, namespace) => [`isvc.${name}-predictor`, `${name}-predictor-${namespace}`],
  Knative: (name, namespace) => [`${name}-predictor`, `${name}-${namespace}`],
};

/** The fault of a name from which KServe makes one that is too long; undefined where all of it fits. */
export function nameFault(name: string, namespace: string, mode: Mode): Fault | undefined {
  const [worst] = [...made[mode](name, namespace)].sort((a, b) => b.length - a.length);
  if (worst === undefined || worst.length <= longest) return undefined;
  return modelNameLong.fault('tooLong', { made: worst, mode, length: worst.length, longest });
}
