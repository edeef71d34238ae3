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
 * An environment with all files that it is made of: those under `include` are equal to it, and what none of them gives comes
 * from its `base`. While anything is wrong with the files themselves nothing else is said.
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

/** All that a file gives to the environment; which files it brings is its own affair. */
function partOf(source: Source): Merged {
  const { include: _, ...data } = fieldsOf(source.data);
  return { ...wholeOf(source), data };
}
