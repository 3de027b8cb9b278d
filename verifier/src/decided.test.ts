import { describe, expect, it } from 'vitest';
import {
  attempt,
  type Contest,
  closesAt,
  type Leaf,
  linesOf,
  person,
  receiptOf,
  smallContest,
} from '../test/small-contest.ts';
import { verifyLines } from '../test/verify-lines.ts';
import { canonical } from './canonical.ts';
import { readDecision } from './decided.ts';
import { verifyReceipt } from './verify-receipt.ts';

/** A contest in which this was decided, behind everything else. */
function deciding(...decisions: Record<string, unknown>[]): Contest {
  const contest = smallContest();
  for (const [at, decision] of decisions.entries())
    contest.leaves.push({
      ...{ v: 1, kind: 'decision', at: closesAt + 4 * 86_400_000 + at, no: String(at + 1), by: 'account:1' },
      ...{ reason: `lý do ${at + 1}`, decision },
    } as Leaf);
  return contest;
}
/** What is said of the first person's receipt. */
async function saidOf(contest: Contest, given = contest) {
  const found = await verifyLines(linesOf(contest), { receipts: [receiptOf(given, 4)] });
  expect(found.broken).toEqual([]);
  return found.anchors.map(({ code, data }) => [code, data.no, data.place]);
}

describe('what was decided about a receipt', () => {
  const first = smallContest().leaves.length;

  it('[Z18] the newest decision of each kind is named, with its place and reason, and of others nothing', async () => {
    const own = { attempt: attempt(0) };
    const decided = deciding(
      { do: 'void', ...own },
      { do: 'restore', ...own },
      { do: 'void', attempt: attempt(1) },
      { do: 'exclude', person: person(0) },
      { do: 'key', question: 'q1', right: 'drop' },
      { do: 'key', question: 'q9', right: 'drop' },
      { do: 'key', question: 'q1', right: 'everybody' },
    );
    expect(await saidOf(decided)).toEqual([
      ['receipt.holds', undefined, 4],
      ['receipt.restored', '2', first + 1],
      ['receipt.excluded', '4', first + 3],
      ['receipt.rescored', '7', first + 6],
    ]);
    expect(await saidOf(smallContest())).toEqual([['receipt.holds', undefined, 4]]);
  });

  it('[Z18] a receipt that was saved before the decision says it too, and without the bundle says that it cannot know', async () => {
    const decided = deciding({ do: 'void', attempt: attempt(0) });
    expect(await saidOf(decided, smallContest())).toContainEqual(['receipt.voided', '1', first]);
    expect(verifyReceipt(receiptOf(decided, 4)).unknown.map(({ code }) => code)).toContain('receipt.alone');
  });

  it('[Z18] a leaf is a decision only as it is written', () => {
    const [leaf] = deciding({ do: 'void', attempt: attempt(0) }).leaves.slice(-1);
    const text = canonical(leaf);
    expect(readDecision(text, 9)).toMatchObject({ no: '1', place: 9, decision: { do: 'void' } });
    for (const other of [`${text} `, text.replace('"v":1', '"v":2'), text.replace('decision', 'other'), '7', '{'])
      expect(readDecision(other, 9)).toBe(null);
  });
});
