import { z } from 'zod';
import { resourcesSchema, type Resources } from '../../../constructs/quantity';
import { refuse } from '../../../environment/refusal';
import { imageReference } from '../../../environment/values/image-syntax';
import { int32 } from '../../../environment/values/int32';
import { dnsLabel } from '../../../environment/values/name-syntax';
import { port } from '../../../environment/values/port-range';
import { suggestion } from '../../../environment/suggestion';
import type { FindingKind } from '../../../model/finding';
import { builtInRuntimes } from '../runtimes/catalogue';

export const runtimeShape: FindingKind = {
  code: 'runtime-shape',
  why: 'A runtime is one that the tool knows, or one that the environment describes whole: image, arguments and formats.',
  fix: 'Use a known name, or give the runtime an image and the formats that it serves.',
};

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
  const message = `got ${JSON.stringify(name)}; ${suggestion(name, known, 'runtimes')}; one of your own has an image and formats`;
  refuse(context, { code: runtimeShape.code, message }, at);
}

const described = z
  .strictObject({
    name: dnsLabel,
    // KServe reads a uint16.
    replicas: int32(1).max(65_535).optional().meta({ description: 'Pods; in ModelMesh only.' }),
    resources: resourcesSchema.optional(),
    image: imageReference.optional(),
    command: z.array(z.string()).optional(),
    args: z.array(z.string()).optional().meta({ description: 'The model is in /mnt/models, its name {{.Name}}.' }),
    port: port.optional().meta({ description: 'Where it answers HTTP; 8080 without it.' }),
    formats: z
      .array(z.string().regex(/^[a-z][a-z0-9_-]*\/[\w.-]+$/, { error: 'write name/version, as onnx/1' }))
      .min(1)
      .optional(),
    readiness: z.string().startsWith('/').optional().meta({ description: 'A path that answers 200 once it serves.' }),
  })
  .superRefine((settings, context) => {
    if (known.includes(settings.name)) {
      const extra = own.find((field) => settings[field] !== undefined);
      const message = `${settings.name} is a runtime of the tool and has its own; give yours another name`;
      if (extra !== undefined) refuse(context, { code: runtimeShape.code, message }, [extra]);
    } else if (settings.image === undefined) refuseUnknown(settings.name, context, ['name']);
    else if (settings.formats === undefined)
      refuse(
        context,
        { code: runtimeShape.code, message: 'got no formats beside image; list what it serves, as onnx/1' },
        ['image'],
      );
  });

/** One entry of `runtimes`: a name, or a map. */
export const runtime = z.union([
  z.string().superRefine((name, context) => {
    refuseUnknown(name, context, []);
  }),
  described as z.ZodType<RuntimeSettings>,
]);
