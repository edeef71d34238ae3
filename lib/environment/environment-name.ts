import type { z } from 'zod';
import { rejecting } from './rejection';
import { findingKind } from '../model/finding-kind';
import { dnsLabel } from './values/name-syntax';

export const environmentName = findingKind({
  code: 'environment-name',
  why: 'The name decides which folders, Applications and AppProjects belong to the environment; it must follow from the file name and be unique.',
  fix: 'Give `environment` the name of its one file, without .yaml; rename the file where the name is taken.',
  messages: {
    twice: 'got a second file of this name beside {beside}; remove one of the two',
    reserved: 'got {got:json}; this name may meet an AppProject or a folder of another environment; choose another',
    otherName: 'got {got:json}; the file is {name}.yaml, so write "{name}" or rename the file',
  },
});

/**
 * The name of an environment. `x-root` and `x-charts` are AppProjects of an environment `x`; with `--out`, the folder
 * `argocd` holds what a person applies.
 */
export const nameOfEnvironment: z.ZodType<string> = dnsLabel
  .refine(
    (text) => text !== 'argocd' && !/-(root|charts)$/.test(text),
    rejecting((got) => environmentName.fault('reserved', { got })),
  )
  .meta({ description: 'The name of the environment: the same as the file, without .yaml.' });
