import { parseImage } from '../../../model/image-reference';
import type { RuntimeSettings } from './runtime-settings';
import { builtInRuntimes } from './catalogue';
import type { ModelFormat, Runtime, RuntimeForm } from './runtime';

/** What an entry of `runtimes` means: a known runtime, with other sizes perhaps, or one that the entry describes. */
export function chosenRuntime(entry: string | RuntimeSettings): Runtime {
  const settings = typeof entry === 'string' ? { name: entry } : entry;
  const known = Object.hasOwn(builtInRuntimes, settings.name) ? builtInRuntimes[settings.name] : undefined;
  if (known === undefined) return ownRuntime(settings);
  const { multi, single } = known;
  return {
    ...known,
    ...(multi && { multi: resized(multi, settings) }),
    ...(single && { single: resized(single, settings) }),
  };
}

function resized(form: RuntimeForm, { resources, replicas }: RuntimeSettings): RuntimeForm {
  const { multiModel } = form;
  return {
    ...form,
    ...(resources && { resources }),
    ...(multiModel && replicas !== undefined && { multiModel: { ...multiModel, replicas } }),
  };
}

/** The tag of an image, or the hash of its digest. */
function versionOf(image: string): string {
  const { tag, digest } = parseImage(image);
  return tag ?? digest?.split(':').at(-1) ?? image;
}

/** Of one's own there are single-model runtimes only: ModelMesh knows how to drive a few servers and no others. */
function ownRuntime(settings: RuntimeSettings): Runtime {
  const { name, image = '', command, args = [], port = 8080, formats = [], resources, readiness } = settings;
  return {
    name,
    displayName: name,
    version: versionOf(image),
    template: { name, runtime: name, description: `${name}, a runtime of this environment` },
    single: {
      image,
      ...(command && { command }),
      args,
      port,
      formats: formats.map(parseFormat),
      protocols: ['v2'],
      layout: 'bare',
      resources: resources ?? { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } },
      ...(readiness !== undefined && { readiness: { http: { path: readiness, port } } }),
    },
  };
}

function parseFormat(text: string): ModelFormat {
  const [name = '', version = ''] = text.split('/');
  return { name, version };
}
