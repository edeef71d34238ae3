import { z } from 'zod';
import { hint } from '../../../model/words';
import { reject } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import type { Shape } from '../../props';
import { resourcesSchema, type Resources } from '../../quantity';
import { imageReference } from '../../../environment/values/image-syntax';
import { int32 } from '../../../environment/values/int32';
import { dnsLabel } from '../../../environment/values/name-syntax';
import { port } from '../../../environment/values/port-range';
import { builtInRuntimes } from './catalogue';

export const runtimeShape = findingKind({
  code: 'runtime-shape',
  why: 'A runtime is either known to the tool or described in full by the environment: image, arguments and formats.',
  fix: 'Use a known name, or give the runtime an image and the formats that it serves.',
  messages: {
    unknown: 'got {got:json}; {hint}; one of your own has an image and formats',
    takenByTool: 'got {got:json}; {settings} is a runtime of the tool and has its own; give yours another name',
    formatsMissing: 'got no formats beside image; list what it serves, as onnx/1',
  },
});

/** A known runtime with other sizes, or a single-model runtime of one's own. */
export interface RuntimeSettings {
  /** `openvino`, `triton`, or a name of your own. */
  readonly name: string;
  /** Pods; in ModelMesh only. @default - the runtime's */
  readonly replicas?: number | undefined;
  /** CPU and memory of its container. @default - the runtime's */
  readonly resources?: Resources | undefined;
  /** The image of a runtime of your own. @default - that of the known runtime */
  readonly image?: string | undefined;
  /** In place of the image's entry point. @default - the image's */
  readonly command?: readonly string[] | undefined;
  /** The model is in /mnt/models, its name {{.Name}}. @default - none */
  readonly args?: readonly string[] | undefined;
  /** Where a runtime of your own answers HTTP. @default 8080 */
  readonly port?: number | undefined;
  /** The formats of a runtime of your own, as `onnx/1`. @default - those of the known runtime */
  readonly formats?: readonly string[] | undefined;
  /** A path that answers 200 once a runtime of your own serves. @default - none is asked */
  readonly readiness?: string | undefined;
}

const known = Object.keys(builtInRuntimes);
const own = ['image', 'command', 'args', 'port', 'formats', 'readiness'] as const;

function refuseUnknown(name: string, context: z.RefinementCtx, at: string[]): void {
  if (known.includes(name)) return;
  reject(context, () => runtimeShape.fault('unknown', { got: name, ...hint(name, known, 'runtimes') }), at);
}

/** The check of each field of a runtime; `checkRuntime` checks them together. */
export const runtimeFields = {
  name: dnsLabel,
  // KServe reads a uint16.
  replicas: int32(1).max(65_535).optional().meta({ description: 'Pods; in ModelMesh only.' }),
  resources: resourcesSchema.optional().meta({ description: 'What its container asks for, and may use at most.' }),
  image: imageReference.optional().meta({ description: 'The image of a runtime of your own.' }),
  command: z.array(z.string()).optional().meta({ description: "In place of the image's entry point." }),
  args: z.array(z.string()).optional().meta({ description: 'The model is in /mnt/models, its name {{.Name}}.' }),
  port: port.optional().meta({ description: 'Where a runtime of your own answers HTTP.', default: 8080 }),
  formats: z
    .array(
      z
        .string()
        .regex(/^[a-z][a-z0-9_-]*\/[\w.-]+$/, { error: 'write name/version, as onnx/1' })
        .meta({ examples: ['onnx/1'] }),
    )
    .min(1)
    .optional()
    .meta({ description: 'What it serves, as name/version.', examples: [['onnx/1']] }),
  readiness: z
    .string()
    .startsWith('/')
    .optional()
    .meta({ description: 'A path that answers 200 once it serves.', examples: ['/v2/health/ready'] }),
} satisfies Shape<RuntimeSettings>;

/** Rejects settings that are neither a known runtime nor a complete one. */
export function checkRuntime(settings: RuntimeSettings, context: z.RefinementCtx): void {
  if (known.includes(settings.name)) {
    const extra = own.find((field) => settings[field] !== undefined);
    if (extra !== undefined)
      reject(context, (got) => runtimeShape.fault('takenByTool', { got, settings: settings.name }), [extra]);
  } else if (settings.image === undefined) refuseUnknown(settings.name, context, ['name']);
  else if (settings.formats === undefined) reject(context, () => runtimeShape.fault('formatsMissing', {}), ['image']);
}

const described = z.strictObject(runtimeFields).superRefine(checkRuntime);

/** One entry of `runtimes`: a name, or a map. */
export const runtime = z.union([
  z.string().superRefine((name, context) => {
    refuseUnknown(name, context, []);
  }),
  described as z.ZodType<RuntimeSettings>,
]);
