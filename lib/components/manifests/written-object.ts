import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { WrittenManifest } from '../../manifests/manifest-file';
import type { Manifest } from '../../model/manifest';
import { writtenAt } from '../../model/setting';

/** An object as its author wrote it, field by field: cdk8s would sort its keys and drop what is null. */
export class WrittenObject extends ApiObject {
  private readonly manifest: Manifest;

  constructor(scope: Construct, id: string, { manifest, positionOf }: WrittenManifest) {
    const { apiVersion, kind, metadata } = manifest;
    super(scope, id, { apiVersion, kind, metadata: { name: metadata.name } });
    this.manifest = manifest;
    writtenAt(this, positionOf);
  }

  override toJson(): Manifest {
    return this.manifest;
  }
}
