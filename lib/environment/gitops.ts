import { z } from 'zod';
import { argocd } from './argocd';
import { platformOf } from '../platforms/catalogue';
import { reject } from './rejection';
import type { Names } from './names';
import { platformSetting } from './platform-setting';
import { repositoryUrl } from './values/url-syntax';

const pathPattern = /^(?!\/)(?!.*(^|\/)\.{0,2}(\/|$))[\w.\-/]+$/;

/** The block `gitops`: where Argo CD finds the rendered tree. */
export function gitops(names: Names) {
  return z
    .strictObject({
      repoURL: repositoryUrl,
      revision: z
        .string()
        .min(1)
        .refine((text) => /^([^\s\p{Cc}-][^\s\p{Cc}]*)?$/u.test(text), {
          error: 'write a branch, tag or commit such as refs/heads/main',
        })
        .meta({ description: 'Branch, tag or commit; fully qualified (refs/heads/main) is cheapest for Argo CD.' }),
      path: z
        .string()
        .refine((text) => pathPattern.test(text), { error: 'write a relative folder such as dist or fleet/dist' })
        .meta({
          pattern: pathPattern.source,
          description: 'The folder of the repository that holds dist/, usually dist.',
          examples: ['dist'],
        }),
      operator: z
        .enum(['install', 'installed'])
        .superRefine((_, context) => {
          const [name, hub] = [...names.clusters].find(([, { role }]) => role === 'hub') ?? [];
          if (name === undefined || hub?.platform === undefined) return;
          const { name: platform, argocd } = platformOf({ platform: hub.platform });
          if (argocd.configuredBy === 'operator') return;
          reject(context, (got) => platformSetting.fault('operator', { got, name, platform }));
        })
        .optional()
        .meta({
          description: 'A hub on OpenShift: whether OpenShift GitOps is installed with it or is there.',
          default: 'install',
        }),
      argocd: argocd.optional(),
    })
    .meta({ description: 'Where Argo CD finds what is rendered: repository, revision and folder.' });
}
