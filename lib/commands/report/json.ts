import { platformOf } from '../../platforms/catalogue';
import { byCluster, type Expansion } from '../../synth/expand';
import { isClean, type Outcome } from '../../synth/run';

/**
 * The outcome for programs: the same facts as the report, as one JSON document on stdout.
 *
 * @param doubts by environment, why no run over it can be remembered
 */
export function printJson(outcome: Outcome, doubts: ReadonlyMap<string, string> = new Map()): void {
  const { findings, changes, gone, published, budget } = outcome;
  const environments = outcome.environments.map((report) => ({
    name: report.name,
    clusters: report.expansion === undefined ? [] : clusters(report.expansion),
    findings: report.findings,
    needs: report.needs,
    ...(report.bootstrap && { bootstrap: { changed: report.bootstrap.changed, retained: report.bootstrap.retained } }),
    ...(report.behind && { behind: report.behind }),
    checked: report.checked,
    suppressed: report.suppressed,
    ...(doubts.has(report.name) && { notRemembered: doubts.get(report.name) }),
    budget: report.budget,
  }));
  const document = { clean: isClean(outcome), environments, findings, changes, gone, published, budget };
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}

function clusters({ fleet, units }: Expansion) {
  const all = byCluster(units);
  return fleet.clusters.map(({ name, role, ...cluster }) => ({
    name,
    platform: platformOf(cluster).name,
    role,
    units: (all.get(name) ?? []).map((unit) => ({
      name: unit.name,
      component: unit.component,
      delivery: unit.delivery,
    })),
  }));
}
