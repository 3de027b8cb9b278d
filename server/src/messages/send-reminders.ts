import { randomUUID } from 'node:crypto';
import type { Reminder, RemindersView, SendReminder } from '@hoithi/shared/contract/reminders';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { roundPhase } from '@hoithi/shared/rules/round';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { readSpent } from '../platform/gateway/messages-sql.ts';
import {
  countReminded,
  countUnfinished,
  endReminder,
  insertReminder,
  readReminders,
  readRunning,
  readUnfinished,
  takeWaiting,
  type Unfinished,
} from './reminders-sql.ts';
import { viewBudget } from './view-messages.ts';

type Deps = Pick<App, 'clock' | 'contests' | 'db' | 'gateway' | 'log' | 'ownAddress' | 'publicUrl'>;
const shownMax = 10;
/** Messages that are on their way at once; codes to sign in go by the same routes. */
const atOnce = 5;
const checkEveryMs = 2_000;
/** Whoever a process took with it when it died is not waited for longer. */
const stalledAfterMs = 3_600_000;

const openRoundOf = (app: Pick<App, 'clock'>, { rounds }: CachedContest): CachedRound | null =>
  rounds
    .filter((round) => roundPhase(round, app.clock.nowMs()) === 'open')
    .toSorted((a, b) => a.closesAtMs - b.closesAtMs)[0] ?? null;

const unfinishedOf = ({ contestId, rulebook }: CachedContest, roundId: string): Unfinished => ({
  ...{ contestId, roundId },
  asks: rulebook.privacy.consents.some(({ purpose }) => purpose === 'notices'),
});

/** How many would get a message, what it costs, what is left of each budget, and what was sent before. SPEC S57. */
export async function viewReminders(
  app: Pick<App, 'clock' | 'db' | 'gateway'>,
  contest: CachedContest,
): Promise<RemindersView> {
  const round = openRoundOf(app, contest);
  const counted = round && (await countUnfinished(app.db, unfinishedOf(contest, round.roundId)));
  const people = counted?.people ?? 0;
  const day = vietnamDayOf(app.clock.nowMs());
  const spent = await readSpent(app.db, [day, day.slice(0, 7)]);
  const carrying = app.gateway.routes.filter(({ purposes }) => purposes.includes('reminder'));
  return {
    round: round && { roundId: round.roundId, label: round.label, closesAtMs: round.closesAtMs },
    people,
    withoutPhone: counted?.without_phone ?? 0,
    withoutConsent: counted?.without_consent ?? 0,
    routes: carrying.map((route) => {
      const budget = viewBudget(route, spent, day);
      const lefts = budget.map(({ of, used, max }) =>
        Math.floor(Math.max(0, max - used) / (of === 'money' ? Math.max(1, route.price) : 1)),
      );
      const { name, title, price } = route;
      return { name, title, price, budget, cost: price * people, left: lefts.length === 0 ? null : Math.min(...lefts) };
    }),
    carried: app.gateway.routes.length === 0 || carrying.length > 0,
    reminders: await readReminders(app.db, contest.contestId, shownMax),
  };
}

/**
 * Begins to send to all who have not finished the open round; messages leave in the background. The same id begins once, and
 * so do two of one contest at the same time: the answer is what runs.
 *
 * Refuses  round_phase, nothing_to_do (nobody is to be reminded, or no route carries it).
 * Source   SPEC S57.
 */
export async function sendReminder(
  app: Deps,
  by: { actor: string },
  contest: CachedContest,
  { id, roundId }: SendReminder,
): Promise<Result<{ reminder: Reminder | null }>> {
  const { contestId } = contest;
  const round = contest.rounds.find((each) => each.roundId === roundId);
  if (!round) return refuse({ code: 'not_found', what: 'round' });
  const phase = roundPhase(round, app.clock.nowMs());
  const before = await readReminders(app.db, contestId, shownMax);
  const known = before.find((each) => each.id === id || each.endedAtMs === null);
  if (known) return accept({ reminder: known });
  if (phase !== 'open') return refuse({ code: 'round_phase', phase });
  const { carried } = await viewReminders(app, contest);
  const people = carried ? await readUnfinished(app.db, unfinishedOf(contest, roundId), null) : [];
  if (people.length === 0) return refuse({ code: 'nothing_to_do' });
  const atMs = app.clock.nowMs();
  await app.db.transaction(async (tx) => {
    const ids = people.map((person) => person.id);
    if (!(await insertReminder(tx, { id, contestId, roundId, atMs, actor: by.actor }, ids))) return;
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: 'reminder:send', object: `round ${round.ordinal}` },
      detail: { people: people.length, reminder: id },
    });
  });
  const [newest] = await readReminders(app.db, contestId, 1);
  return accept({ reminder: newest ?? null });
}

/**
 * Sends what waits, so many at a time. Whoever is due is taken off the list before their message leaves, so that of several
 * processes, or after one has died, nobody gets two. Answers how many were taken. SPEC S58.
 */
export async function runReminders(app: Deps): Promise<number> {
  let taken = 0;
  for (const running of await readRunning(app.db)) {
    const contest = app.contests.byId(running.contest_id);
    const round = contest?.rounds.find(({ roundId }) => roundId === running.round_id);
    if (!contest || !round) continue; // announced elsewhere a moment ago: whoever knows it sends
    for (;;) {
      const waiting = (await takeWaiting(app.db, running.id, atOnce)).map((row) => row.contestant_id);
      if (waiting.length === 0) break;
      taken += waiting.length;
      const isOpen = roundPhase(round, app.clock.nowMs()) === 'open';
      const due = isOpen ? await readUnfinished(app.db, unfinishedOf(contest, round.roundId), waiting) : [];
      const done = await Promise.all(due.map(({ phone }) => remind(app, contest, phone)));
      const sent = done.filter((ok) => ok).length;
      const counts = { sent, failed: done.length - sent, passedOver: waiting.length - done.length };
      await countReminded(app.db, running.id, counts);
    }
    const nowMs = app.clock.nowMs();
    await endReminder(app.db, running.id, nowMs, nowMs - stalledAfterMs);
  }
  return taken;
}

async function remind(app: Deps, contest: CachedContest, phone: string | null): Promise<boolean> {
  if (phone === null) return false;
  const sent = await app.gateway.send({
    ...{ id: randomUUID(), phone, locale: 'vi', purpose: 'reminder', contestId: contest.contestId },
    contest: contest.rulebook.meta.name.vi,
    address: `${app.publicUrl ?? app.ownAddress()}/c/${contest.slug}`,
  });
  if (!sent.ok) app.log.warn({ reason: sent.reason }, 'a reminder could not be sent');
  return sent.ok;
}

/** Every two seconds, one run at a time in a process. */
export function scheduleReminders(app: Deps): { stop(): void } {
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    runReminders(app)
      .catch((fault: unknown) => app.log.warn({ err: fault }, 'reminders could not be sent; it is tried again'))
      .finally(() => {
        isRunning = false;
      });
  }, checkEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
