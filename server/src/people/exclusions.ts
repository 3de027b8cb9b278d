import { createHash } from 'node:crypto';
import type {
  AddExclusions,
  ExclusionProblem,
  ExclusionsPreview,
  ExclusionsQuery,
  ListedExclusion,
  RemoveExclusions,
} from '@hoithi/shared/contract/exclusions';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type ExclusionMark, readExclusionMark } from '@hoithi/shared/rules/exclusion-mark';
import type { ExclusionLine } from '@hoithi/shared/rules/read-exclusion-table';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readUpload } from '../documents/read-upload.ts';
import { tooHeavy } from '../documents/table-read.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { keyedHash } from '../platform/own-keys.ts';
import {
  countExclusions,
  deleteExclusions,
  insertExclusions,
  type NewExclusion,
  readExclusions,
  readSlipHashes,
} from './exclusions-sql.ts';
import type { readExclusionsFile } from './read-exclusions-file.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'ownKeys' | 'ways'>;
type Actor = { actor: string };
const problemsShown = 200;
const endingLength = 4;

/** Excludes people by what is typed of them. All or nothing: what cannot be read is reported by its line. SPEC S7, S7a, O2. */
export async function addExclusions(
  app: Deps,
  by: By,
  message: z.infer<typeof AddExclusions>,
): Promise<Result<{ added: number }>> {
  const contest = app.contests.byId(message.contestId);
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  const { reason, role } = message;
  const read = message.marks.map((text, at) => ({ line: at + 1, mark: readExclusionMark(text) }));
  const lines = read.flatMap(({ line, mark }) => (mark === null ? [] : [{ line, ...mark, reason }]));
  const known = await asRows(app, contest.contestId, lines);
  const problems = [
    ...read.flatMap(({ line, mark }) => (mark === null ? [{ line, column: 'mark', reason: 'mark_unreadable' }] : [])),
    ...known.problems.map(({ line, problem }) => ({ line, column: 'mark', reason: problem })),
  ].sort((a, b) => a.line - b.line);
  if (problems.length > 0) return refuse({ code: 'file_invalid', problems: problems.slice(0, problemsShown) });
  return accept({ added: await exclude(app, by, contest, { rows: known.rows, role, detail: { reason } }) });
}

/** The same from a table, which is shown first; nothing is written while it has a problem. SPEC S7a. */
export async function loadExclusions(
  app: Deps,
  by: Actor,
  contest: CachedContest,
  file: Buffer,
  { write, role, reason }: z.output<typeof ExclusionsQuery>,
): Promise<Result<ExclusionsPreview>> {
  const given = await readUpload<typeof readExclusionsFile>({
    program: 'exclusions-worker',
    given: [file],
    msMax: limits.fileReadMsMax,
  });
  const { lines, unknownColumns, ...read } = given ?? tooHeavy;
  const own: ExclusionLine[] = lines.map((each) => ({ ...each, reason: each.reason || reason }));
  const known = await asRows(app, contest.contestId, own);
  const problems = [...read.problems, ...known.problems].sort((a, b) => a.line - b.line);
  const written = write === 'true' && problems.length === 0 && known.rows.length > 0;
  const detail = { reason, file: createHash('sha256').update(file).digest('hex').slice(0, 16) };
  const people = (way: ExclusionMark['way']) => own.filter((each) => each.way === way).length;
  return accept({
    people: { phone: people('phone'), slip: people('slip'), identifier: people('identifier') },
    unknownColumns,
    problems: problems.slice(0, problemsShown),
    problemCount: problems.length,
    written,
    added: written ? await exclude(app, by, contest, { rows: known.rows, role, detail }) : 0,
  });
}

/**
 * What is stored of each: the number; of a code that is on a slip of the contest, and of an identifier for each issuer that the
 * installation is set up for, a hash and the last of it.
 */
