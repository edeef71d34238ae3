import { Schema, type ScalarTag } from 'yaml';

/**
 * What this program asks of every string beyond the library's own rules, because kubectl and Argo CD read YAML with
 * go-yaml, which keeps to YAML 1.1 and to Go's number syntax.
 */

// go-yaml drops every underscore before it tries a number, and takes Go's prefixes in either case: 0X1F, -0o7, 1e1_0.
const goNumber = /^[-+]?(?:0[xXoObB][0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
// Line breaks of YAML 1.1 and characters that its readers refuse: they may stand only as escapes.
const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
// go-yaml refuses or misreads many a block scalar whose text starts with white space.
const startsBlank = /^[\n\t ]/;
const unprintables = new RegExp(unprintable, 'g');

/** True for strings that must be quoted although the library would not quote them, or not with enough escapes. */
export function mustQuote(value: string): boolean {
  return (
    value === '=' || unprintable.test(value) || (value.includes('\n') && startsBlank.test(value)) || isGoNumber(value)
  );
}

function isGoNumber(value: string): boolean {
  const first = value.charCodeAt(0);
  const numeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  return numeric && goNumber.test(value.replaceAll('_', ''));
}

/** The string in double quotes, in the form that JSON and YAML share. */
export function quote(value: string): string {
  const json = JSON.stringify(value);
  return unprintable.test(json) ? json.replace(unprintables, escapeUnit) : json;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The library's tag for strings that `mustQuote`; put before its own string tag. */
export const quotedString: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string' && mustQuote(value),
  resolve: (value) => value,
  stringify: ({ value }) => quote(String(value)),
};

const words = new Schema({ schema: 'core', compat: 'yaml-1.1' });

/** Everything that a plain scalar may be taken for in YAML 1.2 or 1.1: the library's own tests. */
export const otherThanString: readonly RegExp[] = [...words.tags, ...(words.compat ?? [])].flatMap((tag) => {
  const test = tag.default && tag.tag !== 'tag:yaml.org,2002:str' && 'test' in tag ? tag.test : undefined;
  return test ? [test] : [];
});
