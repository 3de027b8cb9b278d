/** Sorted in one go; what takes longer is merged from such runs. */
const runLength = 8_192;

/**
 * Sorts indexes in steps, each short enough that others are heard between two of them: runs first, then merges of two
 * neighbours. Between equals the order they had is kept.
 *
 * Answers  the same array, sorted; every `yield` is a place to rest.
 */
export function* sortInSteps(
  order: Uint32Array,
  compare: (one: number, other: number) => number,
): Generator<void, Uint32Array> {
  const { length } = order;
  for (let from = 0; from < length; from += runLength) {
    order.subarray(from, from + runLength).sort(compare);
    yield;
  }
  let source: Uint32Array = order;
  let target: Uint32Array = new Uint32Array(length);
  for (let width = runLength; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      yield* mergeInSteps(
        source,
        target,
        { from, middle: Math.min(from + width, length), to: from + 2 * width },
        compare,
      );
    }
    [source, target] = [target, source];
  }
  return source;
}

function* mergeInSteps(
  source: Uint32Array,
  target: Uint32Array,
  { from, middle, to }: { from: number; middle: number; to: number },
  compare: (one: number, other: number) => number,
): Generator<void, void> {
  const end = Math.min(to, source.length);
  let left = from;
  let right = middle;
  for (let at = from; at < end; at++) {
    const takeLeft = left < middle && (right >= end || compare(source[left]!, source[right]!) <= 0);
    target[at] = takeLeft ? source[left++]! : source[right++]!;
    if ((at - from) % runLength === runLength - 1) yield;
  }
}
