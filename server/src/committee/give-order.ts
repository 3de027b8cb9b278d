import type { GiveOrder } from '@hoithi/shared/contract/committee';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { Calendar, type DuePeriod } from '@hoithi/shared/rulebook/judge/calendar';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import type { Standing } from '@hoithi/shared/rulebook/model/standing';
import { maskPhone, normalizePhone } from '@hoithi/shared/rules/phone';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { appendOrderLeaves } from './brought-leaves.ts';
import { appendOrder, readOrders } from './orders-sql.ts';
import { readContestantsByPhone } from './subjects-sql.ts';

export type CommitteeList = { list: string; standing: Standing; period: DuePeriod };

/** Standings of people whose order the committee names, each with its periods. Source: SPEC M28. */
export function committeeLists(rulebook: Rulebook): CommitteeList[] {
  const calendar = new Calendar(rulebook);
  const ofPeople = new Set(rulebook.populations.filter(({ of }) => of === 'people').map(({ id }) => id));
  return rulebook.standings
    .filter(({ by, population }) => by.kind === 'committee' && ofPeople.has(population))
    .flatMap((standing) =>
      calendar.periodsOf(standing).map((period) => ({
        ...{ standing, period },
        list: period.id === null ? standing.id : `${standing.id}@${period.id}`,
      })),
    );
}

/**
 * Saves the order of people that the committee names, the whole of it, with its reason. A later one replaces it until the round
 * is settled.
 *
 * Refuses  not_found; round_phase before the round opens and once it is settled; subject_unknown, subject_twice with the line.
 * Source   SPEC M28, M11.
 */
export async function giveOrder(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>,
  by: { actor: string },
  contest: CachedContest,
  { list, phones, reason }: GiveOrder,
): Promise<Result<{ people: number }>> {
  const found = committeeLists(contest.rulebook).find((each) => each.list === list);
  const round = contest.rounds.find(({ name }) => name === found?.period.dueAt);
  if (!found || !round) return refuse({ code: 'not_found', what: 'standing' });
  const phase = roundPhase(round, app.clock.nowMs());
  if (phase === 'scheduled' || round.settled) return refuse({ code: 'round_phase', phase });
  const numbers = phones.map((phone) => normalizePhone(phone));
  const known = await readContestantsByPhone(
    app.db,
    contest.contestId,
    numbers.filter((each) => each !== null),
  );
  const idOf = new Map(known.map(({ id, phone }) => [phone, id]));
  for (const [at, number] of numbers.entries()) {
    const value = number === null ? (phones[at] ?? '') : maskPhone(number);
    if (number === null || !idOf.has(number)) return refuse({ code: 'subject_unknown', line: at + 1, value });
    if (numbers.indexOf(number) !== at) return refuse({ code: 'subject_twice', line: at + 1, value });
  }
  const ids = numbers.map((number) => idOf.get(number) ?? '');
  const { contestId } = contest;
  await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId);
    const atMs = app.clock.nowMs();
    const before = (await readOrders(tx, contestId, atMs)).find((each) => each.list === list);
    await appendOrder(tx, contestId, { list, ids, reason, at_ms: atMs, actor: by.actor });
    await appendOrderLeaves(tx, contest);
    const changed = { before: { order: before?.ids ?? null }, after: { order: ids } };
    const detail = { list, people: ids.length, reason, ...changed };
    await writeAudit(tx, { contestId, atMs, actor: by.actor, act: 'committee:order', object: list, detail });
  });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept({ people: ids.length });
}
