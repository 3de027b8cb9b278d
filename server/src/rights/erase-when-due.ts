import { announcedBeforeMs, dataEndsAt } from '@hoithi/shared/rulebook/judge/data-terms';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { inTurn } from '../platform/db/advisory-lock.ts';
import { restoreResultsFiles } from '../round/publish-round.ts';
import { erasePerson, waitsOf } from './erase-person.ts';
import { countNamed, deleteErasedNumbers, deleteExclusionsOf, readNamed, wasAnnounced } from './erase-sql.ts';

type Deps = Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db' | 'publishedDir'>;
const checkEveryMs = 3_600_000;
const portion = 50;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Announces an erasure a month before it is due, and erases everybody's data when it is: in portions, one process at a time. Who
 * has a complaint or an unpublished result waits for it. Run twice it changes nothing.
 *
 * Source  SPEC S69, S70.
 */
export async function eraseWhenDue(app: Deps, portionMax: number = portion): Promise<void> {
  for (const contest of app.contests.all()) {
    if (contest.demo) continue; // made anew with simulated people
    const { contestId, rounds, rulebook } = contest;
    const nowMs = app.clock.nowMs();
    if (rounds.every(({ closesAtMs }) => nowMs >= closesAtMs)) await deleteErasedNumbers(app.db, contestId);
    const endsAtMs = dataEndsAt(rounds, rulebook);
    if (nowMs < endsAtMs - announcedBeforeMs) continue;
    await announce(app, contest, endsAtMs);
    if (nowMs >= endsAtMs) await app.background.run((yieldIfDue) => eraseAll(app, contest, portionMax, yieldIfDue));
  }
}

async function announce(app: Deps, { contestId }: CachedContest, endsAtMs: number): Promise<void> {
  await app.db.transaction(async (tx) => {
    if (await wasAnnounced(tx, contestId, endsAtMs)) return;
    const people = await countNamed(tx, contestId);
    if (people === 0) return;
    const detail = { people, endsAtMs };
    const act = { actor: 'timetable', act: 'data:announced', object: 'contest' };
    await writeAudit(tx, { contestId, atMs: app.clock.nowMs(), ...act, detail });
  });
}

async function eraseAll(
  app: Deps,
  contest: CachedContest,
  portionMax: number,
  yieldIfDue: () => Promise<void>,
): Promise<void> {
  let erased = 0;
  for (let after: string | null = first; after !== null; ) {
    const done = await inTurn(app.db, 'erasure', () => erasePortion(app, contest, after ?? first, portionMax));
    erased += done.people;
    after = done.last;
    await yieldIfDue();
  }
  if (erased === 0) return;
  await endErasure(app, contest, erased);
}

type Portion = { people: number; last: string | null };

async function erasePortion(app: Deps, contest: CachedContest, after: string, portionMax: number): Promise<Portion> {
  const ids = (await readNamed(app.db, contest.contestId, after, portionMax)).map(({ id }) => id);
  const waits = await waitsOf(app.db, contest, ids);
  const due = ids.filter((id) => waits.get(id)?.waits.length === 0);
  const signedOut: string[] = [];
  await app.db.transaction(async (tx) => {
    for (const id of due) {
      const erased = await erasePerson(tx, app, contest, id, 'retention');
      if (erased?.signedOut) signedOut.push(erased.personId);
    }
  });
  for (const personId of signedOut) app.bus.publish('session:closed', { personId });
  return { people: due.length, last: ids.length < portionMax ? null : (ids.at(-1) ?? null) };
}

/** Numbers that were excluded go with the people; both are in the trail. */
async function endErasure(app: Deps, contest: CachedContest, people: number): Promise<void> {
  const { contestId } = contest;
  const by = { contestId, atMs: app.clock.nowMs(), actor: 'timetable' };
  await app.db.transaction(async (tx) => {
    const left = await countNamed(tx, contestId);
    await writeAudit(tx, { ...by, act: 'data:erased', object: 'contest', detail: { people, left } });
    if (left > 0) return;
    const excluded = await deleteExclusionsOf(tx, contestId);
    if (excluded === 0) return;
    const detail = { people: excluded, before: { people: excluded }, after: { people: 0 } };
    await writeAudit(tx, { ...by, act: 'exclusions:remove', object: 'exclusions', detail });
  });
  await restoreResultsFiles(app, contest);
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
}

/** Every hour. */
export function scheduleErasure(app: Deps & Pick<App, 'log'>): { stop(): void } {
  const timer = setInterval(() => {
    eraseWhenDue(app).catch((fault: unknown) =>
      app.log.warn({ err: fault }, 'personal data that were due could not be erased; it is tried again'),
    );
  }, checkEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
