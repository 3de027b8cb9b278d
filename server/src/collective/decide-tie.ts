import type { DecideTie, JudgedAward } from '@hoithi/shared/contract/collective-standing';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitAward } from '@hoithi/shared/rulebook/judge/judge-units';
import { isTieOf, listTies } from '@hoithi/shared/rules/collective/list-ties';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { appendOrder } from '../committee/orders-sql.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { candidatesOf } from './candidates.ts';
import { findAward, forgetJudged, judgeCollective, roundsOf } from './judge-collective.ts';

/**
 * Records the order that the committee gave to units which are equal across a prize's edge, or to the units of an award that
 * it orders itself, with its reason. It applies to these very units, from the next saved standing on. A later decision replaces
 * an earlier one.
 *
 * Refuses  round_phase while a round is not settled; nothing_to_do where these units are no such tie; unit_unknown.
 * Source   SPEC G13, M11.
 */
export async function decideTie(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  by: By,
  contestId: string,
  at: number,
  { units, reason }: DecideTie,
): Promise<Result<{ units: number }>> {
  const asked = findAward(app, by, contestId, at);
  if (!asked.ok) return asked;
  await app.contests.load(contestId); // units and standings as the ledger has them
  const found = findAward(app, by, contestId, at);
  if (!found.ok) return found;
  const { contest, award } = found.value;
  const open = roundsOf(contest, award).find((round) => !round.settled);
  if (open) return refuse({ code: 'round_phase', phase: roundPhase(open, app.clock.nowMs()) });

  const done = await app.db.transaction(async (tx): Promise<Result<{ units: number }>> => {
    await lockContest(tx, contestId); // orders are numbered, and no standing is made meanwhile
    const atMs = app.clock.nowMs();
    const before = orderBefore(contest, award, (await judgeCollective(tx, contest, at, atMs)).judged, units);
    if (!before.ok) return before;
    await appendOrder(tx, contestId, { list: award.list, ids: units, reason, at_ms: atMs, actor: by.actor });
    await writeAudit(tx, {
      contestId,
      atMs,
      actor: by.actor,
      act: 'collective:decide',
      object: `award ${at + 1}`,
      detail: { award: at + 1, units, reason, before: { order: before.value }, after: { order: units } },
    });
    return accept({ units: units.length });
  });
  forgetJudged(contest);
  return done;
}

/** What the order was before; refused where these units are not the committee's to order. */
function orderBefore(
  contest: CachedContest,
  award: UnitAward,
  judged: JudgedAward,
  units: readonly string[],
): Result<string[] | null> {
  if (award.standing.by.kind === 'committee') {
    const may = new Set(candidatesOf(contest, award).map(({ code }) => code));
    if (new Set(units).size < units.length) return refuse({ code: 'nothing_to_do' });
    if (units.some((code) => !may.has(code))) return refuse({ code: 'unit_unknown' });
    return accept(judged.groups.flatMap(({ places }) => places.map(({ code }) => code)));
  }
  const tie = units.length < 2 ? undefined : listTies(judged).find((each) => isTieOf(each, units));
  if (!tie) return refuse({ code: 'nothing_to_do' });
  return accept(tie.decided ? tie.places.map(({ code }) => code) : null);
}
