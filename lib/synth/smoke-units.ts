import { Construct } from 'constructs';
import { atSetting } from '../model/setting';
import { constructs, type Unit } from '../model/unit';

/** The name of the unit that holds a cluster's smoke tests. */
export const smokeUnit = 'smoke';

/** Joins the smoke tests that several components have for one cluster: Argo CD gets one unit of them per cluster. */
export function mergeSmokeUnits(units: readonly Unit[]): Unit[] {
  const smoke = new Map<string, Unit[]>();
  const others: Unit[] = [];
  for (const unit of units) {
    if (unit.stage !== 'smoke') others.push(unit);
    else smoke.set(unit.cluster, [...(smoke.get(unit.cluster) ?? []), unit]);
  }
  return [...others, ...[...smoke.values()].map(join)];
}

function join(units: readonly Unit[]): Unit {
  const [first] = units;
  if (first === undefined) throw new Error('a cluster without smoke tests has no smoke unit to join');
  const contents = units.flatMap(({ component, settings, content }) =>
    content.type === 'constructs' ? [{ component, settings, content }] : [],
  );
  return {
    ...first,
    name: smokeUnit,
    namespaces: units.flatMap(({ namespaces }) => namespaces),
    needs: units.flatMap(({ needs }) => needs),
    content: constructs(
      (scope) => {
        for (const { component, settings, content } of contents)
          atSetting(scope, settings, () => {
            content.build(new Construct(scope, component));
          });
      },
      {
        ignoreDifferences: contents.flatMap(({ content }) => content.ignoreDifferences ?? []),
        tests: contents.flatMap(({ content }) => content.tests ?? []),
      },
    ),
  };
}
