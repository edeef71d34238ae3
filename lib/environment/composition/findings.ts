import { findingKind } from '../../model/finding-kind';

export const includeUnmatched = findingKind({
  code: 'include-unmatched',
  why: 'What the file would bring is missing, and everything rendered from it before would count as deleted.',
  fix: 'Correct the path, which starts from the folder of the environment file, or remove it.',
  messages: {
    glob: 'got {got:json}, and no file there matches; correct it, or remove it',
    file: 'got {got:json}, {what}; {hint}',
    empty: 'got an empty file; write a part of an environment into it, or remove it',
    list: 'got {got:json}; a part of an environment is a map, as the environment is',
  },
});

export const includeCycle = findingKind({
  code: 'include-cycle',
  why: 'Each file would bring the other forever.',
  fix: 'Remove the entry; a file needs to be named once.',
  messages: {
    itself: 'got {got:json}, which is this file itself; remove the entry',
    around: 'got {got:json}, which brings this file: {way}; remove the entry',
  },
});

export const includeEnvironment = findingKind({
  code: 'include-environment',
  why: 'A file that names itself an environment is rendered on its own; as a part of another, its objects would have two owners.',
  fix: 'Move what both need into a file without the key `environment`.',
  messages: {
    environment: 'got {got:json}, which is the environment {name}; name a file without the key environment',
  },
});

export const baseNested = findingKind({
  code: 'base-nested',
  why: 'A base is one level, so that there is one place to look for a value that the environment does not give.',
  fix: 'Move the keys into the base itself; `base` and `include` belong to the environment.',
  messages: {
    inBase: 'got {key} in a base; move what it brings into this file, or name it in the environment',
    inPart: 'got base in a part of an environment; the environment names its one base in its own file',
  },
});

export const keyInTwoFiles = findingKind({
  code: 'key-in-two-files',
  why: 'The files of an environment rank equally: when two give the same key, it is unclear which one applies.',
  fix: 'Keep the key in one of the files.',
  messages: {
    twice: 'got {key}, which {their} gives too; keep it in one of the two files',
  },
});
