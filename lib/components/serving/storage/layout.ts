import type { Layout, ModelFormat } from '../../../constructs/serving/runtimes/runtime';

/** Where an uploaded model lies in its bucket, and what the InferenceService calls it. */
export interface StoredModel {
  /** The key of the file. */
  readonly object: string;
  /** What the runtime is given: the file for ModelMesh, else the folder that it sees as a whole. */
  readonly path: string;
}

/** What Triton calls the file of a model that is one file, by format. */
const tritonFiles: Readonly<Record<string, string>> = {
  onnx: 'model.onnx',
  pytorch: 'model.pt',
  tensorrt: 'model.plan',
};

/** What an upload needs to know to choose a place. */
export interface UploadPlace {
  readonly model: string;
  readonly url: string;
  readonly sha256: string;
  readonly format: Pick<ModelFormat, 'name'>;
  readonly layout: Layout;
  readonly multiModel: boolean;
}

/**
 * The place of an upload. The checksum is part of it: another model lies beside the one that is being served, and whoever
 * names the new place loads it. `undefined` where the format is not a single file in this layout.
 */
export function storedModel({ model, url, sha256, format, layout, multiModel }: UploadPlace): StoredModel | undefined {
  const prefix = `${model}/${sha256.slice(0, 10)}`;
  const file = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || model;
  switch (layout) {
    case 'bare':
      return { object: `${prefix}/${file}`, path: multiModel ? `${prefix}/${file}` : prefix };
    case 'versioned':
      return { object: `${prefix}/1/${file}`, path: prefix };
    case 'repository': {
      const name = tritonFiles[format.name];
      return name === undefined ? undefined : { object: `${prefix}/${model}/1/${name}`, path: prefix };
    }
  }
}
