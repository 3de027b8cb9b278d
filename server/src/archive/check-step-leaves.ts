import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { readSealedAgain } from '../attempt/sealed-people-sql.ts';
import {
  readCollectiveDocuments,
  readCollectiveStandings,
  readJudgedAward,
} from '../collective/collective-standings-sql.ts';
import { judgedInLeaf, unitsPublicationLeaf } from '../collective/units-leaf.ts';
import { orderLeaf, tableLeaf } from '../committee/brought-leaves.ts';
import { readNumberedOrders } from '../committee/orders-sql.ts';
import { readTableVersions } from '../committee/tables-sql.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { type RoundEventRow, readRoundEvents } from '../contest/round-events-sql.ts';
import { showLeaves } from '../contest/show-leaves.ts';
import { sha256Hex } from '../log/leaf-hash.ts';
import { type CloseLeaf, type Leaf, type LeafOf, subjectOf } from '../log/leaves.ts';
import { readKnownPseudonyms } from '../log/pseudonyms-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { broughtPeople } from '../proof/brought-people.ts';
import { listsInLeaf } from '../proof/close-leaf.ts';
import { readClosedMembers, rootOfMembers } from '../proof/close-members.ts';
import { areMembersSaved } from '../proof/close-members-sql.ts';
import { standingLeaf } from '../proof/step-leaves.ts';
import { readPublished, readStandingHeads } from '../proof/step-leaves-sql.ts';
import { decisionInLeaf } from '../result/save-decision.ts';
import { type DecisionRow, madeDecisions, readDecisions } from '../round/decisions-sql.ts';
import { readDrawLeaves } from '../round/draw-leaves.ts';
import { readSettledBasis } from '../round/standings-sql.ts';
import { readLotsLeaves } from '../show/lots-leaves.ts';
import { type PlacedLeaf, readChainPlace, readMergedCodes } from './check-log-sql.ts';
import type { Samples } from './samples.ts';

const noYield = async () => undefined;
type Said<L extends Leaf = Leaf> = { place: number; leaf: L };

/** What a log says beside submissions, by what each leaf is about. */
export class StepLeaves {
  readonly #bySubject = new Map<string, Said>();

  note(page: readonly PlacedLeaf[]): void {
    for (const { kind, subject, place, leaf } of page)
      if (kind !== 'submission' && subject !== null && leaf !== null)
        this.#bySubject.set(subject, { place, leaf: JSON.parse(leaf) as Leaf });
  }

  has(subject: string): boolean {
    return this.#bySubject.has(subject);
  }

  /** Whether the close of a round stands before a place, other than where both were written when the log was begun. */
  isClosedBefore(round: string, place: number): boolean {
    const close = this.#bySubject.get(`close/${round}`);
    const begun = this.#bySubject.get('begun');
    return close !== undefined && close.place < place && begun !== undefined && begun.place < place;
  }

  all<K extends Leaf['kind']>(kind: K): [subject: string, leaf: LeafOf<K>][] {
    return [...this.#bySubject].flatMap(([subject, { leaf }]) =>
      leaf.kind === kind ? [[subject, leaf as LeafOf<K>] as [string, LeafOf<K>]] : [],
    );
  }

  /** The newest instant that a step has a leaf of: whatever is older has to have one too. */
  lastStepMs(): number {
    const steps = [...this.#bySubject.values()].filter(({ leaf }) =>
      ['timetable', 'close', 'standing', 'finalization', 'publication'].includes(leaf.kind),
    );
    return Math.max(0, ...steps.map(({ leaf }) => leaf.at));
  }
}

