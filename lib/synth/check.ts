import { findingAt, type Finding } from '../model/finding';
import { label } from '../model/manifest';
import { oncePerManifest } from '../model/repeated-manifest';
import { causeOf, formatPath, naming, type Cause, type Origin, type Path } from '../model/origin';
import type { Rendered } from '../model/unit';
import { catalogue } from '../rules/catalogue';
import { RuleRun, type Suppressed } from '../rules/engine/run';
import { kindWithoutSchemaKind } from '../schema/kind-without-schema';
import { schemaFaults } from '../schema/schema-faults';
import type { Expansion } from './expand';
import type { Observer } from './observer';
import { OwnRules } from './own-rules';
import { ruleInput, ruleSettings } from './rule-input';

const faultsOf = oncePerManifest((manifest) => schemaFaults(manifest));

/**
 * Step 5: every manifest against its schema as it comes by, those inside ManifestWorks and Templates too, and the rules
 * over all of them at the end.
 */
export class Check {
  /** How many manifests came by. */
  manifests = 0;
  private readonly schemaFindings: Finding[] = [];
  private readonly own: OwnRules;
  private readonly rules: RuleRun;

  constructor(
    private readonly expansion: Expansion,
    private readonly observer: Observer,
  ) {
    this.own = new OwnRules(expansion.rules);
    this.rules = new RuleRun(ruleInput(expansion), ruleSettings(expansion), [...catalogue, ...this.own.rules]);
  }

  add(rendered: Rendered): void {
    const { manifest, origin } = rendered;
    this.manifests++;
    this.observer.step('schema');
    const problems = faultsOf(manifest);
    let refused = false;
    for (const problem of problems) {
      const field = formatPath(problem.path);
      const { patch, settings, position } = refusedBy(origin, problem.at);
      // The schema of a kind that only the user knows is not available here.
      const isStrange = position !== undefined && problem.code === kindWithoutSchemaKind.code;
      refused ||= !isStrange;
      this.schemaFindings.push(
        findingAt(
          { ...problem, message: naming(problem.message, patch), ...(isStrange && { severity: 'warning' }) },
          {
            position: position ?? this.expansion.source.position(settings),
            path: `${label(problem.object)}${field === '' ? '' : ` ${field}`}`,
            cluster: origin.cluster,
          },
        ),
      );
    }
    this.observer.step('rules');
    if (refused) this.rules.refuse(rendered);
    else this.rules.collect(rendered);
  }

  /** Something is not there because it was refused: what follows from its absence is not worth a finding. */
  miss(): void {
    this.rules.miss();
  }

  /** Everything found, once all manifests have come by. */
  finish(): Finding[] {
    this.observer.step('rules');
    return [...this.schemaFindings, ...this.rules.judge(), ...this.own.failures];
  }

  /** After `finish`: the rules that the environment suppresses, and how many findings each would have had. */
  suppressed(): readonly Suppressed[] {
    return this.rules.suppressed();
  }
}

/** What is rendered fits its schema, so where an object was patched a patch is at fault. */
function refusedBy(origin: Origin, at: Path): Cause {
  const cause = causeOf(origin, at);
  if (cause.patch !== undefined || origin.patch === undefined) return cause;
  return { settings: origin.patch, patch: formatPath(origin.patch) };
}
