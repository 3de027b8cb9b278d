import { randomUUID } from 'node:crypto';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { seededRandom } from '@hoithi/shared/rules/random';
import type { App } from '../src/app-parts.ts';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { bareUnit } from '../src/contest/contests-sql.ts';
import type { Database } from '../src/platform/db/database.ts';
import { insertTestContest } from './open-test-app.ts';

/** A ledger with everything that makes counting hard: for tests that count it again from raw rows. */

export const formulaName = '=HYPERLINK("http://127.0.0.1/";"Sở")';
export const longName =
  'Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính, Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Hà Tĩnh';

const unit = (code: string, name: string, level: string, headcount: number | null, part: object = {}) => ({
  ...bareUnit,
  code,
  name,
  level,
  parentCode: null,
  headcount,
  headcountDate: headcount === null ? null : '2026-02-01',
  headcountSource: headcount === null ? null : 'Báo cáo biên chế của Sở Nội vụ',
  tile: null,
  ...part,
});
const units = [
  unit('436', 'Thành phố Hà Tĩnh', 'DISTRICT', 90),
  unit('18070', 'Phường Trần Phú', 'COMMUNE', 1, { parentCode: '436' }), // over its headcount
  unit('18071', 'Phường Nam Hà', 'COMMUNE', 40, { parentCode: '436' }),
  unit('A1', 'Sở Nội vụ', 'AGENCY', 30, { block: 'Khối cơ quan hành chính' }),
  unit('A2', longName, 'AGENCY', 35, { block: 'Khối cơ quan hành chính' }),
  unit('A3', formulaName, 'AGENCY', null, { block: 'Khối Đảng' }),
  unit('A4', '@Ban Dân vận', 'AGENCY', 50, { block: 'Khối Đảng' }),
  unit('A4b', 'Ban Dân vận (ghi trùng)', 'AGENCY', null),
  unit('T1', 'Trường THPT Chuyên', 'SCHOOL', 30),
  unit('A5', 'Sở chưa ai thi', 'AGENCY', 12),
  unit('A6', 'Sở đã giải thể', 'AGENCY', 10, { validTo: '2025-12-31' }),
];
const chosenUnits = ['18070', '18071', 'A1', 'A2', 'A3', 'A4', 'A4b', 'T1'];

let made = 0;
/** A contest with units of every kind, and an entry that was merged into another. */
export async function makeFiguresContest(
  app: App,
  rulebook: Rulebook,
  demo = false,
): Promise<{ contest: CachedContest; round: CachedRound }> {
  const slug = `so-lieu-${++made}`;
  const result = await insertTestContest(app, { slug, demo, rulebook, actor: 'test', units });
  const before = app.contests.bySlug(slug);
  if (!result.ok || !before) throw new Error('the test contest was refused');
  await app.db.query(`insert into unit_merges values ($1, 1, 'A4b', 'A4', 0, 'test', 'ghi trùng')`, [before.contestId]);
  const contest = await app.contests.load(before.contestId);
  const round = contest?.rounds[0];
  if (!contest || !round) throw new Error('the test contest is not there');
  return { contest, round };
}

/**
 * Fills both rounds: several attempts a person, ties, practice, simulated people, changes of unit before and after the
 * close, people of no unit and no audience, attempts voided and counted again, attempts left open. `settled`: none is left open,
 * and some gave no prediction.
 */
export async function fillFiguresLedger(
  db: Database,
  contest: CachedContest,
  { seed, persons, settled = false }: { seed: string; persons: number; settled?: boolean },
): Promise<void> {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const questions = contest.rules.questions.count;
  for (let n = 0; n < persons; n++) {
    const id = randomUUID();
    const audience = random() < 0.1 ? null : random() < 0.4 ? 'CITIZEN' : pick(contest.entrance.audiences);
    await db.query('insert into contestants values ($1, $2, $3, $4, $5, $6)', [
      id,
      contest.contestId,
      randomUUID(),
      audience,
      random() < 0.1,
      1_000 + n,
    ]);
    await db.query('insert into profiles (contestant_id, name) values ($1, $2)', [id, `Nguyễn Thị Hường ${n}`]);
    await joinUnits(db, contest, id, random, pick);
    for (const round of contest.rounds) {
      if (random() < 0.25) continue;
      const attempts = 1 + below(4);
      for (let ordinal = 1; ordinal <= attempts; ordinal++) {
        const right = pick([0, 2, 5, 11, 12, questions, questions]);
        const startedAtMs = round.opensAtMs + ordinal * 4_000_000 + below(3_600_000); // one after the other
        const elapsedMs = pick([60_000, 60_400, 61_000, 300_000]);
        await insertAttempt(db, {
          roundId: round.roundId,
          contestantId: id,
          practice: random() < 0.15,
          ordinal,
          startedAtMs,
          elapsedMs,
          right,
          answered: random() < 0.2 ? Math.max(right, questions - 3) : questions,
          questions,
          open: random() < 0.1 && !settled,
          voids: random() < 0.1 ? [true] : random() < 0.05 ? [true, false] : [],
        });
      }
      if (settled && n % 4 === 0) continue;
      await db.query('insert into predictions values ($1, $2, $3, $4, $5)', [
        round.roundId,
        id,
        randomUUID(),
        below(80),
        0,
      ]);
    }
  }
}

async function joinUnits(
  db: Database,
  contest: CachedContest,
  id: string,
  random: () => number,
  pick: <T>(items: readonly T[]) => T,
): Promise<void> {
  const closesAtMs = contest.rounds[0]?.closesAtMs ?? 0;
  if (random() < 0.08) return;
  const join = (sinceMs: number) =>
    db.query('insert into unit_memberships values ($1, $2, $3)', [id, sinceMs, pick(chosenUnits)]);
  if (random() < 0.9) await join(closesAtMs - 900_000_000);
  if (random() < 0.2) await join(closesAtMs - 1_000_000);
  if (random() < 0.2) await join(closesAtMs + 1_000_000);
}

type Made = {
  roundId: string;
  contestantId: string;
  practice: boolean;
  ordinal: number;
  startedAtMs: number;
  elapsedMs: number;
  right: number;
  answered: number;
  questions: number;
  open: boolean;
  voids: boolean[];
};

async function insertAttempt(db: Database, made: Made): Promise<void> {
  const id = randomUUID();
  const { roundId, contestantId, practice, ordinal, startedAtMs } = made;
  await db.query(`insert into attempts values ($1, $2, $3, $4, $5, 1, 'seed', array['q'], $6, null)`, [
    id,
    roundId,
    contestantId,
    practice,
    ordinal,
    startedAtMs,
  ]);
  if (made.open) return;
  await db.query(
    `insert into submissions values ($1, $2, $3, $4, $5, $6, $7, 'contestant', $8, $9, $10, $11, $12, 0)`,
    [
      ...[id, roundId, contestantId, practice, ordinal, startedAtMs, startedAtMs + made.elapsedMs],
      ...[made.questions, made.answered, made.right, made.right * 10, made.elapsedMs],
    ],
  );
  for (const [at, voided] of made.voids.entries()) {
    await db.query(`insert into attempt_voids values ($1, $2, $3, 0, 'test', 'thử')`, [id, at + 1, voided]);
  }
}
