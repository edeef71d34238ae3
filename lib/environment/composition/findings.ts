import { findingKind } from '../../model/finding-kind';

export const includeUnmatched = findingKind({
  code: 'include-unmatched',
  why: 'The settings of the file are missing, and everything rendered from them before would count as deleted.',
  fix: 'Correct the path, which starts from the folder of the environment file, or remove it.',
  messages: {
    glob: 'got {got:json}, which matches no file; correct it, or remove it',
    file: 'got {got:json}, {what}; {hint}',
    empty: 'got an empty file; write a part of an environment into it, or remove it',
    list: 'got {got:json}; a part of an environment is a map, like the environment itself',
  },
});

export const includeCycle = findingKind({
  code: 'include-cycle',
  why: 'Each file would include the other forever.',
  fix: 'Remove the entry; it is enough to name a file once.',
  messages: {
    itself: 'got {got:json}, which is this file itself; remove the entry',
    around: 'got {got:json}, which includes this file: {way}; remove the entry',
  },
});

export const includeEnvironment = findingKind({
  code: 'include-environment',
  why: 'A file that names itself an environment is rendered on its own; as a part of another, its objects would have two owners.',
  fix: 'Move the shared settings into a file without the key `environment`.',
  messages: {
    environment: 'got {got:json}, which is the environment {name}; name a file without the key environment',
  },
});

export const baseNested = findingKind({
  code: 'base-nested',
  why: 'A base is one level, so that a value missing from the environment can be in one place only.',
  fix: 'Move the keys into the base itself; `base` and `include` belong to the environment.',
  messages: {
    inBase: 'got {key} in a base; move the settings of that file into this one, or name it in the environment',
    inPart: 'got base in a part of an environment; name the base in the environment file',
  },
});

export const keyInTwoFiles = findingKind({
  code: 'key-in-two-files',
  why: 'The files of an environment rank equally: when two give the same key, it is unclear which one applies.',
  fix: 'Keep the key in one of the files.',
  messages: {
    twice: 'got {key}, which {their} also gives; keep it in one of the two files',
  },
});
