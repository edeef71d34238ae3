import { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { isGoDuration } from '../model/duration';
import { rejecting } from './rejection';
import { cronSchema } from './values/cron';
import { dnsLabel } from './values/name-syntax';

export const argocdSetting = findingKind({
  code: 'argocd-setting',
  why: 'Argo CD reads these values in its own form, and ignores or refuses what it cannot read.',
  fix: 'Write what the message names.',
  messages: {
    duration: 'got {got:json}; write a duration as Go does: 30m, 8h, 1h30m',
    trigger: 'got {got:json}; write trigger.service, such as on-sync-failed.slack',
    selfHeal: 'got {got:json}, but with sync: manual nothing heals itself; remove it',
  },
});

const window = z.strictObject({
  kind: z.enum(['allow', 'deny']).meta({ description: 'Whether syncs may run in the window, or may not.' }),
  schedule: cronSchema.meta({ description: 'When it opens, as a cron schedule: 0 22 * * *.' }),
  duration: z
    .string()
    .refine(
      isGoDuration,
      rejecting((got) => argocdSetting.fault('duration', { got })),
    )
    .meta({ description: 'How long it stays open: 8h.' }),
  timeZone: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'The time zone of the schedule, such as Europe/Berlin; UTC by default.' }),
  manualSync: z
    .boolean()
    .optional()
    .meta({ description: 'Whether a person may still sync while the window forbids it.' }),
});

/** The block `gitops.argocd`: how Argo CD runs. */
export const argocd = z
  .strictObject({
    sync: z.enum(['automated', 'manual']).default('automated').meta({
      description: 'manual: a person syncs each unit, in the order of its waves; Applications still follow Git.',
    }),
    selfHeal: z
      .boolean()
      .optional()
      .meta({ description: 'false: what people change on a cluster stays until the next commit.' }),
    windows: z.array(window).optional().meta({ description: 'Sync windows of the AppProjects of units and charts.' }),
    notifications: z
      .record(
        z.string().refine(
          (text) => /^[\w-]+\.[\w-]+$/.test(text),
          rejecting((got) => argocdSetting.fault('trigger', { got })),
        ),
        z.string(),
      )
      .optional()
      .meta({
        description:
          'The recipients of notifications about each Application, by trigger.service: on-sync-failed.slack.',
      }),
    instance: dnsLabel
      .optional()
      .meta({ description: "OpenShift GitOps: the name of the ArgoCD object, where it is not the operator's own." }),
  })
  .refine(({ sync, selfHeal }) => sync !== 'manual' || selfHeal === undefined, {
    ...rejecting(() => argocdSetting.fault('selfHeal', { got: true })),
    path: ['selfHeal'],
  })
  .meta({ description: 'How Argo CD runs, where that differs from the defaults.' });
