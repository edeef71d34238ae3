import { kindKey, type Located } from '../graph/located';
import type { Code } from '../model/codes';
import type { Finding } from '../model/finding';
import { findingKind } from '../model/finding-kind';
import { confined, reasonOf } from '../plugins/confined';
import { pluginFails } from '../plugins/findings';
import type { Brought } from '../plugins/load-plugins';
import { ownFaultSchema, type OwnFault, type OwnRule } from '../plugins/own-rule';
import { fieldOf } from '../rules/engine/fault';
import type { Fault, Rule } from '../rules/engine/rule';

/** The rules of an environment's plug-ins, run like those of the tool; one that throws is one finding, and is not called again. */
export class OwnRules {
  /** A finding for each rule that threw. */
  readonly failures: Finding[] = [];
  readonly rules: readonly Rule[];

  constructor(brought: readonly Brought<OwnRule>[]) {
    this.rules = brought.map((one) => this.toRule(one) as Rule);
  }

  private toRule(brought: Brought<OwnRule>): Rule<Fault> {
    const { severity = 'error', why, fix, kinds } = brought.what;
    // Codes of plug-ins have a "/", so they never equal one of the tool.
    const kind = findingKind({ code: brought.what.code as Code, severity, why, fix, messages: { said: '{message}' } });
    let failed = false;
    const found = (located: Located): readonly Fault[] => {
      if (failed || located.uninstantiated) return [];
      try {
        return faultsOf(brought.what, located).map(({ path = [], message }) =>
          kind.fault('said', { message }, fieldOf(located, path)),
        );
      } catch (error) {
        failed = true;
        const data = { got: brought.plugin, name: kind.code, reason: reasonOf(error) };
        this.failures.push(pluginFails.fault('rule', data, brought.place));
        return [];
      }
    };
    return {
      ...kind,
      summary: why,
      turnOff: fix,
      ofCluster: true,
      ...(kinds && { kinds }),
      *collect(_, { objects }) {
        for (const located of objects) if (kinds?.includes(kindKey(located.manifest)) ?? true) yield* found(located);
      },
      judge: (faults) => faults,
    };
  }
}

function faultsOf(rule: OwnRule, { manifest, ref }: Located): readonly OwnFault[] {
  const faults = confined(() => [...rule.check(structuredClone(manifest), { cluster: ref.cluster })]);
  return faults.map((fault) => ownFaultSchema.parse(fault) as OwnFault);
}
