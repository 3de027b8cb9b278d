import type { DecideTie } from '@hoithi/shared/contract/collective-standing';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { isTieOf, listTies } from '@hoithi/shared/rules/collective/list-ties';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { appendTieDecision } from './collective-standings-sql.ts';
import { findAward, judgeCollective, roundsOf } from './judge-collective.ts';

/**
 * Records the order that the committee gave to units which are equal across a prize's edge, with its reason. It applies to
 * these very units at this total, from the next saved standing on. A later decision replaces an earlier one.
 *
 * Refuses  round_phase while a round is not settled; nothing_to_do where these units are no such tie.
 * Source   SPEC G13.
 */
export async function decideTie(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: By,
  contestId: string,
  at: number,
  { units, reason }: DecideTie,
): Promise<Result<{ units: number }>> {
  const known = findAward(app, by, contestId, at);
  if (!known.ok) return known;
  await app.contests.load(contestId); // units and standings as the ledger has them
  const found = findAward(app, by, contestId, at);
  if (!found.ok) return found;
  const { contest, award } = found.value;
  const open = roundsOf(contest, award).find((round) => !round.settled);
  if (open) return refuse({ code: 'round_phase', phase: roundPhase(open, app.clock.nowMs()) });

  const done = await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId); // decisions are numbered, and no standing is made meanwhile
    const judged = await judgeCollective(tx, contest, at);
    const tie = judged && listTies(judged).find((each) => isTieOf(each, units));
    if (!tie) return false;
    const atMs = app.clock.nowMs();
    const decision = { units, total: tie.total, reason, decidedAtMs: atMs };
    await appendTieDecision(tx, { contestId, award: at, actor: by.actor }, decision);
    const changed = {
      before: { order: tie.decided ? tie.places.map(({ code }) => code) : null },
      after: { order: units },
    };
    const detail = { award: at + 1, units, total: tie.total, reason, ...changed };
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'collective:decide',
      object: `award ${at + 1}`,
      detail,
    });
    return true;
  });
  return done ? accept({ units: units.length }) : refuse({ code: 'nothing_to_do' });
}
