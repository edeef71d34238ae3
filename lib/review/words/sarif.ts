import { compare } from '../../model/compare';
import type { Remark } from './annotations';

/** GitHub shows at most this many results of a run. */
const mostResults = 5_000;

/** So many results of this length are below the ten megabytes that GitHub takes. */
const longestMessage = 1_000;

/** The explanation of a code, for the reader of a result. */
export interface CodeWords {
  readonly why: string;
  readonly fix: string;
}

/** SARIF 2.1.0, as code scanning reads it. */
export function sarifOf(
  remarks: readonly Remark[],
  version: string,
  words: (code: string) => CodeWords | undefined,
): object {
  const shown = remarks.slice(0, mostResults);
  const codes = [...new Set(shown.map(({ code }) => code))].sort(compare);
  const left = remarks.length - shown.length;
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'scorewright', version, rules: codes.map((code) => ruleOf(code, words(code))) } },
        columnKind: 'utf16CodeUnits',
        results: shown.map((remark) => resultOf(remark, codes.indexOf(remark.code))),
        ...(left > 0 && {
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: [{ level: 'note', message: { text: `${left} more results are left out` } }],
            },
          ],
        }),
      },
    ],
  };
}

function ruleOf(id: string, words: CodeWords | undefined): object {
  return {
    id,
    ...(words && { shortDescription: { text: words.why }, help: { text: `${words.why} ${words.fix}` } }),
  };
}

function resultOf({ severity, code, message, file, line = 1, column = 1 }: Remark, ruleIndex: number): object {
  const region = { startLine: line, startColumn: column };
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: message.length > longestMessage ? `${message.slice(0, longestMessage - 1)}…` : message },
    // A remark without a line points at the folder of all environments: code scanning drops results without a place.
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file ?? 'environments') }, region } }],
  };
}
