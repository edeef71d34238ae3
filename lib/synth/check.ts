import { findingAt, type Finding } from '../model/finding';
import { label } from '../model/manifest';
import { formatPath } from '../model/origin';
import type { Rendered } from '../model/unit';
import { catalogue } from '../rules/catalogue';
import { RuleRun, type Suppressed } from '../rules/engine/run';
import { schemaProblems } from '../schema/schema-problems';
import type { Expansion } from './expand';
import type { Observer } from './observer';
import { ruleInput, ruleSettings } from './rule-input';

/**
 * Step 5: every manifest against its schema as it comes by, those inside ManifestWorks and Templates too, and the rules
 * over all of them at the end.
 */
export class Check {
  /** How many manifests came by. */
  manifests = 0;
  private readonly schemaFindings: Finding[] = [];
  private readonly rules: RuleRun;

  constructor(
    private readonly expansion: Expansion,
    private readonly observer: Observer,
  ) {
    this.rules = new RuleRun(ruleInput(expansion), ruleSettings(expansion), catalogue);
  }

  add(rendered: Rendered): void {
    const { manifest, origin } = rendered;
    this.manifests++;
    this.observer.step('schema');
    const problems = schemaProblems(manifest);
    for (const problem of problems) {
      const field = formatPath(problem.path);
      this.schemaFindings.push(
        findingAt(
          { severity: 'error', ...problem },
          {
            // What is rendered fits its schema, so where it was patched the patch is at fault.
            position: this.expansion.source.position(origin.patch ?? origin.settings),
            path: `${label(problem.object)}${field === '' ? '' : ` ${field}`}`,
            cluster: origin.cluster,
          },
        ),
      );
    }
    this.observer.step('rules');
    // Rules read fields by their type; of a manifest that the API server refuses they would say what follows from it.
    if (problems.length === 0) this.rules.collect(rendered);
    else this.rules.miss();
  }

  /** Something is not there because it was refused: what follows from its absence is not worth a finding. */
  miss(): void {
    this.rules.miss();
  }

  /** Everything found, once all manifests have come by. */
  finish(): Finding[] {
    this.observer.step('rules');
    return [...this.schemaFindings, ...this.rules.judge()];
  }

  /** After `finish`: the rules that the environment turns down, and how often each would have spoken. */
  suppressed(): readonly Suppressed[] {
    return this.rules.suppressed();
  }
}
