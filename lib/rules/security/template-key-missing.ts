import { isObject, objectsOf } from '../../model/json';
import { findingKind } from '../../model/finding-kind';
import { hint } from '../../model/words';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'template-key-missing',
  why: 'External Secrets fills a template with the keys that it fetched: of a key that it did not fetch it writes <no value> into the Secret, or nothing at all.',
  fix: 'Fetch the key under data with that secretKey, or correct the name in the template.',
  messages: {
    key: 'got .{got}, but data fetches no such key; {hint}',
  },
});

export const templateKeyMissing = objectRule({
  ...finding,
  kinds: ['external-secrets.io/v1/ExternalSecret'],
  summary: 'Every key in the template of an ExternalSecret is one that it fetches.',
  turnOff: 'When the template sets the key by itself.',

  *collect(located): Iterable<Fault> {
    const { data = [], dataFrom = [], target } = located.manifest.spec ?? {};
    const texts: unknown = target?.template?.data;
    // What else is fetched is known to the provider alone.
    if (dataFrom.length > 0 || located.uninstantiated || !isObject(texts)) return;
    const known = objectsOf(data).flatMap(({ secretKey }) => (typeof secretKey === 'string' ? [secretKey] : []));
    for (const [name, text] of Object.entries(texts))
      for (const got of typeof text === 'string' ? keysAsked(text) : [])
        if (!known.includes(got)) {
          const where = fieldOf(located, ['spec', 'target', 'template', 'data', name]);
          yield finding.fault('key', { got, ...hint(got, known, 'fetched are') }, where);
        }
  },

  judge: (faults) => faults,
});

/** The keys that a Go template reads at its top; none where it goes into loops, blocks or conditions. */
function keysAsked(template: string): readonly string[] {
  const actions = Array.from(template.matchAll(/\{\{-?([\s\S]*?)-?\}\}/g), ([, action = '']) => action.trim());
  if (actions.some((action) => /^(range|with|if|define|block|template|else)\b|:=|\bdict\b|\bdefault\b/.test(action)))
    return [];
  const plain = actions.map((action) => action.replace(/"(?:\\.|[^"\\])*"|`[^`]*`/g, '""'));
  return [
    ...new Set(
      plain.flatMap((action) => Array.from(action.matchAll(/(?<![\w.)$])\.([A-Za-z_]\w*)/g), ([, key = '']) => key)),
    ),
  ];
}
