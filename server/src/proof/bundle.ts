import { createHash } from 'node:crypto';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readQuestions } from '../contest/contests-sql.ts';
import { listStillDrawn } from '../contest/drawn-entries.ts';
import { readSealedQuestions } from '../contest/seals-sql.ts';
import { hashLeafText } from '../log/leaf-hash.ts';
import type { SubmissionLeaf } from '../log/leaves.ts';
import { type LogRow, readCheckpoint, readCosignatures, readLog } from '../log/places-sql.ts';
import { saltOf, sealField } from '../log/seals.ts';
import type { Queries } from '../platform/db/database.ts';
import { readCheckpointNotes, readControlLeaves, readSubmissionLeaves } from './bundle-sql.ts';
import { readClosedMembers } from './close-members.ts';

/** public: what anybody may have. inspector: what opens every seal too. Both are about the same root. */
export type BundleKind = 'public' | 'inspector';
export const bundleFormat = 1;
/** A unit of fewer people is shown as one of the small ones. */
const smallUnit = 10;
const pageSize = 250;

type Covered = {
  rounds: readonly CachedRound[];
  names: ReadonlySet<string>;
  unitsOpen: boolean;
  lastPublication: number;
};

/**
 * Everything a result can be computed from again, as lines of JSON; `docs/proof.md` has each line. Of rounds that are not over
 * (for the public: not published) only hashes are in it, of questions that may still be drawn too.
 *
 * Source  SPEC Z5; trust 3.
 */
export async function* writeBundle(
  { db, clock }: Pick<App, 'db' | 'clock'>,
  contest: CachedContest,
  kind: BundleKind,
  yieldIfDue: () => Promise<void> = async () => undefined,
): AsyncGenerator<string> {
  const log = await readLog(db, contest.contestId);
  const checkpoint = log && (await readCheckpoint(db, log));
  if (!log || !checkpoint) return;
  const covered = coverOf(contest, kind);
  let lines = 0;
  const hash = createHash('sha256');
  const write = (value: unknown) => {
    lines += 1;
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    return line;
  };
  yield write({
    ...{ t: 'bundle', v: bundleFormat, kind, contest: contest.contestId, slug: contest.slug, origin: log.origin },
    ...{ size: checkpoint.size, root: checkpoint.root, madeAt: clock.nowMs(), rounds: [...covered.names] },
    unitsOpen: covered.unitsOpen,
  });
  for (const { note } of await readCheckpointNotes(db, log, checkpoint.size)) yield write({ t: 'checkpoint', note });
  for (const { size, line } of await readCosignatures(db, log)) yield write({ t: 'cosignature', size, line });
  yield* writeQuestions(db, contest, covered, kind, clock.nowMs(), write);
  yield* await writeControls(db, log, checkpoint.size, covered, kind, write);
  if (covered.unitsOpen)
    for await (const text of writeMembers(db, contest, covered, kind, write, yieldIfDue)) yield text;
  for (let from = 0; from < checkpoint.size; from += pageSize) {
    const page = await readSubmissionLeaves(db, log, from, Math.min(from + pageSize, checkpoint.size));
    let text = '';
    for (const row of page) {
      if (row.kind !== 'submission') continue;
      const leaf = JSON.parse(row.leaf) as SubmissionLeaf;
      text += write(
        covered.names.has(leaf.round) ? openSubmission(row, leaf, kind) : { t: 'hash', i: row.place, hash: row.hash },
      );
    }
    if (text !== '') yield text;
    await yieldIfDue();
  }
  yield `${JSON.stringify({ t: 'end', lines: lines + 1, hash: hash.digest('hex') })}\n`;
}

function coverOf({ rounds, rulebook }: CachedContest, kind: BundleKind): Covered {
  const own = rounds.filter((round) => (kind === 'public' ? round.published : round.settled));
  return {
    rounds: own,
    names: new Set(own.map(({ name }) => name)),
    // Where the rules show exact numbers by unit, units are no secret; the inspector sees them in any case.
    unitsOpen: kind === 'inspector' || rulebook.publication.liveCounters === 'exact',
    lastPublication: own.length,
  };
}

type Write = (value: unknown) => string;

