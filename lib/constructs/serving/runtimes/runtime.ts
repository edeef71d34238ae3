import type { Probe } from '../../probe';
import type { Resources } from '../../quantity';
import type { Mode } from '../mode';

/** A format that a runtime serves. */
export interface ModelFormat {
  readonly name: string;
  readonly version: string;
}

/**
 * How a model lies in the storage. `bare`: the file itself, which ModelMesh's adapter puts where its server wants it.
 * `versioned`: `1/<file>`, as OpenVINO Model Server asks. `repository`: `<model>/1/model.<extension>`, as Triton asks: the
 * folder is the model's name.
 */
export type Layout = 'bare' | 'versioned' | 'repository';

/** What ModelMesh must know of a server that holds many models. */
export interface MultiModelServer {
  readonly serverType: string;
  readonly managementPort: number;
  readonly memoryBufferBytes: number;
  readonly loadingTimeoutMillis: number;
  /** Where the adapter listens for ModelMesh, and the server for requests. */
  readonly grpcEndpoint: string;
  readonly grpcDataEndpoint: string;
  readonly maxLoadingConcurrency: number;
  readonly replicas: number;
}

/** A server in one of its two forms: for many models in ModelMesh, or for one in a pod of its own. */
export interface RuntimeForm {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args: readonly string[];
  /** Answers HTTP; absent in ModelMesh, where nobody but the adapter asks it. */
  readonly port?: number;
  /** The uid of the image's own user, where its default is root or only a name. @default - the image's */
  readonly user?: number;
  readonly formats: readonly ModelFormat[];
  readonly protocols: readonly string[];
  readonly layout: Layout;
  readonly resources: Resources;
  readonly liveness?: Probe;
  readonly readiness?: Probe;
  /** Present exactly for a form that holds many models. */
  readonly multiModel?: MultiModelServer;
}

/** A model server that the tool knows, or that an environment describes. */
export interface Runtime {
  readonly name: string;
  readonly displayName: string;
  /** What the dashboard shows as its version. */
  readonly version: string;
  /** Under which the dashboard offers it. */
  readonly template: { readonly name: string; readonly runtime: string; readonly description: string };
  readonly multi?: RuntimeForm;
  readonly single?: RuntimeForm;
}

/** The form in which a runtime serves in a mode; `undefined` where it has none. */
export function formFor({ multi, single }: Runtime, mode: Mode): RuntimeForm | undefined {
  return mode === 'ModelMesh' ? multi : single;
}