/** Leaves of steps and decisions against their rows, both ways. SPEC B2c. */
export async function checkSteps(
  tx: Queries,
  contest: CachedContest,
  said: StepLeaves,
  { rows, missing }: { rows: Samples; missing: Samples },
): Promise<void> {
  const expected = new Map<string, Leaf | null>();
  for (const round of contest.rounds) for (const each of await expectOf(tx, round)) expected.set(...each);
  for (const row of await readDecisions(tx, contest.contestId))
    expected.set(`decision/${row.no}`, await decisionLeaf(tx, row));
  for (const leaf of await broughtLeaves(tx, contest)) expected.set(subjectOf(leaf), leaf);
  const runs = new Set(said.all('lots').map(([, { draw }]) => draw.split('/')[0] ?? ''));
  for (const run of runs) for (const leaf of await readLotsLeaves(tx, run)) expected.set(subjectOf(leaf), leaf);
  for (const round of contest.rounds)
    for (const leaf of await readDrawLeaves(tx, contest, round)) expected.set(subjectOf(leaf), leaf);
  for (const each of await unitsLeaves(tx, contest, said)) expected.set(...each);
  const kinds = [
    'timetable',
    'standing',
    'finalization',
    'publication',
    'decision',
    'table',
    'show',
    'seed',
    'draw',
    'lots',
    'units',
    'units-publication',
  ] as const;
  for (const [subject, leaf] of kinds.flatMap((kind) => said.all(kind)))
    if (!isSame(expected.get(subject), leaf)) rows.add(`${contest.slug} ${subject}`);
  for (const [subject, leaf] of said.all('close'))
    if (!(await isCloseSound(tx, contest, leaf))) rows.add(`${contest.slug} ${subject}`);
  for (const [subject, leaf] of said.all('audit'))
    if ((await readChainPlace(tx, leaf.seq)) !== leaf.hash) rows.add(`${contest.slug} ${subject}`);
  for (const { name, sealed } of contest.rounds) {
    const leaf = said.all('questions').find(([, { round }]) => round === name)?.[1];
    if (leaf && (leaf.root !== sealed?.root || leaf.count !== sealed.count))
      rows.add(`${contest.slug} questions/${name}`);
  }
  const lastMs = said.lastStepMs();
  for (const [subject, leaf] of expected)
    if (leaf !== null && leaf.at < lastMs && !said.has(subject)) missing.add(`${contest.slug} ${subject}`);
}

const isSame = (expected: Leaf | null | undefined, said: Leaf): boolean =>
  expected !== null && expected !== undefined && canonicalJson(expected) === canonicalJson(said);

/** The leaves that follow from the rows of a round. null: a row that is none of a leaf. */
async function expectOf(tx: Queries, round: CachedRound): Promise<[string, Leaf | null][]> {
  const expected: [string, Leaf | null][] = [];
  const events = await readRoundEvents(tx, [round.roundId]);
  for (const event of events) {
    const leaf = leafOfEvent(round, event);
    if (leaf?.kind === 'timetable') expected.push([`timetable/${round.name}/${event.seq}`, leaf]);
    if (leaf?.kind === 'finalization') expected.push([`finalization/${round.name}/${leaf.version}`, leaf]);
  }
  for (const head of await readStandingHeads(tx, round.roundId))
    if (head.standing_id !== '-')
      expected.push([
        `standing/${round.name}/${head.version}/${head.list_no}`,
        await standingLeaf(tx, round, head, noYield),
      ]);
  const shown = events.filter(({ kind }) => kind === 'published' || kind === 'corrected');
  for (const { version, document, at_ms: at } of await readPublished(tx, round.roundId)) {
    const isShown = shown.some(({ detail }) => 'standingVersion' in detail && detail.standingVersion === version);
    const leaf: Leaf = {
      ...{ v: 1, kind: 'publication', at, round: round.name, version },
      document: sha256Hex(canonicalJson(document)),
    };
    expected.push([`publication/${round.name}/${version}`, isShown ? leaf : null]);
  }
  return expected;
}

/** Of an event that has one of its own. */
function leafOfEvent({ name: round }: Pick<CachedRound, 'name'>, event: RoundEventRow): Leaf | null {
  const base = { v: 1, at: event.at_ms, round } as const;
  if (event.kind === 'closed-early' || event.kind === 'extended')
    return { ...base, kind: 'timetable', seq: event.seq, closesAt: event.detail.closesAtMs };
  if (event.kind !== 'finalized') return null;
  const { standingVersion: version, by, signed } = event.detail;
  return {
    ...{ ...base, kind: 'finalization', version, by: by ?? [event.actor] },
    ...(signed?.length ? { assertions: signed.map((each) => canonicalJson(each)) } : {}),
  };
}

/** Tables, runs of shows and orders of the committee. */
async function broughtLeaves(tx: Queries, contest: CachedContest): Promise<Leaf[]> {
  const leaves: Leaf[] = await showLeaves(tx, contest);
  for (const round of contest.rounds)
    for (const version of await readTableVersions(tx, round.roundId))
      leaves.push(await tableLeaf(tx, contest, round, version));
  for (const order of await readNumberedOrders(tx, contest.contestId)) leaves.push(await orderLeaf(tx, order));
  return leaves;
}

