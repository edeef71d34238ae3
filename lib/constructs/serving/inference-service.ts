import { Construct } from 'constructs';
import { z } from 'zod';
import { InferenceService as InferenceServiceObject } from '../../../imports/serving.kserve.io';
import { int32 } from '../../environment/values/int32';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import { markers } from '../../model/marker';
import type { Platform, PlatformName } from '../../model/platform';
import type { Job } from '../job';
import { sortedLabels, standardLabels } from '../labels';
import { placementShape, type PodPlacement } from '../pod-settings';
import { parseProps, propsError, type Shape } from '../props';
import { resourcesSchema, type Resources } from '../quantity';
import { platformOf } from '../../platforms/catalogue';
import { platform } from '../target';
import type { DataConnection } from './data-connection';
import { modelFormat, parseFormat } from './model-format';
import { modelName } from './model-name';
import { nameFault } from './model-name-long';
import { modes, namesStorageKey, type Mode } from './mode';
import { resourceAmounts, type ServingRuntime } from './runtimes/serving-runtime';

/** The location of a model: a URI, or a path in the bucket of a data connection. */
export type ModelLocation =
  /** `pvc://claim/path`, `s3://bucket/path`, `hf://org/model`, `oci://image`. */
  | { readonly uri: string }
  /** A key or prefix in the bucket. */
  | { readonly connection: DataConnection; readonly path: string }
  /** The name of a data connection of the namespace, and a key or prefix in its bucket. */
  | { readonly key: string; readonly path: string };

/** A model that KServe serves. */
export interface InferenceServiceProps extends PodPlacement {
  readonly name: string;
  readonly namespace: string;
  /** Format and version, as `onnx/1`; without a version any of the runtime's fits. */
  readonly format: string;
  /** A runtime of the app, or the name of one that is on the cluster. */
  readonly runtime: ServingRuntime | string;
  readonly model: ModelLocation;
  /** @default kind */
  readonly platform?: PlatformName | Platform;
  /** @default RawDeployment */
  readonly mode?: Mode;
  /** Number of pods; in ModelMesh the runtime has them. @default 1 */
  readonly replicas?: number;
  /** CPU and memory of each pod. @default - the runtime's */
  readonly resources?: Resources;
  /** The inference protocol. @default - the runtime's first */
  readonly protocol?: string;
  /** The account with which predictors fetch the model, outside ModelMesh. @default - that of the data connection, if it has one */
  readonly serviceAccount?: string;
  /** The name in OpenShift AI's dashboard. @default - the name */
  readonly displayName?: string;
  /** A Job that must finish first, such as an upload. @default - none */
  readonly after?: Job;
}

const isConstruct = (value: unknown) => Construct.isConstruct(value);
const uri = z
  .string()
  .regex(/^(pvc|s3|gs|hf|oci|https?):\/\/\S/, { error: 'write pvc://, s3://, gs://, hf://, oci:// or https://' });
const path = z.string().regex(/^[^/].*$/, { error: 'write a key or prefix without a leading "/"' });

const schema = z.strictObject({
  name: modelName,
  namespace: dnsLabel,
  format: modelFormat,
  runtime: z.union([z.string().min(1), z.custom<ServingRuntime>(isConstruct, { error: 'give a ServingRuntime' })]),
  model: z.union(
    [
      z.strictObject({ uri }),
      z.strictObject({
        connection: z.custom<DataConnection>(isConstruct, { error: 'give a DataConnection' }),
        path,
      }),
      z.strictObject({ key: dnsSubdomain, path }),
    ],
    { error: 'write { uri }, { connection, path } or { key, path }' },
  ),
  platform,
  mode: z.enum(modes).default('RawDeployment'),
  replicas: int32(1).default(1),
  resources: resourcesSchema.optional(),
  ...placementShape,
  protocol: z.string().min(1).optional(),
  serviceAccount: dnsSubdomain.optional(),
  displayName: z.string().min(1).optional(),
  after: z.custom<Job>(isConstruct, { error: 'give a Job' }).optional(),
} satisfies Shape<InferenceServiceProps>);

type Given = z.output<typeof schema>;

/** A served model. It is applied after the upload of its files. */
export class InferenceService extends Construct {
  public readonly name: string;
  public readonly namespace: string;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: InferenceServiceProps) {
    super(scope, id);
    const given = parseProps(this, 'InferenceService', schema, props);
    const { name, namespace, mode, displayName = name, after } = given;
    const long = nameFault(name, namespace, mode);
    if (long !== undefined) throw propsError(this, 'InferenceService', [{ path: 'name', message: long.message }]);
    this.name = name;
    this.namespace = namespace;
    const dashboard = platformOf(given).openshiftAi;
    new InferenceServiceObject(this, 'service', {
      metadata: {
        name,
        namespace,
        labels: {
          ...standardLabels({ name, component: 'model', partOf: 'serving' }),
          ...(dashboard && { 'opendatahub.io/dashboard': 'true' }),
        },
        annotations: {
          'serving.kserve.io/deploymentMode': mode,
          ...(dashboard && { 'openshift.io/display-name': displayName }),
          ...(after && { [markers.after]: `Job/${after.name}` }),
        },
      },
      spec: { predictor: predictor(given) },
    });
  }
}

function predictor(given: Given) {
  const { mode, replicas, runtime } = given;
  const shared = {
    modelFormat: parseFormat(given.format),
    runtime: typeof runtime === 'string' ? runtime : runtime.name,
    ...location(given),
  };
  // ModelMesh places models in the pods of the runtime, so a model has no pods of its own.
  if (mode === 'ModelMesh') return { model: shared };
  const serves = typeof runtime === 'string' ? undefined : runtime.serves;
  const resources = given.resources ?? serves?.resources;
  const serviceAccountName = given.serviceAccount ?? accountOf(given);
  const protocolVersion = given.protocol ?? serves?.protocols[0];
  return {
    minReplicas: replicas,
    maxReplicas: replicas,
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    ...(given.nodeSelector && { nodeSelector: sortedLabels(given.nodeSelector) }),
    ...(given.tolerations && { tolerations: [...given.tolerations] }),
    ...(given.priorityClass !== undefined && { priorityClassName: given.priorityClass }),
    model: {
      ...shared,
      // Without it KServe asks the runtime for v1, and its own resources take the place of the runtime's.
      ...(protocolVersion !== undefined && { protocolVersion }),
      ...(resources && { resources: resourceAmounts(resources) }),
    },
  };
}

function accountOf({ model, mode, platform: its }: Given): string | undefined {
  return 'connection' in model && !namesStorageKey(mode, { platform: its })
    ? model.connection.serviceAccount
    : undefined;
}

function location({ model, mode, platform: its }: Given) {
  if ('uri' in model) return { storageUri: model.uri };
  if ('key' in model) return { storage: { key: model.key, path: model.path } };
  const { name, bucket } = model.connection.connection;
  if (!namesStorageKey(mode, { platform: its })) return { storageUri: `s3://${bucket}/${model.path}` };
  return { storage: { key: name, path: model.path } };
}
