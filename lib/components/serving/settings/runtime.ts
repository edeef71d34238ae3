import { z } from 'zod';
import { hint } from '../../../model/words';
import { reject } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';
import { resourcesSchema, type Resources } from '../../../constructs/quantity';
import { imageReference } from '../../../environment/values/image-syntax';
import { int32 } from '../../../environment/values/int32';
import { dnsLabel } from '../../../environment/values/name-syntax';
import { port } from '../../../environment/values/port-range';
import { builtInRuntimes } from '../runtimes/catalogue';

export const runtimeShape = findingKind({
  code: 'runtime-shape',
  why: 'A runtime is one that the tool knows, or one that the environment describes whole: image, arguments and formats.',
  fix: 'Use a known name, or give the runtime an image and the formats that it serves.',
  messages: {
    unknown: 'got {got:json}; {hint}; one of your own has an image and formats',
    takenByTool: 'got {got:json}; {settings} is a runtime of the tool and has its own; give yours another name',
    formatsMissing: 'got no formats beside image; list what it serves, as onnx/1',
  },
});

/** A known runtime with other sizes, or a single-model runtime of one's own. */
export interface RuntimeSettings {
  readonly name: string;
  readonly replicas?: number | undefined;
  readonly resources?: Resources | undefined;
  readonly image?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly port?: number | undefined;
  readonly formats?: readonly string[] | undefined;
  readonly readiness?: string | undefined;
}

const known = Object.keys(builtInRuntimes);
const own = ['image', 'command', 'args', 'port', 'formats', 'readiness'] as const;

function refuseUnknown(name: string, context: z.RefinementCtx, at: string[]): void {
  if (known.includes(name)) return;
  reject(context, () => runtimeShape.fault('unknown', { got: name, ...hint(name, known, 'runtimes') }), at);
}

const described = z
  .strictObject({
    name: dnsLabel,
    // KServe reads a uint16.
    replicas: int32(1).max(65_535).optional().meta({ description: 'Pods; in ModelMesh only.' }),
    resources: resourcesSchema.optional().meta({ description: 'What its container asks for, and may use at most.' }),
    image: imageReference.optional().meta({ description: 'The image of a runtime of your own.' }),
    command: z.array(z.string()).optional().meta({ description: "In place of the image's entry point." }),
    args: z.array(z.string()).optional().meta({ description: 'The model is in /mnt/models, its name {{.Name}}.' }),
    port: port.optional().meta({ description: 'Where it answers HTTP; 8080 without it.' }),
    formats: z
      .array(z.string().regex(/^[a-z][a-z0-9_-]*\/[\w.-]+$/, { error: 'write name/version, as onnx/1' }))
      .min(1)
      .optional()
      .meta({ description: 'What it serves, as name/version.', examples: [['onnx/1']] }),
    readiness: z.string().startsWith('/').optional().meta({ description: 'A path that answers 200 once it serves.' }),
  })
  .superRefine((settings, context) => {
    if (known.includes(settings.name)) {
      const extra = own.find((field) => settings[field] !== undefined);
      if (extra !== undefined)
        reject(context, (got) => runtimeShape.fault('takenByTool', { got, settings: settings.name }), [extra]);
    } else if (settings.image === undefined) refuseUnknown(settings.name, context, ['name']);
    else if (settings.formats === undefined) reject(context, () => runtimeShape.fault('formatsMissing', {}), ['image']);
  });

/** One entry of `runtimes`: a name, or a map. */
export const runtime = z.union([
  z.string().superRefine((name, context) => {
    refuseUnknown(name, context, []);
  }),
  described as z.ZodType<RuntimeSettings>,
]);