/** Standings of units, with the units as the leaf has them, which nothing else stores; and what was published of them. */
async function unitsLeaves(tx: Queries, contest: CachedContest, said: StepLeaves): Promise<[string, Leaf | null][]> {
  const documents = await readCollectiveDocuments(tx, contest.contestId);
  const standings = new Map((await readCollectiveStandings(tx, contest.contestId)).map((row) => [row.version, row]));
  const expected: [string, Leaf | null][] = [];
  for (const [subject, { version, units, merged }] of said.all('units')) {
    const row = standings.get(version);
    const rulebook = row && contest.rulebookByVersion.get(row.rules_version);
    if (!row || !rulebook) continue;
    const judged = await readJudgedAward(tx, contest.contestId, version);
    expected.push([subject, { ...judgedInLeaf(contest, rulebook, row, judged), units, merged }]);
  }
  for (const [subject, { version }] of said.all('units-publication')) {
    const document = documents.get(version);
    expected.push([subject, document ? unitsPublicationLeaf(document) : null]);
  }
  return expected;
}

async function decisionLeaf(tx: Queries, row: DecisionRow): Promise<Leaf | null> {
  const [decision] = madeDecisions([row]);
  if (!decision) return null;
  return {
    ...{
      v: 1,
      kind: 'decision',
      at: row.at_ms,
      no: String(row.no),
      by: row.account_id ?? row.actor,
      reason: row.reason,
    },
    decision: await decisionInLeaf(tx, decision, readKnownPseudonyms),
  };
}

/** The settling that a close is of, everybody's unit at it, and the headcounts that the round was settled with. */
async function isCloseSound(tx: Queries, contest: CachedContest, leaf: CloseLeaf): Promise<boolean> {
  const round = contest.rounds.find(({ name }) => name === leaf.round);
  const settled = round && (await readRoundEvents(tx, [round.roundId])).find(({ kind }) => kind === 'settled');
  if (!round || settled?.at_ms !== leaf.at || round.closesAtMs !== leaf.closesAt) return false;
  if (!(await areMembersSound(tx, contest, round, leaf))) return false;
  const version = settled.kind === 'settled' ? settled.detail.standingVersion : 1;
  const basis = await readSettledBasis(tx, round.roundId, version);
  if (leaf.brought && !(await isBroughtSound(tx, contest, round, leaf))) return false;
  if (leaf.lists && canonicalJson(await listsInLeaf(tx, basis, readKnownPseudonyms)) !== canonicalJson(leaf.lists))
    return false;
  const said = new Map(leaf.units.map(({ code, headcounts }) => [code, headcounts]));
  return (basis?.units ?? []).every(({ code, headcounts }) =>
    headcounts.every(({ kind, people }) =>
      (said.get(code) ?? []).every((each) => each.kind !== kind || each.people === people),
    ),
  );
}

/** Everybody as was saved at the close, and with the unit that the ledger has: but for whose key is gone, and units merged since. */
async function areMembersSound(
  tx: Queries,
  contest: CachedContest,
  round: CachedRound,
  { members: said }: CloseLeaf,
): Promise<boolean> {
  const members = await readClosedMembers(tx, contest, round, noYield);
  if (members.length === 0) return said.count === 0 || !(await areMembersSaved(tx, round.roundId)); // from before they were
  const merged = new Set((await readMergedCodes(tx, contest.contestId)).map(({ code }) => code));
  return (
    members.length === said.count &&
    rootOfMembers(members) === said.root &&
    members.every(({ open, unit, now }) => open !== null || unit === null || !now.hasKey || merged.has(now.unit ?? ''))
  );
}

/** Whom tables and shows give a number; the digits are of what may have changed since. */
async function isBroughtSound(
  tx: Queries,
  contest: CachedContest,
  round: CachedRound,
  leaf: CloseLeaf,
): Promise<boolean> {
  const people = await broughtPeople(tx, contest, round, leaf.at, readSealedAgain);
  const named = (all: NonNullable<CloseLeaf['brought']>) => canonicalJson(all.map(([person, at]) => [person, at]));
  return named(people) === named(leaf.brought ?? []);
}
