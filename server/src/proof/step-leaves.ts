import { createHash } from 'node:crypto';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import type { App } from '../app-parts.ts';
import { appendOrderLeaves, appendTableLeaves } from '../committee/brought-leaves.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { type RoundEventRow, readRoundEvents } from '../contest/round-events-sql.ts';
import { appendShowLeaves } from '../contest/show-leaves.ts';
import { appendLeaf, listWithLeaf } from '../log/entries-sql.ts';
import { sha256Hex } from '../log/leaf-hash.ts';
import { type Leaf, type StandingLeaf, subjectOf } from '../log/leaves.ts';
import type { Queries } from '../platform/db/database.ts';
import { appendAmendments } from './begin-log.ts';
import { closeLeaf } from './close-leaf.ts';
import { saveMembers, saveMembersAgain } from './close-members.ts';
import { areMembersSaved } from './close-members-sql.ts';
import {
  readAuditHead,
  readPlaces,
  readPublished,
  readStandingHeads,
  type StandingHead,
  sealPlaced,
} from './step-leaves-sql.ts';

type Yield = () => Promise<void>;

/**
 * The leaves of what happened to a contest: rules amended, rounds closed early or extended, settled with its standings, finalized,
 * published. Each follows from committed rows alone, so whichever process writes it, and when, changes nothing.
 *
 * Source  SPEC Z1.
 */
export async function appendStepLeaves(app: Pick<App, 'db'>, contest: CachedContest, yieldIfDue: Yield): Promise<void> {
  const { db } = app;
  await appendAmendments(db, contest);
  await appendShowLeaves(db, contest);
  await appendOrderLeaves(db, contest);
  for (const cached of contest.rounds) {
    const round = { ...cached };
    for (const event of await readRoundEvents(db, [round.roundId])) {
      // Another process, or another moment, may have moved the close since the round was cached.
      if ('closesAtMs' in event.detail) round.closesAtMs = event.detail.closesAtMs;
      const base = { v: 1, at: event.at_ms, round: round.name } as const;
      if (event.kind === 'closed-early' || event.kind === 'extended')
        await append(db, contest, { ...base, kind: 'timetable', seq: event.seq, closesAt: event.detail.closesAtMs });
      else if (event.kind === 'settled') await appendClose(db, contest, round, event, yieldIfDue);
      else if (event.kind === 'finalized')
        await append(db, contest, {
          ...base,
          kind: 'finalization',
          version: event.detail.standingVersion,
          by: event.detail.by ?? [event.actor],
          ...(event.detail.signed?.length
            ? { assertions: event.detail.signed.map((each) => canonicalJson(each)) }
            : {}),
        });
    }
    await appendTableLeaves(db, contest, round);
    if (round.settled) await appendStandings(db, contest, round, yieldIfDue);
    if (round.published) await appendPublications(db, contest, round);
  }
}

const append = (db: Queries, { contestId }: CachedContest, leaf: Leaf): Promise<string> =>
  appendLeaf(db, contestId, leaf);

async function isThere(db: Queries, { contestId }: CachedContest, subject: string): Promise<boolean> {
  return (await listWithLeaf(db, contestId, [subject])).has(subject);
}

async function appendClose(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  event: RoundEventRow,
  yieldIfDue: Yield,
): Promise<void> {
  if (!(await isThere(db, contest, `close/${round.name}`))) {
    await saveMembers(db, contest, round, { settledAtMs: event.at_ms, yieldIfDue });
    await append(db, contest, await closeLeaf(db, contest, round, { settledAtMs: event.at_ms, yieldIfDue }));
  } else if (!(await areMembersSaved(db, round.roundId)))
    await saveMembersAgain(db, contest, round, { settledAtMs: event.at_ms, yieldIfDue });
}

async function appendStandings(
  db: Queries,
  contest: CachedContest,
  round: CachedRound,
  yieldIfDue: Yield,
): Promise<void> {
  const heads = (await readStandingHeads(db, round.roundId)).filter(({ standing_id }) => standing_id !== '-');
  const subjects = heads.map(({ version, list_no }) => `standing/${round.name}/${version}/${list_no}`);
  const there = await listWithLeaf(db, contest.contestId, subjects);
  if (there.size < subjects.length) await sealPlaced(db, round.roundId);
  for (const [at, head] of heads.entries()) {
    if (there.has(subjects[at] ?? '')) continue;
    await append(db, contest, await standingLeaf(db, round, head, yieldIfDue));
  }
}

/** The line of a place as it is hashed: rank, pseudonym and the prize's number, or a dash. */
const placeLine = (rank: number, person: string, prize: string | null): string => `${rank} ${person} ${prize ?? '-'}\n`;

export async function standingLeaf(
  db: Queries,
  round: Pick<CachedRound, 'roundId' | 'name'>,
  head: StandingHead,
  yieldIfDue: Yield,
): Promise<StandingLeaf> {
  const hash = createHash('sha256');
  const prizes: [string, number][] = [];
  let equals: { rank: number; pseudonym: string; prize: string | null }[] = [];
  let count = 0;
  const close = () => {
    equals.sort((one, other) => (one.pseudonym < other.pseudonym ? -1 : 1));
    for (const { rank, pseudonym, prize } of equals) {
      hash.update(placeLine(rank, pseudonym, prize));
      if (prize !== null) prizes.push([pseudonym, Number(prize)]);
    }
    count += equals.length;
    equals = [];
  };
  for (let after = 0; ; ) {
    const page = await readPlaces(db, round.roundId, head, after, 1_000);
    const last = page.at(-1);
    if (!last) break;
    for (const place of page) {
      if (equals[0] && equals[0].rank !== place.rank) close();
      equals.push(place);
    }
    after = last.position;
    await yieldIfDue();
  }
  close();
  return {
    v: 1,
    kind: 'standing',
    at: head.computed_at_ms,
    round: round.name,
    version: head.version,
    list: head.list_no,
    id: head.standing_id,
    rules: head.rules_version,
    target: head.prediction_target,
    places: { count, hash: hash.digest('hex') },
    prizes,
    undecided: head.undecided,
  };
}

async function appendPublications(db: Queries, contest: CachedContest, round: CachedRound): Promise<void> {
  for (const { version, document, at_ms: at } of await readPublished(db, round.roundId)) {
    const leaf: Leaf = {
      ...{ v: 1, kind: 'publication', at, round: round.name, version },
      document: sha256Hex(canonicalJson(document)),
    };
    if (await isThere(db, contest, subjectOf(leaf))) continue;
    await append(db, contest, leaf);
    const head = await readAuditHead(db);
    if (head) await append(db, contest, { v: 1, kind: 'audit', at, ...head });
  }
}
