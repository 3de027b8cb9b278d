import type { Anchors } from '../src/anchors.ts';
import { type Bounds, usualBounds } from '../src/bundle/read-lines.ts';
import type { Verdict } from '../src/verdict.ts';
import { verifyBundle } from '../src/verify.ts';

/** Verifies bytes as if they were a file. */
export function verifyBytes(bytes: Uint8Array, anchors: Anchors = {}, bounds: Bounds = usualBounds): Promise<Verdict> {
  async function* file() {
    yield bytes;
  }
  return verifyBundle(file(), anchors, undefined, bounds);
}

export const verifyLines = (lines: readonly string[], anchors: Anchors = {}): Promise<Verdict> =>
  verifyBytes(new TextEncoder().encode(`${lines.join('\n')}\n`), anchors);
