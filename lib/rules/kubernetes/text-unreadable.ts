import { findingKind } from '../../model/finding-kind';
import { isTemplate } from '../../yaml/objects-in-texts';
import { readYaml } from '../../yaml/read-yaml';
import { splitDocuments } from '../../yaml/split-documents';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

const finding = findingKind({
  code: 'text-unreadable',
  why: 'The API server accepts any text in a ConfigMap; the program that reads it as the format of its name fails at the start.',
  fix: 'Correct the text where the message says, or give the file the name of its real format.',
  messages: {
    json: 'got a text that is not JSON: {reason}',
    yaml: 'got a text that is not YAML: {reason}',
  },
});

export const textUnreadable = objectRule({
  ...finding,
  kinds: ['v1/ConfigMap'],
  summary: 'Every text of a ConfigMap that is named as JSON or YAML is that.',
  turnOff: 'When a program reads the text in a dialect of its own.',

  *collect(located): Iterable<Fault> {
    if (located.uninstantiated) return;
    for (const [key, text] of Object.entries(located.manifest.data ?? {})) {
      if (isTemplate(text)) continue;
      const where = fieldOf(located, ['data', key]);
      const json = key.endsWith('.json') ? whyNotJson(text) : undefined;
      const yaml = /\.ya?ml$/.test(key) ? whyNotYaml(text) : undefined;
      if (json !== undefined) yield finding.fault('json', { reason: json }, where);
      if (yaml !== undefined) yield finding.fault('yaml', { reason: yaml }, where);
    }
  },

  judge: (faults) => faults,
});

/** Many programs also take comments, commas at the end, and one value a line. */
function whyNotJson(written: string): string | undefined {
  const text = written.replace(/^\ufeff/, '');
  const strict = whyNotParsed(text);
  if (strict === undefined || text.trim() === '') return undefined;
  const relaxed = text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\/|^\s*#[^\n]*/gm, '$1')
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[\]}])/g, '$1');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isTaken = whyNotParsed(relaxed) === undefined || lines.every((line) => whyNotParsed(line) === undefined);
  return isTaken ? undefined : strict;
}

function whyNotParsed(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const read = readYaml(text);
    return 'reason' in read ? read.reason : 'only a parser of YAML reads it';
  }
}

function whyNotYaml(text: string): string | undefined {
  for (const { text: part } of splitDocuments(text)) {
    const read = readYaml(part);
    if ('reason' in read) return read.reason;
  }
  return undefined;
}
