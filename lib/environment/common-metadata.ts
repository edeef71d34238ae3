import { z } from 'zod';
import { findingKind } from '../model/finding-kind';
import { rejecting } from './rejection';
import { labelKey, labelValue } from './values/label-syntax';

export const metadataReserved = findingKind({
  code: 'metadata-reserved',
  why: 'Argo CD and the delivery order single objects by these keys; one value on all objects would undo the order.',
  fix: 'Remove the key, or set it on one object with a patch.',
  messages: {
    reserved: 'got {got:json}, which has a different value on each object; set it with a patch where it belongs',
  },
});

const reserved =
  /^(([\w-]+\.)*argocd\.argoproj\.io|([\w-]+\.)*argoproj\.io|scorewright\.dev|helm\.sh|kubectl\.kubernetes\.io|pod-security\.kubernetes\.io)\//;

const key = labelKey.refine(
  (text) => !reserved.test(text),
  rejecting((got) => metadataReserved.fault('reserved', { got })),
);

/** The block `labels`: added to every rendered object that does not have the key. */
export const commonLabels = z
  .record(key, labelValue)
  .default({})
  .meta({ description: 'Labels of every rendered object, except pods and selectors.' });

/** The block `annotations`: added in the same way. */
export const commonAnnotations = z
  .record(key, z.string())
  .default({})
  .meta({ description: 'Annotations of every rendered object, except pods.' });
