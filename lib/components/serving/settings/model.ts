import { placementShape, type PodPlacement } from '../../../constructs/pod-settings';
import { z } from 'zod';
import { modelFormat } from '../../../constructs/serving/model-format';
import { reject } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import { resourcesSchema, type Resources } from '../../../constructs/quantity';
import { dnsLabel } from '../../../environment/values/name-syntax';
import { int32 } from '../../../environment/values/int32';
import { httpUrl } from '../../../environment/values/url-syntax';
import { sha256 } from './checksum-length';
import { replicasVolume } from './replicas-volume';

export const modelSource = findingKind({
  code: 'model-source',
  why: 'A model comes from exactly one place.',
  fix: 'Write `url` and `sha256` to have it uploaded, `path` where it lies in the bucket, or `uri` for anything else.',
  messages: {
    notOne: 'got {got}; choose one of url, path, uri',
    http: 'got {got:json}; a model is fetched over https, for its checksum says only what it is, not who reads it',
    alone: 'got {got:json}; {key} goes with {with}',
    unchecked: 'got no sha256 beside url; add what sha256sum prints for the file',
  },
});

const accessModes = ['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany'] as const;

/** Where a model comes from. */
export interface SourceSettings {
  /** It is copied from here into the bucket. */
  readonly url?: string | undefined;
  readonly sha256?: string | undefined;
  /** It lies in the bucket already, under this key or prefix. */
  readonly path?: string | undefined;
  /** The data connection that `path` is in. @default - the block's own */
  readonly key?: string | undefined;
  /** What KServe itself fetches: `pvc://claim/path`, `hf://…`, `oci://…`. */
  readonly uri?: string | undefined;
  /** Of the claim in a `pvc://` URI. */
  readonly access?: (typeof accessModes)[number] | undefined;
}

/** A tensor of the v2 inference protocol. */
export interface TensorSettings {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
}

/** An inference request, and what the answer's tensors must be. */
export interface ModelTest {
  readonly inputs: readonly (TensorSettings & { readonly data: readonly (number | string | boolean)[] })[];
  readonly outputs: readonly Omit<TensorSettings, 'name'>[];
}

export interface ModelSettings extends PodPlacement {
  readonly runtime: string;
  readonly format: string;
  readonly displayName?: string | undefined;
  readonly source: SourceSettings;
  readonly replicas?: number | undefined;
  readonly resources?: Resources | undefined;
  readonly test?: ModelTest | undefined;
}

const source = z
  .strictObject({
    url: httpUrl.optional().meta({ description: 'It is copied from here into the bucket.' }),
    sha256: sha256.optional(),
    path: z
      .string()
      .regex(/^[^/].*$/, { error: 'write a key or prefix without a leading "/"' })
      .optional()
      .meta({ description: 'Its key or prefix, where it lies in the bucket already.', examples: ['fraud/1'] }),
    key: dnsLabel.optional().meta({ description: 'Another data connection of the namespace.' }),
    uri: z
      .string()
      .regex(/^(pvc|s3|gs|hf|oci|https?):\/\/\S+$/, { error: 'write pvc://, s3://, gs://, hf://, oci:// or https://' })
      .optional()
      .meta({ description: 'What KServe itself fetches.', examples: ['pvc://models/fraud', 'hf://org/model'] }),
    access: z.enum(accessModes).optional().meta({ description: 'Access mode of the claim in a pvc:// URI.' }),
  })
  .superRefine((settings, context) => {
    const alone = (key: string, other: string): void => {
      reject(context, (got) => modelSource.fault('alone', { got, key, with: other }), [key]);
    };
    const { url, path, key, uri, access } = settings;
    const given = (['url', 'path', 'uri'] as const).filter((form) => settings[form] !== undefined);
    if (given.length !== 1) {
      reject(context, () => modelSource.fault('notOne', { got: given.join(' and ') || 'none of them' }));
      return;
    }
    if (url !== undefined && !url.startsWith('https://'))
      reject(context, (got) => modelSource.fault('http', { got }), ['url']);
    if (url !== undefined && settings.sha256 === undefined)
      reject(context, () => modelSource.fault('unchecked', {}), ['url']);
    if (url === undefined && settings.sha256 !== undefined) alone('sha256', 'url');
    if (key !== undefined && path === undefined) alone('key', 'path');
    if (access !== undefined && !(uri ?? '').startsWith('pvc://')) alone('access', 'a pvc:// uri');
  });

const tensor = {
  name: z.string().min(1).meta({ description: 'The name of the tensor.' }),
  shape: z.array(z.number().int().min(1)).min(1).meta({ description: 'The size of each dimension.' }),
  datatype: z
    .enum([
      'BOOL',
      'BYTES',
      'FP16',
      'FP32',
      'FP64',
      'INT8',
      'INT16',
      'INT32',
      'INT64',
      'UINT8',
      'UINT16',
      'UINT32',
      'UINT64',
    ])
    .meta({ description: 'The type of its elements.' }),
};

const test = z
  .strictObject({
    inputs: z
      .array(
        z.strictObject({
          ...tensor,
          data: z
            .array(z.union([z.number(), z.string(), z.boolean()]))
            .meta({ description: 'Its elements, row by row.' }),
        }),
      )
      .min(1)
      .meta({ description: 'The tensors that are sent.' }),
    outputs: z
      .array(z.strictObject({ shape: tensor.shape, datatype: tensor.datatype }))
      .min(1)
      .meta({ description: 'What the tensors of the answer must be, in their order.' }),
  })
  .meta({ description: 'A v2 inference request, and shape and datatype of each output.' });

/** One model. */
export const model: z.ZodType<ModelSettings> = z
  .strictObject({
    runtime: z.string().min(1).meta({ description: 'A runtime of this block, or one that exists on the cluster.' }),
    format: modelFormat,
    displayName: z.string().min(1).optional().meta({ description: 'What the dashboard shows; its name without it.' }),
    source: source.meta({ description: 'Where the model comes from: url and sha256, path, or uri.' }),
    replicas: int32(1).optional().meta({ description: 'Pods; in ModelMesh the runtime has them.' }),
    resources: resourcesSchema.optional().meta({ description: "Of each pod; the runtime's without it." }),
    ...placementShape,
    test: test.optional(),
  })
  .superRefine(({ source: { uri = '', access = 'ReadWriteOnce' }, replicas = 1 }, context) => {
    if (replicas === 1 || !uri.startsWith('pvc://') || access !== 'ReadWriteOnce') return;
    reject(context, (got) => replicasVolume.fault('claim', { got }), ['replicas']);
  });
