/** Above this many, sorting all of them is quicker than keeping the best ones. */
const few = 64;

/**
 * The indices of the greatest sums, the greatest first; with equal sums the earlier one, whose name comes first, stays in front.
 *
 * @param count how many to return; all where there are fewer
 */
export function bestOf(sums: Float64Array, count: number): Uint32Array {
  return count > few || count >= sums.length ? sorted(sums).subarray(0, count) : kept(sums, count);
}

/** Plain numbers sort many times faster than with a comparator: each key has the rank of the sum in front, the index behind. */
function sorted(sums: Float64Array): Uint32Array {
  const size = sums.length;
  let [least, greatest] = [Infinity, -Infinity];
  for (const sum of sums) {
    if (sum < least) least = sum;
    if (sum > greatest) greatest = sum;
  }
  if ((greatest - least + 1) * size > Number.MAX_SAFE_INTEGER)
    return Uint32Array.from(sums.keys()).sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b);
  const keys = sums.map((sum, at) => (greatest - sum) * size + at).sort();
  return Uint32Array.from(keys, (key) => key % size);
}

/** One pass that keeps the best so far in their order. */
function kept(sums: Float64Array, count: number): Uint32Array {
  const best = new Uint32Array(count);
  let size = 0;
  for (let at = 0; at < sums.length; at++) {
    const sum = sums[at] ?? 0;
    if (size === count && (count === 0 || sum <= (sums[best[count - 1] ?? 0] ?? 0))) continue;
    let place = size < count ? size++ : count - 1;
    for (; place > 0 && (sums[best[place - 1] ?? 0] ?? 0) < sum; place--) best[place] = best[place - 1] ?? 0;
    best[place] = at;
  }
  return best;
}
