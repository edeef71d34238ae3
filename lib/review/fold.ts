import type { Facts } from './cluster-facts';
import type { FileEdit, ObjectName } from './edits';
import { filled, templateOf, wordsOf, type Template } from './placeholders';

/** A file edit with its cluster and a note. */
export interface Located<Note = unknown> {
  readonly edit: FileEdit;
  /** The cluster in whose folder the file lies; empty for a file that a person applies. */
  readonly folder: string;
  /** The cluster that the edit is for. */
  readonly cluster: string;
  readonly facts: Facts;
  /** Shown with the edit; edits are equal only if their notes are. */
  readonly note: Note;
  /** The clusters that the object is carried to, if there are several. @default - only `cluster` */
  readonly on?: readonly string[];
}

/** One of the edits that an entry stands for. */
export interface Member {
  readonly folder: string;
  readonly cluster: string;
  /** The values of the entry's placeholders. */
  readonly facts: Facts;
  /** For a text: the number of lines before each hunk. */
  readonly after?: readonly number[];
  /** The clusters that the object is carried to. @default - only `cluster` */
  readonly on?: readonly string[];
}

/** Edits that are equal but for facts of their clusters. */
export interface Entry<Note = unknown> {
  /** The file without its folder, the part, the object, the edits and the note, as JSON. */
  readonly template: Template;
  readonly members: readonly Member[];
  /** The note of the first member. */
  readonly note: Note;
}

/** The part of an edit that is compared with others. */
export interface Content<Note> {
  /** The path in front of the folder, and behind it. */
  readonly root: string;
  readonly file: string;
  readonly part: string;
  readonly object?: ObjectName;
  readonly carrier?: string;
  readonly script?: FileEdit['script'];
  readonly hunks?: readonly { readonly removed: readonly string[]; readonly added: readonly string[] }[];
  readonly change?: FileEdit['file'];
  readonly note: Note;
}

interface Raw<Note> {
  readonly text: string;
  readonly note: Note;
  readonly members: (Member & { readonly all: Facts })[];
}

/** A single edit is tried against this many of the larger entries. */
const mostTried = 200;

/**
 * Edits that are equal but for their clusters' facts, as one entry each, in the order of their first members. Edits with the
 * same text are equal without a look at the facts; only the others are compared with placeholders.
 */
export function fold<Note>(edits: Iterable<Located<Note>>): Entry<Note>[] {
  const raws = new Map<string, Raw<Note>>();
  for (const located of edits) {
    const { edit, folder, cluster, facts, note, on } = located;
    const text = JSON.stringify(contentOf(edit, folder, note));
    const after = edit.hunks?.map((hunk) => hunk.after);
    const member = {
      folder,
      cluster,
      facts: {},
      all: { ...facts, ...hashesOf(edit) },
      ...(after && { after }),
      ...(on && { on }),
    };
    const known = raws.get(text);
    if (known) known.members.push(member);
    else raws.set(text, { text, note, members: [member] });
  }
  const entries = new Map<string, { template: Template; note: Note; members: Member[] }>();
  for (const { text, note, members } of raws.values()) {
    const template = templateOf(text, sharedOf(members.map(({ all }) => all)));
    const words = wordsOf(template);
    const own = members.map(({ all, ...member }) => ({ ...member, facts: only(all, words) }));
    const known = entries.get(template);
    if (known) known.members.push(...own);
    else entries.set(template, { template, note, members: own });
  }
  return joined([...entries.values()], raws);
}

/** Two facts of a cluster may have the same value by chance, so its edit may have got another placeholder than those of a larger entry. */
function joined<Note>(
  entries: readonly { template: Template; note: Note; members: Member[] }[],
  raws: ReadonlyMap<string, Raw<Note>>,
): Entry<Note>[] {
  const large = entries.filter(({ members }) => members.length > 1).sort((a, b) => b.members.length - a.members.length);
  const gone = new Set<unknown>();
  for (const entry of entries) {
    const [single] = entry.members;
    if (entry.members.length !== 1 || single === undefined || wordsOf(entry.template).length === 0) continue;
    const text = filled(entry.template, single.facts) ?? '';
    const all = raws.get(text)?.members[0]?.all;
    if (all === undefined) continue;
    const fit = large.slice(0, mostTried).find(({ template }) => filled(template, all) === text);
    if (fit === undefined) continue;
    fit.members.push({ ...single, facts: only(all, wordsOf(fit.template)) });
    gone.add(entry);
  }
  return entries.filter((entry) => !gone.has(entry));
}

/** The edits that were folded into an entry. */
export function expanded<Note>({ template, members }: Pick<Entry<Note>, 'template' | 'members'>): FileEdit[] {
  return members.map(({ folder, facts, after = [] }) => {
    const text = filled(template, facts);
    if (text === undefined) throw new Error('an entry has the facts of each of its members');
    const { root, file, part, object, carrier, script, hunks, change } = JSON.parse(text) as Content<Note>;
    return {
      path: folder === '' ? `${root}${file}` : `${root}${folder}/${file}`,
      part,
      ...(object && { object }),
      ...(carrier !== undefined && { carrier }),
      ...(script && { script }),
      ...(hunks && { hunks: hunks.map((hunk, index) => ({ after: after[index] ?? 0, ...hunk })) }),
      ...(change !== undefined && { file: change }),
    };
  });
}

/** The content that the members of an entry share, with placeholders. */
export function contentOfEntry<Note>({ template }: Pick<Entry<Note>, 'template'>): Content<Note> {
  return JSON.parse(template) as Content<Note>;
}

function contentOf<Note>(edit: FileEdit, folder: string, note: Note): Content<Note> {
  const { path, part, object, carrier, script, hunks, file: change } = edit;
  const [root, file] = parted(path, folder);
  return {
    root,
    file,
    part,
    ...(object && { object }),
    ...(carrier !== undefined && { carrier }),
    ...(script && { script }),
    ...(hunks && { hunks: hunks.map(({ removed, added }) => ({ removed, added })) }),
    ...(change !== undefined && { change }),
    note,
  };
}

function parted(path: string, folder: string): [string, string] {
  if (folder === '') return ['', path];
  const [tree = '', environment = '', , ...rest] = path.split('/');
  return [`${tree}/${environment}/`, rest.join('/')];
}

/** The facts that are the same everywhere. */
export function sharedOf([first = {}, ...rest]: readonly Facts[]): Facts {
  return Object.fromEntries(
    Object.entries(first).filter(([word, value]) => rest.every((facts) => facts[word] === value)),
  );
}

function only(facts: Facts, words: readonly string[]): Facts {
  return Object.fromEntries(words.map((word) => [word, facts[word] ?? '']));
}

/** Hashes of content that the diff shows elsewhere: in the object's name, and in annotations. */
function hashesOf({ object, script = [] }: FileEdit): Facts {
  const inName = /-([0-9a-f]{10})$/.exec(object?.name ?? '')?.[1];
  const facts: [string, string][] = inName === undefined ? [] : [['hash', inName]];
  for (const { at, old, new: now } of script) {
    const last = at.at(-1);
    if (typeof last !== 'string' || !/^scorewright\.dev\/[a-z-]*hash$/.test(last)) continue;
    if (typeof old === 'string') facts.push(['hash before', old]);
    if (typeof now === 'string') facts.push(['hash', now]);
  }
  return Object.fromEntries(facts);
}
