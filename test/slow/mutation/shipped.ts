import { join } from 'node:path';
import type { EnvironmentFile } from '../../../lib/environment/environment-file';
import type { Finding } from '../../../lib/model/finding';
import type { Rendered } from '../../../lib/model/unit';
import { RuleRun } from '../../../lib/rules/run';
import { schemaProblems } from '../../../lib/schema/schema-problems';
import { Check } from '../../../lib/synth/check';
import type { Output } from '../../../lib/synth/output';
import { ruleInput, ruleSettings } from '../../../lib/synth/rule-input';
import { chosenEnvironments } from '../../../lib/synth/run';
import { synthesize, type EnvironmentReport } from '../../../lib/synth/synth';

const environments = join(__dirname, '../../../environments');

/** A shipped environment as it is delivered, and what the rules say of it when one manifest is another. */
export class Shipped {
  readonly manifests: readonly Rendered[];
  private readonly report: EnvironmentReport;
  private readonly known: ReadonlySet<string>;

  constructor(file: EnvironmentFile) {
    const manifests: Rendered[] = [];
    const { add } = Check.prototype;
    Check.prototype.add = function (rendered) {
      manifests.push(rendered);
      add.call(this, rendered);
    };
    try {
      this.report = synthesize(file, nowhere);
    } finally {
      Check.prototype.add = add;
    }
    this.manifests = manifests;
    this.known = new Set(this.report.findings.map(keyOf));
  }

  get name(): string {
    return this.report.name;
  }

  /** Findings of the unbroken environment. */
  findings(): readonly Finding[] {
    return this.report.findings;
  }

  /** Codes of what is found with one manifest replaced, beyond what is found anyway. */
  codesWith(index: number, mutant: Rendered): string[] {
    const schema = schemaProblems(mutant.manifest);
    if (schema.length > 0) return [...new Set(schema.map(({ code }) => code))];
    if (!this.report.expansion) throw new Error(`${this.report.name} has no expansion`);
    const run = new RuleRun(ruleInput(this.report.expansion), ruleSettings(this.report.expansion));
    this.manifests.forEach((rendered, at) => {
      run.collect(at === index ? mutant : rendered);
    });
    const found = run.judge().filter((finding) => !this.known.has(keyOf(finding)));
    return [...new Set(found.map(({ code }) => code))];
  }
}

/** Every environment that is shipped. */
export function shipped(): Shipped[] {
  return chosenEnvironments({ environments }).map((file) => new Shipped(file));
}

const nothing = (): void => undefined;
const nowhere = { add: nothing, addBootstrap: nothing, addNeeds: nothing, addFiles: nothing } as unknown as Output;

function keyOf({ code, path, message, cluster = '' }: Finding): string {
  return [code, path, message, cluster].join('\n');
}
