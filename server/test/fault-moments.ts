import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import { io, type Socket } from 'socket.io-client';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { readPlaces } from '../src/live/person-counts-sql.ts';
import type { Rankings } from '../src/platform/rankings/rankings.ts';
import type { FaultTest } from './fault-stage.ts';
import { openStaff } from './open-staff.ts';
import { testRules } from './open-test-app.ts';
import { openReturning, type Returning } from './returning-contestant.ts';
import { enrolPerson, must } from './scripted-contestant.ts';
import { setRounds } from './test-rules.ts';

export type Moment = { contest: CachedContest; round: CachedRound };
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One round that opens so many milliseconds from now and closes in an hour, or is closed before. */
export const rulesOpening = (inMs: number): Rulebook =>
  testRules((rules) => {
    setRounds(rules.week, [[Date.now() + inMs, Date.now() + 3_600_000]]);
  });

export async function openHall(stage: FaultTest, { contest }: Moment, size: number): Promise<Returning[]> {
  const people = await Promise.all(Array.from({ length: size }, () => enrolPerson(stage, contest)));
  return Promise.all(people.map((person) => openReturning(stage.front.url, contest.slug, person)));
}

/** The organizer's desk, which comes back by itself and says the same until somebody decides. */
export async function openDesk(
  stage: FaultTest,
): Promise<{ insist(event: string, message: object): Promise<string>; close(): void }> {
  const { token } = await openStaff(stage, { role: 'organizer', contestId: null });
  const socket: Socket = io(`${stage.front.url}/organizer`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelayMax: 1_000,
    extraHeaders: { cookie: `hoithi_staff=${token}` },
  });
  return {
    async insist(event, message) {
      for (;;) {
        const received = await socket
          .timeout(4_000)
          .emitWithAck(event, message)
          .catch(() => null);
        if (received?.ok) return 'done';
        if (received && !['unavailable', 'fault'].includes(received.refusal.code)) return received.refusal.code;
        if (received?.refusal.code === 'fault') throw new Error('the desk received a fault');
        await pause(100);
        if (!socket.connected) socket.connect();
      }
    },
    close: () => void socket.disconnect(),
  };
}

/** As if two people had confirmed it: the step straight into the ledger, where the standing is there. */
const finalizeSettled = (stage: FaultTest, { round }: Moment): Promise<unknown> =>
  stage.db
    .query(
      `insert into round_events (round_id, seq, kind, at_ms, actor, detail)
       select e.round_id, e.seq + 1, 'finalized', e.at_ms, 'test', jsonb_build_object('standingVersion', e.detail->'standingVersion')
       from round_events e where e.round_id = $1 and e.kind = 'settled'
         and not exists (select 1 from round_events n where n.round_id = e.round_id and n.seq > e.seq)
       on conflict do nothing`,
      [round.roundId],
    )
    .catch(() => undefined); // the store may be away: the next turn tries again

/** A process that has not read the settling yet refuses with `round_phase`, as one does that was second: the organizer presses again. */
export async function publishUntilDone(
  stage: FaultTest,
  desk: Awaited<ReturnType<typeof openDesk>>,
  moment: Moment,
): Promise<void> {
  const isPublished = async () => (await countOf(stage, "round_events where kind = 'published'", moment)) === 1;
  for (;;) {
    await finalizeSettled(stage, moment);
    const said = await desk.insist('round:publish', { roundId: moment.round.roundId });
    if (said === 'done' || (await isPublished().catch(() => false))) return;
    if (said !== 'round_phase' && said !== 'not_finalized') throw new Error(`publishing was refused: ${said}`);
    await pause(200);
  }
}

/** Starts late comers as soon as the round opens. */
export async function startWhenOpen(one: Returning, roundId: string): Promise<void> {
  for (;;) {
    const received = await one.insist('attempt:start', { roundId });
    if (received.ok) break;
    if (received.refusal.code !== 'round_not_open') throw new Error(`refused: ${received.refusal.code}`);
    await pause(100);
  }
  await one.answerAll(roundId, 3);
}

export async function answerAndSubmit(one: Returning, roundId: string): Promise<void> {
  const attemptId = await one.answerAll(roundId);
  await must(one.insist('attempt:submit', { attemptId }));
}

/** Answers that were acknowledged and are not in the ledger exactly once. */
export async function countLost({ db }: FaultTest, hall: readonly Returning[]): Promise<number> {
  const acked = hall.flatMap((one) => [...one.acked.keys()]);
  const rows = await db.query<{ id: string }>('select id from answers where id = any($1::uuid[])', [acked]);
  return acked.length - rows.length;
}

/** Questions of a round that hold more than one answer, and people with more than one attempt. */
export async function countDoubled({ db }: FaultTest, { round }: Moment): Promise<number> {
  const rows = await db.query<{ n: number }>(
    `select ((select count(*) from (select 1 from answers a join attempts t on t.id = a.attempt_id where t.round_id = $1
       group by a.attempt_id, a.question_id having count(*) > 1) x)
     + (select count(*) from (select 1 from attempts where round_id = $1 group by contestant_id having count(*) > 1) y))::int as n`,
    [round.roundId],
  );
  return rows[0]?.n ?? -1;
}

export async function countOf({ db }: FaultTest, what: string, { round }: Moment): Promise<number> {
  const rows = await db.query<{ n: number }>(`select count(*)::int as n from ${what} and round_id = $1`, [
    round.roundId,
  ]);
  return rows[0]?.n ?? -1;
}

/** How many people's keys in the rankings are not the ledger's, and how far its counts are off. */
export async function countUnlike({ db }: FaultTest, rankings: Rankings, { contest, round }: Moment): Promise<number> {
  const rows = await db.query<{ who: string; points: number; elapsed: number }>(
    'select contestant_id as who, points, elapsed_ms as elapsed from submissions where round_id = $1',
    [round.roundId],
  );
  const board = `round:${round.roundId}`;
  let unlike = Math.abs((await rankings.size(board)) - rows.length);
  for (const { who, points, elapsed } of rows) {
    const key = rankKeyOf(points, Number(elapsed), contest.rules.time.resolution);
    if ((await rankings.keyOf(board, who)) !== key) unlike += 1;
  }
  const places = await readPlaces(db, [round.roundId]);
  const persons = places.reduce((sum, place) => sum + place.persons, 0);
  const attempts = places.reduce((sum, place) => sum + place.attempts, 0);
  return unlike + Math.abs(persons - rows.length) + Math.abs(attempts - rows.length);
}

/** The published document as every process hands it out; null: one of them does not. */
export async function readEverywhere(stage: FaultTest, { contest }: Moment): Promise<string[] | null> {
  const texts: string[] = [];
  for (const url of stage.urls()) {
    const received = await fetch(`${url}/api/results/${contest.slug}/1.json`).catch(() => null);
    if (received?.status !== 200) return null;
    texts.push(await received.text());
  }
  return texts;
}
