import { join } from 'node:path';
import type { Delivered } from '../../../lib/deliver/delivery';
import type { EnvironmentFile } from '../../../lib/environment/environment-file';
import type { Finding } from '../../../lib/model/finding';
import type { Rendered } from '../../../lib/model/unit';
import { catalogue } from '../../../lib/rules/catalogue';
import type { Rule } from '../../../lib/rules/engine/rule';
import { RuleRun, type Reading } from '../../../lib/rules/engine/run';
import { schemaFaults } from '../../../lib/schema/schema-faults';
import type { Expansion } from '../../../lib/synth/expand';
import type { Output } from '../../../lib/synth/output';
import { ruleInput, ruleSettings } from '../../../lib/synth/rule-input';
import { chosenEnvironments } from '../../../lib/synth/run';
import { synthesize } from '../../../lib/synth/synth';

const environments = join(__dirname, '../../../environments');

/** A shipped environment as it is delivered, and what step 5 says of it when one manifest is another. */
export class Shipped {
  readonly name: string;
  readonly manifests: readonly Rendered[];
  /** Findings of the unbroken environment. */
  readonly findings: readonly Finding[];
  private readonly expansion: Expansion;
  private readonly readings: readonly Reading[];
  private readonly known: ReadonlySet<string>;

  constructor(
    file: EnvironmentFile,
    private readonly rules: readonly Rule[] = catalogue,
  ) {
    const manifests: Rendered[] = [];
    const { name, findings, expansion } = synthesize(file, collecting(manifests));
    if (!expansion) throw new Error(`${name} cannot be read`);
    this.name = name;
    this.manifests = manifests;
    this.findings = findings;
    this.expansion = expansion;
    const run = this.run();
    this.readings = manifests.map((rendered) => run.read(rendered));
    this.known = new Set(this.judged(this.readings).map(keyOf));
  }

  /** The codes of what is found with one manifest replaced, beyond what is found anyway. */
  codesWith(index: number, mutant: Rendered): string[] {
    const refused = schemaFaults(mutant.manifest);
    if (refused.length > 0) return [...new Set(refused.map(({ code }) => code))];
    const readings = this.readings.with(index, this.run().read(mutant));
    const found = this.judged(readings).filter((finding) => !this.known.has(keyOf(finding)));
    return [...new Set(found.map(({ code }) => code))];
  }

  private judged(readings: readonly Reading[]): Finding[] {
    const run = this.run();
    for (const reading of readings) run.add(reading);
    return run.judge();
  }

  private run(): RuleRun {
    return new RuleRun(ruleInput(this.expansion), ruleSettings(this.expansion), this.rules);
  }
}

/** Every environment that is shipped. */
export function shipped(rules: readonly Rule[] = catalogue): Shipped[] {
  return chosenEnvironments({ environments }).map((file) => new Shipped(file, rules));
}

/** Keeps what would be written. */
function collecting(manifests: Rendered[]): Output {
  const nothing = (): void => undefined;
  const add = (_: string, files: readonly Delivered[]): [] => {
    manifests.push(...files.map(({ rendered }) => rendered));
    return [];
  };
  const addBootstrap = (_: string, rendered: readonly Rendered[]): void => {
    manifests.push(...rendered);
  };
  const standingBootstrap = () => ({ path: '', text: undefined });
  return {
    add,
    addBootstrap,
    standingBootstrap,
    addLists: nothing,
    addNeeds: nothing,
    addFiles: nothing,
  } as unknown as Output;
}

function keyOf({ code, path, message, cluster = '' }: Finding): string {
  return [code, path, message, cluster].join('\n');
}
