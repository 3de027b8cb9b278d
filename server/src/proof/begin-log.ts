import type { App } from '../app-parts.ts';
import { readAnswers } from '../attempt/answers-sql.ts';
import { readAttempts, readHandouts } from '../attempt/attempts-sql.ts';
import { readSealedPeople } from '../attempt/sealed-people-sql.ts';
import { askedAbout, submissionLeaf } from '../attempt/submission-leaf.ts';
import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { CachedContest } from '../contest/contests.ts';
import { appendLeaf, appendLeaves, listWithLeaf, readLeaf } from '../log/entries-sql.ts';
import { type SubmissionLeaf, subjectOfSubmission } from '../log/leaves.ts';
import { insertLog, lockLog, queueAllAgain, readLog } from '../log/places-sql.ts';
import { amendmentLeaf } from '../log/rules-leaf.ts';
import type { Queries } from '../platform/db/database.ts';
import { readSubmissionPage } from './begin-log-sql.ts';
import { groupBy } from './group-by.ts';

type Deps = Pick<App, 'db' | 'clock' | 'contests' | 'logKey'>;
export type Continued = { origin: string; size: number; root: string; reason: string };

export const originOf = (contestId: string, logNo: number): string => `hoithi/log/${contestId}/${logNo}`;

/**
 * Begins the log of a contest: rules, the commitments to what its rounds draw, and what was submitted before there was a log. Done again
 * it changes nothing; what is missing is added.
 *
 * Source  SPEC Z1.
 */
export async function beginLog(deps: Deps, contest: CachedContest, yieldIfDue: () => Promise<void>): Promise<void> {
  const { contestId } = contest;
  if (await readLeaf(deps.db, contestId, 'begun')) return;
  await deps.db.transaction((tx) => openLog(deps, tx, contest, 1, null));
  let submissions = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await readSubmissionPage(deps.db, contestId, after, 200);
    const last = page.at(-1);
    if (!last) break;
    const there = await listWithLeaf(deps.db, contestId, page.map(subjectOfRow));
    const missing = page.filter((row) => !there.has(subjectOfRow(row)));
    await appendLeaves(deps.db, await leavesOf(deps.db, contest, missing));
    submissions += missing.length;
    after = last.attempt_id;
    await yieldIfDue();
  }
  await appendLeaf(deps.db, contestId, { v: 1, kind: 'begun', at: deps.clock.nowMs(), submissions });
}

const subjectOfRow = ({ attempt_id }: SubmissionRow): string => subjectOfSubmission(attempt_id);

/** Opens the first log of a contest, or the next one. */
export async function openLog(
  { clock, logKey }: Pick<Deps, 'clock' | 'logKey'>,
  tx: Queries,
  contest: CachedContest,
  logNo: number,
  continues: Continued | null,
): Promise<void> {
  const { contestId } = contest;
  if (!(await lockLog(tx, contestId))) return;
  const known = await readLog(tx, contestId);
  if (known && known.log_no >= logNo) return;
  const at = clock.nowMs();
  const origin = originOf(contestId, logNo);
  await insertLog(tx, contestId, logNo, origin, at);
  const head = { v: 1, at } as const;
  await appendLeaf(tx, contestId, {
    ...head,
    kind: 'log',
    demo: contest.demo,
    contest: contestId,
    origin,
    key: logKey.verifierKey,
    continues,
  });
  const first = contest.rulebookByVersion.get(1);
  if (first) await appendLeaf(tx, contestId, { ...head, kind: 'rules', version: 1, rulebook: first });
  await appendAmendments(tx, contest);
  for (const { name: round, sealed } of contest.rounds)
    if (sealed) {
      const { sealedAtMs, count, root } = sealed;
      await appendLeaf(tx, contestId, { v: 1, kind: 'questions', at: sealedAtMs, round, count, root });
    }
  if (continues) await queueAllAgain(tx, contestId, `log/${origin}`);
}

/** A leaf for each amendment that has none yet: those that were made while the log was being opened, or before there was one. */
export async function appendAmendments(
  db: Queries,
  { contestId, amendments, rulebookByVersion }: Pick<CachedContest, 'amendments' | 'contestId' | 'rulebookByVersion'>,
): Promise<void> {
  const subjects = amendments.map(({ version }) => `rules/${version}`);
  const there = subjects.length === 0 ? new Set() : await listWithLeaf(db, contestId, subjects);
  for (const each of amendments) {
    const rulebook = rulebookByVersion.get(each.version);
    if (rulebook && !there.has(`rules/${each.version}`)) await appendLeaf(db, contestId, amendmentLeaf(rulebook, each));
  }
}

/** Leaves of submissions out of the ledger, as they were made, or would have been, when they were committed. */
export async function leavesOf(
  db: Queries,
  contest: CachedContest,
  submissions: readonly SubmissionRow[],
  readPeople: typeof readSealedPeople = readSealedPeople,
): Promise<{ contestId: string; leaf: SubmissionLeaf; unitCode: string | null }[]> {
  const ids = submissions.map(({ attempt_id }) => attempt_id);
  const attempts = new Map((await readAttempts(db, ids)).map((row) => [row.id, row]));
  const answers = groupBy(await readAnswers(db, ids), ({ attempt_id }) => attempt_id);
  const handouts = groupBy(await readHandouts(db, ids), ({ attempt_id }) => attempt_id);
  const people = await readPeople(
    db,
    {
      contestantIds: submissions.map(({ contestant_id }) => contestant_id),
      roundIds: submissions.map(({ round_id }) => round_id),
      atMs: submissions.map(({ at_ms }) => at_ms),
    },
    askedAbout(contest.rulebook),
  );
  return submissions.flatMap((submission, at) => {
    const attempt = attempts.get(submission.attempt_id);
    const round = contest.rounds.find(({ roundId }) => roundId === submission.round_id);
    const person = people[at];
    if (!attempt || !round || !person || !contest.rulebookByVersion.has(attempt.rules_version)) return [];
    const sat = { answers: answers.get(attempt.id) ?? [], handouts: handouts.get(attempt.id) ?? [] };
    const leaf = submissionLeaf({ contest, round, attempt, submission, person, ...sat });
    return [{ contestId: contest.contestId, leaf, unitCode: person.unit_code }];
  });
}
