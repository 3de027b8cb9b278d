import { appendLeaf, emptyFrontier, frontierRoot, type MerkleFrontier } from '@hoithi/shared/rules/merkle';
import { hashLeafText } from '../log/leaf-hash.ts';
import type { Leaf } from '../log/leaves.ts';
import { checkpointText } from '../log/notes.ts';
import type { CheckpointRow, LogRow } from '../log/places-sql.ts';
import { fromHex, fullRoot, toHex } from '../log/sequencer.ts';
import { isSignedLine, readVerifierKey, splitNote, type VerifierKey } from '../log/signed-notes.ts';
import type { Queries } from '../platform/db/database.ts';
import { type PlacedLeaf, readAllCheckpoints, readAllNodes, readPlacedLeaves } from './check-log-sql.ts';
import type { Samples } from './samples.ts';

const pageSize = 1_000;
const blockSize = 256;

export type Walked = {
  size: number;
  /** Everybody who has signed, first to last. */
  keys: VerifierKey[];
  /** Roots at the sizes of checkpoints, and at those that were asked for. */
  roots: Map<number, string>;
};

/**
 * Walks a log from its first leaf: places without a gap, each hash of its leaf, every subtree's root, and every checkpoint's root,
 * text and signature. Each page of leaves goes to `onPage`. Memory has one page.
 *
 * Source  SPEC B2c, Z3; RFC 9162.
 */
export async function walkLog(
  tx: Queries,
  log: LogRow,
  {
    broken,
    sizes,
    onPage,
  }: { broken: Samples; sizes: ReadonlySet<number>; onPage: (page: PlacedLeaf[]) => Promise<void> },
): Promise<Walked> {
  const checkpoints = new Map((await readAllCheckpoints(tx, log)).map((each) => [each.size, each]));
  const nodes = new Nodes(await readAllNodes(tx, log));
  const walked: Walked = { size: 0, keys: [], roots: new Map() };
  let tree: MerkleFrontier = emptyFrontier;
  for (;;) {
    const page = await readPlacedLeaves(tx, log, walked.size, pageSize);
    for (const row of page) {
      if (row.place !== walked.size) broken.add(`${log.origin} place ${walked.size} is missing`);
      if (row.leaf === null || hashLeafText(row.leaf) !== row.hash) broken.add(`${log.origin} leaf ${row.place}`);
      else noteKey(walked, row);
      tree = appendLeaf(tree, fromHex(row.hash));
      walked.size = row.place + 1;
      for (const wrong of nodes.add(row.hash)) broken.add(`${log.origin} node ${wrong}`);
      const checkpoint = checkpoints.get(walked.size);
      if (!checkpoint && !sizes.has(walked.size)) continue;
      const root = toHex(frontierRoot(tree));
      walked.roots.set(walked.size, root);
      const peaks = tree.peaks.map(toHex).join('');
      if (checkpoint && !isSound(log, checkpoint, root, peaks, walked.keys))
        broken.add(`${log.origin} checkpoint ${walked.size}`);
    }
    await onPage(page);
    if (page.length < pageSize) break;
  }
  for (const size of checkpoints.keys())
    if (size > walked.size || !walked.roots.has(size)) broken.add(`${log.origin} checkpoint ${size}`);
  if (walked.size > 0 && !checkpoints.has(walked.size))
    broken.add(`${log.origin} checkpoint ${walked.size} is missing`);
  for (const wrong of nodes.left()) broken.add(`${log.origin} node ${wrong}`);
  return walked;
}

function noteKey({ keys }: Walked, { kind, leaf }: PlacedLeaf): void {
  if (kind !== 'log' && kind !== 'key') return;
  const { key } = JSON.parse(leaf ?? '{}') as Extract<Leaf, { key: string }>;
  const read = readVerifierKey(key);
  if (read) keys.push(read);
}

function isSound(
  { origin }: LogRow,
  { size, root: own, peaks: ownPeaks, note }: CheckpointRow,
  root: string,
  peaks: string,
  keys: readonly VerifierKey[],
): boolean {
  const split = splitNote(note);
  return (
    own === root &&
    ownPeaks === peaks &&
    split?.text === checkpointText(origin, size, root) &&
    keys.some((key) => isSignedLine(split.text, split.lines, key))
  );
}

/** Roots of full subtrees, made again as the leaves come. */
class Nodes {
  readonly #stored: Map<string, string>;
  readonly #open: string[][] = [];
  readonly #made = new Map<number, number>();

  constructor(rows: readonly { level: number; place: number; hash: string }[]) {
    this.#stored = new Map(rows.map(({ level, place, hash }) => [`${level}/${place}`, hash]));
  }

  /** Which stored roots differ from those that end with this leaf. */
  add(hash: string, level = 0): string[] {
    const own = this.#open[level] ?? [];
    this.#open[level] = own;
    own.push(hash);
    if (own.length < blockSize || level === 3) return [];
    const root = toHex(fullRoot(own.map(fromHex)));
    this.#open[level] = [];
    const place = this.#made.get(level) ?? 0;
    this.#made.set(level, place + 1);
    const name = `${level + 1}/${place}`;
    const differs = this.#stored.get(name) !== root;
    this.#stored.delete(name);
    return [...(differs ? [name] : []), ...this.add(root, level + 1)];
  }

  /** Stored roots of nothing. */
  left(): string[] {
    return [...this.#stored.keys()];
  }
}
