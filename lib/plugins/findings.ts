import { findingKind } from '../model/finding-kind';

export const pluginMissing = findingKind({
  code: 'plugin-missing',
  why: 'An environment names a file or package that is not there, so its scorers are unknown.',
  fix: 'Correct the path, which starts from the folder of the environment file, or install the package.',
  messages: {
    noFile: 'got {got:json}; no such file beside the environment file',
    besideIt: 'got {got:json}; no such package; the file beside the environment is {beside:json}',
    noPackage: 'got {got:json}; no such package; npm install it',
    ofNode: 'got {got:json}; this is a module of Node and not a plug-in',
    notFile: 'got {got:json}; it is not a file',
  },
});

export const pluginFails = findingKind({
  code: 'plugin-fails',
  why: 'The plug-in threw while it was loaded; nothing is known of its scorers.',
  fix: 'Mend the plug-in; a plug-in holds plain data and has nothing to do while it is loaded.',
  messages: {
    threw: 'got {got:json}; it threw while it was loaded: {reason}',
  },
});

export const pluginExport = findingKind({
  code: 'plugin-export',
  why: 'A plug-in exports scorers and engines as plain data and nothing else: no components, rules or settings.',
  fix: 'Complete the export as docs/scoring-engines.md shows, or do not export it.',
  messages: {
    export: 'got {got:json}; {reason}',
  },
});

export const scorerIdTaken = findingKind({
  code: 'scorer-id-taken',
  why: 'Environments name scorers by their ids; with two of one id nobody can say which is meant.',
  fix: 'Give the scorer of the plug-in an id of its own.',
  messages: {
    taken: 'got {got:json}; scorer id {id:json} is taken; choose an id of its own',
  },
});
