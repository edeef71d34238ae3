import type { Environment } from '@marcbachmann/cel-js';

/** A semantic version as a value of an expression: the library tells types by their class. */
class SemverValue {
  constructor(
    readonly numbers: readonly [bigint, bigint, bigint],
    readonly prerelease: readonly string[],
  ) {}
}

const numeric = '(?:0|[1-9][0-9]*)';
const identifier = `(?:${numeric}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`;
const syntax = new RegExp(
  `^(${numeric})\\.(${numeric})\\.(${numeric})(?:-(${identifier}(?:\\.${identifier})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** Kubernetes' functions of semantic versions, without the second argument that later versions of them take. */
export function registerSemver(environment: Environment): void {
  environment
    .registerType('Semver', SemverValue)
    .registerFunction('semver(string): Semver', required)
    .registerFunction('isSemver(string): bool', (text: string) => parse(text) !== undefined)
    .registerFunction('Semver.isGreaterThan(Semver): bool', (a: SemverValue, b: SemverValue) => compare(a, b) > 0)
    .registerFunction('Semver.isLessThan(Semver): bool', (a: SemverValue, b: SemverValue) => compare(a, b) < 0)
    .registerFunction('Semver.compareTo(Semver): int', (a: SemverValue, b: SemverValue) => BigInt(compare(a, b)))
    .registerOperator('Semver == Semver', (a: SemverValue, b: SemverValue) => compare(a, b) === 0)
    .registerFunction('Semver.major(): int', ({ numbers }: SemverValue) => numbers[0])
    .registerFunction('Semver.minor(): int', ({ numbers }: SemverValue) => numbers[1])
    .registerFunction('Semver.patch(): int', ({ numbers }: SemverValue) => numbers[2]);
}

function required(text: string): SemverValue {
  const version = parse(text);
  if (version === undefined) throw new Error(`${text} is not a semantic version`);
  return version;
}

function parse(text: string): SemverValue | undefined {
  const [, major, minor, patch, prerelease] = syntax.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  return new SemverValue([BigInt(major), BigInt(minor), BigInt(patch)], prerelease?.split('.') ?? []);
}

function compare(a: SemverValue, b: SemverValue): number {
  for (const [index, left] of a.numbers.entries()) {
    const right = b.numbers[index] ?? 0n;
    if (left !== right) return left < right ? -1 : 1;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return Math.sign(Number(a.prerelease.length === 0) - Number(b.prerelease.length === 0));
  const longest = Math.max(a.prerelease.length, b.prerelease.length);
  for (let index = 0; index < longest; index++) {
    const order = compareIdentifiers(a.prerelease[index], b.prerelease[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** A missing one comes first, then numbers by value, then words. */
function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  const [isNumber, isOtherNumber] = [/^[0-9]+$/.test(a), /^[0-9]+$/.test(b)];
  if (isNumber && isOtherNumber) return BigInt(a) < BigInt(b) ? -1 : 1;
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : 1;
}
