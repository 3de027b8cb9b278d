import type { Decision } from '@hoithi/shared/rulebook/judge/decide';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { appendLeaf } from '../log/entries-sql.ts';
import type { Decision as DecisionInLeaf } from '../log/leaves.ts';
import { readPseudonyms } from '../log/pseudonyms-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { insertDecision } from '../round/decisions-sql.ts';

/** Whoever decides: with an account, or without one in a demo. */
export type Deciding = By & { accountId?: string | null };

export type ToSave = {
  contest: CachedContest;
  round: CachedRound;
  decision: Decision;
  reason: string;
  by: Deciding;
  no: number;
  atMs: number;
  /** The standing before it; null: the round has none yet. */
  base: number | null;
};

/** The decision as a row of the ledger, in the trail, and as a leaf of the log: in one transaction with what it makes. SPEC F14, Z1. */
export async function saveDecision(tx: Queries, { contest, round, decision, reason, by, no, atMs, base }: ToSave) {
  const row = {
    ...{ no, round_id: round.roundId, decision, reason, actor: by.actor, account_id: by.accountId ?? null },
    ...{ at_ms: atMs, base_version: base },
  };
  if (!(await insertDecision(tx, contest.contestId, row))) return false;
  await writeAudit(tx, {
    contestId: contest.contestId,
    atMs,
    actor: by.actor,
    act: `result:${decision.kind}`,
    object: `round ${round.ordinal}`,
    detail: {
      no,
      ...decision,
      reason,
      before: { standing: base },
      after: { standing: base === null ? null : base + 1 },
    },
  });
  await appendLeaf(tx, contest.contestId, {
    ...{ v: 1, kind: 'decision', at: atMs, no: String(no), by: by.accountId ?? by.actor, reason },
    decision: await decisionInLeaf(tx, decision),
  });
  return true;
}

/** As the log says it: people by their pseudonyms. */
export async function decisionInLeaf(
  tx: Queries,
  decision: Decision,
  readPseudonymsOf = readPseudonyms,
): Promise<DecisionInLeaf> {
  switch (decision.kind) {
    case 'void':
    case 'restore':
      return { do: decision.kind, attempt: decision.attemptId };
    case 'exclude':
    case 'include': {
      const [person = ''] = await readPseudonymsOf(tx, [decision.personId]);
      return { do: decision.kind, person };
    }
    case 'key':
      return { do: 'key', question: decision.questionId, right: decision.right };
    case 'incident':
      return { do: 'incident', round: decision.roundId, from: decision.fromMs, to: decision.toMs, repeat: false };
    case 'order':
      return { do: 'order', list: decision.list, ids: await readPseudonymsOf(tx, decision.ids), ...drawnBy(decision) };
    case 'lots':
      return { do: 'lots', award: decision.award, ids: await readPseudonymsOf(tx, decision.ids), ...drawnBy(decision) };
  }
}

const drawnBy = ({ draw }: { draw?: string }) => (draw === undefined ? {} : { draw });
