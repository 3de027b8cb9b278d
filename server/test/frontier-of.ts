import { appendLeaf, emptyFrontier, frontierRoot } from '@hoithi/shared/rules/merkle';
import { fromHex, toHex } from '../src/log/sequencer.ts';

/** Root and peaks of a log of these leaves, in hexadecimal. */
export function frontierOf(rows: readonly { hash: string }[]): { root: string; peaks: string } {
  const tree = rows.reduce((grown, { hash }) => appendLeaf(grown, fromHex(hash)), emptyFrontier);
  return { root: toHex(frontierRoot(tree)), peaks: tree.peaks.map(toHex).join('') };
}