/** Questions that nobody can draw any more, with what commits them; of the others the hashes. */
async function* writeQuestions(
  db: Queries,
  contest: CachedContest,
  { rounds }: Covered,
  kind: BundleKind,
  nowMs: number,
  write: Write,
): AsyncGenerator<string> {
  const drawn = listStillDrawn(contest, nowMs);
  const mayOpen = kind === 'inspector' || contest.rulebook.publication.answers !== 'never';
  for (const { roundId, name: round, sealed } of rounds) {
    if (sealed) {
      for (const [n, { salt, id, topic, body }] of (await readSealedQuestions(db, roundId)).entries()) {
        const leaf = canonicalJson({ salt, id, topic, body });
        const isOpen = mayOpen && !drawn.has(id);
        yield write(isOpen ? { t: 'question', round, n, leaf } : { t: 'question', round, n, hash: hashLeafText(leaf) });
      }
      continue;
    }
    // From before rounds were sealed: nothing commits them.
    for (const { question_id: id, topic, body } of await readQuestions(db, contest.contestId))
      if (mayOpen && !drawn.has(id))
        yield write({ t: 'question', round, n: null, leaf: canonicalJson({ id, topic, body }) });
  }
}

/** What is said of rounds that are not covered stays closed: who won, for one. */
const ofRounds = new Set(['close', 'standing', 'finalization', 'publication', 'table', 'show']);

async function writeControls(
  db: Queries,
  log: LogRow,
  size: number,
  { names }: Covered,
  kind: BundleKind,
  write: Write,
): Promise<string[]> {
  const rows = await readControlLeaves(db, log, size);
  const lastPublication = rows.findLast((row) => row.kind === 'publication')?.place ?? -1;
  const published = new Set(rows.flatMap((row) => (row.kind === 'units-publication' ? [versionOf(row.leaf)] : [])));
  const runs = new Set(rows.flatMap((row) => (row.kind === 'lots' ? endedRun(row.leaf) : [])));
  return rows.map(({ place: i, kind: of, leaf }) => {
    const { round, draw } = JSON.parse(leaf) as { round?: string; draw?: string };
    const isOver = (of !== 'lots' || runs.has(runOf(draw ?? ''))) && (of !== 'units' || published.has(versionOf(leaf)));
    const isOpen = ofRounds.has(of)
      ? names.has(round ?? '')
      : kind === 'inspector' || (isOver && (!['decision', 'draw'].includes(of) || i < lastPublication));
    return write(isOpen ? { t: 'leaf', i, leaf } : { t: 'hash', i, hash: hashLeafText(leaf) });
  });
}

const versionOf = (leaf: string): number => (JSON.parse(leaf) as { version: number }).version;
const runOf = (draw: string): string => draw.split('/')[0] ?? '';
/** The run that a last step of a draw says to have ended: before it nobody reads who is in its draws. */
function endedRun(leaf: string): string[] {
  const { draw, step } = JSON.parse(leaf) as { draw: string; step: number };
  return step === 2 ? [runOf(draw)] : [];
}

async function* writeMembers(
  db: Queries,
  contest: CachedContest,
  { rounds }: Covered,
  kind: BundleKind,
  write: Write,
  yieldIfDue: () => Promise<void>,
): AsyncGenerator<string> {
  for (const round of rounds) {
    const members = await readClosedMembers(db, contest, round, yieldIfDue);
    const people = new Map<string | null, number>();
    for (const { open } of members) if (open) people.set(open[1], (people.get(open[1]) ?? 0) + 1);
    let text = '';
    for (const [at, { person, unit, open }] of members.entries()) {
      const isSmall = kind === 'public' && open !== null && (people.get(open[1]) ?? 0) < smallUnit;
      text += write({ t: 'member', round: round.name, person, unit, open: isSmall ? null : open });
      if (at % 500 !== 499) continue;
      yield text;
      text = '';
      await yieldIfDue();
    }
    if (text !== '') yield text;
  }
}

/** A seal is opened only where what is there now is what was sealed then: a name may have changed since. */
function openSubmission(
  { place: i, leaf, key, name }: { place: number; leaf: string; key: string | null; name: string | null },
  { attempt, sealed }: SubmissionLeaf,
  kind: BundleKind,
) {
  if (kind === 'public' || key === null || sealed.name === null) return { t: 'leaf', i, leaf };
  const salt = saltOf(key, attempt, 'name');
  return sealField(salt, 'name', name) === sealed.name
    ? { t: 'leaf', i, leaf, name: [salt, name] }
    : { t: 'leaf', i, leaf };
}
