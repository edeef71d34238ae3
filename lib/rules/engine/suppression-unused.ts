import { closest } from 'fastest-levenshtein';
import type { Finding, FindingKind } from '../../model/finding';
import type { RuleSetting } from './run';

export const suppressionUnused: FindingKind = {
  code: 'suppression-unused',
  why: 'A rule that is turned down for nothing hides the next fault that it would have found.',
  fix: 'Take the entry out of the environment, or correct the name of its rule.',
};

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
  const message = unknown
    ? `got ${code}, which is no rule; did you mean ${closest(code, codes)}`
    : `got ${setting.severity}, but the rule finds nothing here; take the entry out`;
  return {
    code: suppressionUnused.code,
    severity: unknown ? 'error' : 'warning',
    ...(setting.position && { position: setting.position }),
    path: `rules.${code}`,
    message,
  };
}