async function asRows(
  app: Deps,
  contestId: string,
  lines: readonly ExclusionLine[],
): Promise<{ rows: NewExclusion[]; problems: ExclusionProblem[] }> {
  const { host, oidc } = app.ways;
  const issuers = [
    host && ({ way: 'host', of: host.issuer } as const),
    oidc && ({ way: 'oidc', of: oidc.issuer } as const),
  ];
  const codes = lines.filter(({ way }) => way === 'slip').map(({ text }) => text);
  const hashes = new Map((await readSlipHashes(app.db, contestId, codes)).map((each) => [each.code, each.code_hash]));
  const rows = new Map<string, NewExclusion>();
  const problems: ExclusionProblem[] = [];
  const add = (key: string, row: NewExclusion) => rows.set(key, row);
  for (const { line, way, text, reason } of lines) {
    const bad = (problem: ExclusionProblem['problem']) =>
      problems.push({ line, column: way, problem, value: way === 'phone' ? '' : text.slice(-endingLength) });
    const ending = text.slice(-endingLength);
    if (way === 'phone') add(text, { way: null, phone: text, reason });
    if (way === 'slip') {
      const markHash = hashes.get(text);
      if (markHash) add(text, { way, markHash, ending, reason });
      else bad('slip_unknown');
    }
    if (way === 'identifier') {
      const of = issuers.filter((each) => each !== null);
      if (of.length === 0) bad('identifier_unused');
      for (const issuer of of) {
        const markHash = keyedHash(app.ownKeys.identities, `${issuer.way} ${issuer.of} ${text}`);
        add(`${issuer.way} ${text}`, { way: issuer.way, markHash, ending, reason });
      }
    }
  }
  return { rows: [...rows.values()], problems };
}

/** Answers how many are on the list who were not. */
async function exclude(
  app: Deps,
  { actor }: Actor,
  { contestId, slug }: CachedContest,
  { rows, role, detail }: { rows: readonly NewExclusion[]; role: string; detail: Record<string, unknown> },
): Promise<number> {
  const atMs = app.clock.nowMs();
  const added = await changing(app.db, contestId, async (tx, change) => {
    await insertExclusions(tx, contestId, { role, actor, atMs }, rows);
    const { people, ...counts } = await change();
    const entry = { people, role, ...detail, ...counts };
    await writeAudit(tx, { contestId, atMs, actor, act: 'exclusions:add', object: slug, detail: entry });
    return people;
  });
  app.bus.publish('contest:changed', { contestId });
  return added;
}

type Change = () => Promise<{ people: number; before: { people: number }; after: { people: number } }>;

/** `change` says how many stood on the list before, and after. */
const changing = <T>(db: App['db'], contestId: string, act: (tx: Queries, change: Change) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    const before = await countExclusions(tx, contestId);
    return act(tx, async () => {
      const after = await countExclusions(tx, contestId);
      return { people: Math.abs(after - before), before: { people: before }, after: { people: after } };
    });
  });

/** Who is excluded, for the committee; each reading is in the audit trail. SPEC S7a. */
export async function listExclusions(
  app: Pick<App, 'db' | 'clock'>,
  by: Actor,
  contestId: string,
): Promise<Result<{ exclusions: ListedExclusion[] }>> {
  const exclusions = await readExclusions(app.db, contestId, limits.exclusionsShownMax);
  await writeAudit(app.db, {
    contestId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'exclusions:list',
    object: 'exclusions',
    detail: { people: exclusions.length },
  });
  return accept({ exclusions });
}

/** Takes people off the list, who may then take part. SPEC S7a. */
export async function removeExclusions(
  app: Pick<App, 'db' | 'clock' | 'bus'>,
  by: Actor,
  { contestId, ids }: z.infer<typeof RemoveExclusions>,
): Promise<Result<{ removed: number }>> {
  const removed = await changing(app.db, contestId, async (tx, change) => {
    await deleteExclusions(tx, contestId, ids);
    const detail = await change();
    await writeAudit(tx, {
      contestId,
      atMs: app.clock.nowMs(),
      actor: by.actor,
      act: 'exclusions:remove',
      object: 'exclusions',
      detail,
    });
    return detail.people;
  });
  app.bus.publish('contest:changed', { contestId });
  return accept({ removed });
}
