import { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { rejecting } from './rejection';
import { labelKey, labelValue } from './values/label-syntax';

export const metadataReserved = findingKind({
  code: 'metadata-reserved',
  why: 'By these keys Argo CD and the delivery order single objects; the same value on all of them would undo the order.',
  fix: 'Take the key out, or set it on one object by a patch.',
  messages: {
    reserved: 'got {got:json}, which means something else on each object; set it by a patch where it belongs',
  },
});

const reserved =
  /^(([\w-]+\.)*argocd\.argoproj\.io|([\w-]+\.)*argoproj\.io|scorewright\.dev|helm\.sh|kubectl\.kubernetes\.io|pod-security\.kubernetes\.io)\//;

const key = labelKey.refine(
  (text) => !reserved.test(text),
  rejecting((got) => metadataReserved.fault('reserved', { got })),
);

/** The block `labels`: of every rendered object that has none of that key. */
export const commonLabels = z
  .record(key, labelValue)
  .default({})
  .meta({ description: 'Labels of every rendered object, but not of pods or selectors.' });

/** The block `annotations`, likewise. */
export const commonAnnotations = z
  .record(key, z.string())
  .default({})
  .meta({ description: 'Annotations of every rendered object, but not of pods.' });
