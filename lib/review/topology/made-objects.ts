import { at, fieldsOf, objectsOf } from '../../model/json';
import { cleanScoreName } from '../../model/score-name';
import type { DrawnObject } from './drawn-objects';

/** A bucket in an address such as `s3://models/fraud`. */
const address = /^s3:\/\/([^/]+)/;

/**
 * What no manifest is, and other objects meet at: the scores that agents write for scorers, and the buckets that models are read
 * from. Each stands in the unit that names it.
 */
export function madeObjects(objects: readonly DrawnObject[]): DrawnObject[] {
  const made = new Map<string, DrawnObject>();
  for (const { cluster, unit, manifest } of objects) {
    const put = (kind: 'score' | 'bucket', name: string, by: string) => {
      const key = `${unit} ${cluster} ${kind} ${name}`;
      const own = { apiVersion: '', kind, metadata: { name } };
      made.set(key, { key, cluster, unit, label: `${kind} ${name}`, brings: [], edges: [], manifest: own, made: by });
    };
    const score = scoreOf(manifest);
    if (score !== undefined) put('score', score, 'written by agents');
    const bucket = bucketOf(manifest)?.name;
    if (bucket !== undefined) put('bucket', bucket, 'in an object storage');
  }
  return [...made.values()];
}

/** The name of a scorer's score, as the framework cleans it. */
export function scoreOf(manifest: DrawnObject['manifest']): string | undefined {
  if (manifest.kind !== 'DynamicScorer') return undefined;
  const score = at(fieldsOf(manifest), 'spec', 'scoring', 'params', 'name');
  return typeof score === 'string' ? cleanScoreName(score) : undefined;
}

/** The bucket that a model is read from, or that a Job puts it into, and the field that says so. */
export function bucketOf(
  manifest: DrawnObject['manifest'],
): { readonly name: string; readonly by: string } | undefined {
  const spec = fieldsOf(manifest).spec;
  if (manifest.kind === 'InferenceService') {
    const [, name] = address.exec(String(at(spec, 'predictor', 'model', 'storageUri'))) ?? [];
    return name === undefined ? undefined : { name, by: 'storageUri' };
  }
  if (manifest.kind !== 'Job') return undefined;
  const variables = objectsOf(at(spec, 'template', 'spec', 'containers')).flatMap(({ env }) => objectsOf(env));
  const name = variables.find((one) => one.name === 'AWS_S3_BUCKET')?.value;
  return typeof name === 'string' ? { name, by: 'AWS_S3_BUCKET' } : undefined;
}
