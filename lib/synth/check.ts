import type { Source } from '../environment/source';
import type { Finding } from '../model/finding';
import { label } from '../model/manifest';
import { formatPath } from '../model/origin';
import type { Rendered } from '../model/unit';
import { schemaProblems } from '../schema/schema-problems';

/** Step 5: every manifest against its schema as it comes by; those inside ManifestWorks and Templates too. */
export class Check {
  readonly findings: Finding[] = [];
  /** How many manifests came by. */
  manifests = 0;

  constructor(private readonly source: Source) {}

  add({ manifest, origin }: Rendered): void {
    this.manifests++;
    for (const { code, path, message, object } of schemaProblems(manifest)) {
      const field = formatPath(path);
      this.findings.push({
        code,
        severity: 'error',
        position: this.source.position(origin.settings),
        path: `${origin.unit}: ${label(object)}${field === '' ? '' : ` ${field}`}`,
        message,
        cluster: origin.cluster,
      });
    }
  }
}
