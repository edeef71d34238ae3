import { compare } from '../../model/compare';
import type { Finding } from '../../model/finding';
import { fieldsOf } from '../../model/json';
import type { EnvironmentSource } from '../environment-source';
import type { Source } from '../source';
import { ComposedSource } from './composed-source';
import { joined, over, wholeOf, type Merged } from './merge';
import { baseOf, bringsFiles, namesFindings } from './named-files';
import { PartReader, type PartFiles } from './part-reader';

/**
 * One environment from all its files: the files under `include` rank equally with it, and its `base` fills in the rest. Findings
 * about the files themselves come alone.
 */
export function compose(source: Source, files: PartFiles): EnvironmentSource | readonly Finding[] {
  if (!bringsFiles(source.data)) return source;
  const malformed = namesFindings(source);
  if (malformed.length > 0) return malformed;
  const reader = new PartReader(source, files);
  const parts = reader.parts();
  const named = baseOf(source.data);
  const under = named && reader.base(named);
  const { findings } = reader;
  if (findings.length > 0) return findings;
  const equal = [...parts].sort((a, b) => compare(a.file, b.file)).map(partOf);
  const whole = equal.reduce((before, part) => joined(before, part, [], findings), wholeOf(source));
  if (findings.length > 0) return findings;
  const { data, from } = under ? over(whole, wholeOf(under), []) : whole;
  return new ComposedSource(source.file, data, from);
}

/** The settings that a file adds to the environment: all but its own `include`. */
function partOf(source: Source): Merged {
  const { include: _, ...data } = fieldsOf(source.data);
  return { ...wholeOf(source), data };
}
