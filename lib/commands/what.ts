import { Command } from 'commander';
import { compare } from '../model/compare';
import { formatPath } from '../model/origin';
import { fieldsOf } from '../model/json';
import { scriptOf } from '../review/edit-script';
import { clusterFacts, subjectOf } from '../review/cluster-facts';
import { nameOf } from '../review/edits';
import { fold, type Located } from '../review/fold';
import { noNote, type Note } from '../review/note';
import { labelOf } from '../review/words/items';
import { variantsOf } from '../review/subjects';
import { shownEdits } from '../review/words/shown-edits';
import { absent, otherValues } from '../synth/causes/other-values';
import { leavesOf, type Leaf } from '../synth/causes/settings-of';
import { Variations, type Objects } from '../synth/causes/variations';
import { chosenEnvironments, Misuse } from '../synth/run';
import { endMisuse } from './end-misuse';
import { wrappedText } from './report/wrapped-line';

/** `scorewright what`: every field that a line moves, before anybody changes it. */
export function whatCommand(): Command {
  return new Command('what')
    .description('Say which fields of which objects a line of an environment moves, on which clusters. Writes nothing.')
    .argument('<file:line>', 'a line of an environment, its inventory or its parts: environments/kind.yaml:28')
    .option('--environments <dir>', 'folder of the environment files', 'environments')
    .addHelpText(
      'after',
      `
Each value on the line is changed by itself (a number to the one beside it, a text by a letter), and what is then rendered
otherwise is shown, equal changes of several clusters as one entry.

Exit status: 0 answered; 2 wrong usage, or a line without a value.

Example:
  scorewright what environments/kind.yaml:28`,
    )
    .action((place: string, { environments }: { environments: string }, command: Command) => {
      try {
        process.stdout.write(wrappedText(answers(place, environments)));
      } catch (error) {
        endMisuse(error, command);
      }
    });
}

function answers(place: string, environments: string): string[] {
  const [, file, row] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? [];
  if (file === undefined) throw new Misuse(`got ${place}; name a file and a line, as environments/kind.yaml:28`);
  const lines: string[] = [];
  for (const environment of chosenEnvironments({ environments })) {
    const variations = new Variations(environment);
    const leaves = leavesOf(variations.source.data).filter(({ path }) => {
      const at = variations.source.position(path);
      return at.line === Number(row) && at.file === file.replace(/^\.\//, '');
    });
    for (const leaf of leaves) lines.push(...moved(variations, leaf));
  }
  if (lines.length === 0) throw new Misuse(`got ${place}; no environment has a value on that line`);
  return lines;
}

function moved(variations: Variations, { path, value }: Leaf): string[] {
  const at = variations.source.position(path);
  const head = `${at.file}:${at.line}:${at.column} ${formatPath(path)}: ${JSON.stringify(value)}`;
  for (const other of otherValues(value)) {
    const objects = variations.varied(path, other);
    if (objects === undefined) continue;
    const entries = entriesOf(variations, variations.objects(), objects);
    const instead = other === absent ? 'without it' : `as ${JSON.stringify(other)}`;
    if (entries.length > 0 || other === absent)
      return [`${head}, ${instead}, ${entries.length === 0 ? 'moves nothing' : 'moves'}`, ...entries];
  }
  return [`${head} stands or falls with the environment: every other value that was tried is refused`];
}

function entriesOf(variations: Variations, before: Objects, after: Objects): string[] {
  const facts = clusterFacts(fieldsOf(variations.source.data).clusters);
  const places = [...new Set([...before.keys(), ...after.keys()])].sort(compare);
  const edits = places.flatMap((place): Located<Note>[] => {
    const [old, now] = [before.get(place)?.manifest, after.get(place)?.manifest];
    const manifest = now ?? old;
    const script = manifest === undefined ? [] : scriptOf(old, now, manifest);
    if (manifest === undefined || script.length === 0) return [];
    const [folder = '', ...rest] = place.split(' ');
    const [cluster = ''] = folder.split('/');
    const about = subjectOf([manifest.metadata.namespace ?? null, manifest.metadata.name], facts) ?? cluster;
    const path = `dist/-/${folder}/${rest.join(' ')}`;
    return [
      {
        edit: { path, part: '', object: nameOf(manifest), script },
        folder: cluster,
        cluster: about,
        facts: facts.get(about) ?? {},
        note: noNote,
      },
    ];
  });
  return variantsOf(fold(edits)).flatMap((variant) => {
    const on =
      variant.clusters.length > 3
        ? `${variant.clusters.length} clusters: ${variant.clusters.slice(0, 3).join(', ')}, …`
        : variant.clusters.join(', ');
    const fields = shownEdits(variant).map(({ field, what, old, new: now }) =>
      field === '' ? `    ${what}` : `    ${field}${what === 'lines' ? '' : `: ${short(old)} → ${short(now)}`}`,
    );
    return [`  ${labelOf(variant)} on ${on}`, ...fields];
  });
}

function short(value: unknown): string {
  if (value === undefined) return '(none)';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}
