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
  why: 'A plug-in threw an error, or tried to reach a network, start a program or end the process.',
  fix: 'Fix the plug-in: it may only return data and objects.',
  messages: {
    threw: 'got {got:json}; it threw while it was loaded: {reason}',
    component: 'got component {name} of {got:json}, which threw in {where}: {reason}',
    rule: 'got rule {name} of {got:json}, which threw: {reason}',
  },
});

export const pluginExport = findingKind({
  code: 'plugin-export',
  why: 'A plug-in exports scorers, engines, components and rules, and nothing else.',
  fix: 'Complete the export as docs/extending.md and docs/scoring-engines.md show, or do not export it.',
  messages: {
    export: 'got {got:json}; {reason}',
  },
});

export const scorerIdTaken = findingKind({
  code: 'scorer-id-taken',
  why: 'Environments name scorers by their ids, so the id must be unique.',
  fix: 'Give the scorer of the plug-in another id.',
  messages: {
    taken: 'got {got:json}; scorer id {id:json} is taken; choose another',
  },
});

export const componentTaken = findingKind({
  code: 'component-taken',
  why: 'A component is identified by the name of its block, so the name must be unique.',
  fix: 'Give the component of the plug-in another name.',
  messages: {
    block: 'got {got:json}; component {name:json} has the name of a built-in block; choose another',
    plugin: 'got {got:json}; another plug-in also has a component {name:json}; choose another name',
    rule: 'got {got:json}; another plug-in also has a rule {name:json}; choose another code',
  },
});

export const componentUnsteady = findingKind({
  code: 'component-unsteady',
  why: 'The output must depend on the environment alone: otherwise each run changes dist/, and pods restart for no reason.',
  fix: 'Use neither random values nor the clock; let a generator in the cluster make random values.',
  messages: {
    differs:
      'got {got:json}, and in a second build {again:json}, in {object}; use no random value, no clock and no counter',
    units: 'got {got}, and in a second call {again}; use no random value, no clock and no counter',
  },
});
