import type { Finding } from '../../model/finding';
import { findingKind } from '../../model/finding-kind';
import { hint } from '../../model/words';
import type { RuleSetting } from './run';

export const suppressionUnused = findingKind({
  code: 'suppression-unused',
  why: 'A suppression that suppresses nothing hides the next fault that the rule would find.',
  fix: 'Take the entry out of the environment, or correct the name of its rule.',
  messages: {
    unknown: 'got {got}, which is not a rule; {hint}',
    idle: 'got {got}, but the rule finds nothing here; take the entry out',
  },
});

/**
 * The finding for a setting that does nothing: its rule does not exist, or would have said nothing.
 * @param count how often the rule would have spoken; undefined where the setting lowers no severity
 */
export function unusedSuppression(
  code: string,
  setting: RuleSetting,
  codes: readonly string[],
  count: number | undefined,
): Finding | undefined {
  const unknown = !codes.includes(code);
  if (!unknown && count !== 0) return undefined;
  const place = { ...(setting.position && { position: setting.position }), path: `rules.${code}` };
  return unknown
    ? suppressionUnused.fault('unknown', { got: code, ...hint(code, codes, 'rules') }, place)
    : { ...suppressionUnused.fault('idle', { got: setting.severity }, place), severity: 'warning' };
}
