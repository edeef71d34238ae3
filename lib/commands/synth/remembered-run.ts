import { unknowable } from '../../remember/known-plugin';
import { Ledger } from '../../remember/ledger';
import { remember } from '../../remember/remember';
import { pullRequestBudget } from '../../synth/budget';
import { isClean, type Outcome } from '../../synth/run';
import { captured } from './captured';

/** A run that is listened to, so that the next one need not be run where nothing is different. */
export class RememberedRun {
  private doubts: ReadonlyMap<string, string> = new Map();

  private constructor(private readonly ledger: Ledger) {}

  static begin(): RememberedRun {
    return new RememberedRun(Ledger.open());
  }

  /** @returns by environment, why what it depends on cannot be known; such a run is not remembered */
  end({ environments }: Outcome): ReadonlyMap<string, string> {
    try {
      this.doubts = new Map(
        environments.flatMap(({ name, expansion }) => {
          if (expansion === undefined) return [];
          const reasons = expansion.settings.plugins.map((plugin) => unknowable(plugin, expansion.source.file));
          return reasons.filter((reason) => reason !== undefined).map((reason): [string, string] => [name, reason]);
        }),
      );
    } finally {
      this.ledger.close();
    }
    return this.doubts;
  }

  /** @param print what prints an outcome; it is asked what it would print of the same run over its own output */
  remember(outcome: Outcome, print: (outcome: Outcome) => void): void {
    const { published, standing } = outcome;
    if (published === undefined || standing === undefined || !isClean(outcome)) return;
    if (this.doubts.size > 0 || !settles(outcome)) return;
    const again = asAgain(outcome, published.written + published.unchanged);
    const { stdout, stderr } = captured(() => {
      print(again);
    });
    remember({ args: process.argv.slice(2), ledger: this.ledger, output: standing, stdout, stderr });
  }
}

/** Whether the same run over what this one left says the same of it: rights that are retained may be seen otherwise then. */
function settles({ environments, published, gone = [] }: Outcome): boolean {
  const changed = (published?.written ?? 0) + (published?.removed ?? 0) > 0;
  return !changed || (gone.length === 0 && environments.every(({ bootstrap }) => (bootstrap?.retained ?? 0) === 0));
}

/** The outcome of the same run over its own output. */
function asAgain(outcome: Outcome, files: number): Outcome {
  const published = { written: 0, removed: 0, unchanged: files };
  return {
    ...outcome,
    environments: outcome.environments.map((report) => ({
      ...report,
      ...(report.bootstrap && { bootstrap: { ...report.bootstrap, changed: false } }),
      ...(report.behind && { behind: [] }),
    })),
    changes: { missing: [], stale: [], foreign: [] },
    gone: [],
    published,
    budget: pullRequestBudget(published, 0),
  };
}
