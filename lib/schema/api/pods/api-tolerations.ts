import { objectsOf, type Fields } from '../../../model/json';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import type { Path } from '../../../model/origin';
import type { PodTemplate } from './pod-template';

export const apiTolerationsKind = findingKind({
  code: 'api-tolerations',
  why: 'The API server takes a toleration only where operator, value, effect and seconds go together.',
  fix: 'With Exists leave value out, without a key use Exists, and give tolerationSeconds to the effect NoExecute only.',
  messages: {
    value: 'got {got:json}; operator Exists takes no value',
    key: 'got nothing; without a key the operator must be Exists',
    seconds: 'got {got:json}; only the effect NoExecute takes seconds',
  },
});

export function tolerationFaults({ spec, path }: PodTemplate): ObjectFault[] {
  return objectsOf(spec.tolerations).flatMap((toleration, index) =>
    faultsOf(toleration, [...path, 'tolerations', index]),
  );
}

function faultsOf({ key = '', operator = '', value = '', effect = '', tolerationSeconds }: Fields, path: Path) {
  const kind = apiTolerationsKind;
  const faults: ObjectFault[] = [];
  if (operator === 'Exists' && value !== '')
    faults.push(kind.fault('value', { got: value }, { path: [...path, 'value'] }));
  if (key === '' && operator !== 'Exists') faults.push(kind.fault('key', {}, { path: [...path, 'key'] }));
  if (tolerationSeconds !== undefined && effect !== 'NoExecute')
    faults.push(kind.fault('seconds', { got: tolerationSeconds }, { path: [...path, 'tolerationSeconds'] }));
  return faults;
}
