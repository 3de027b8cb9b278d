import { randomUUID } from 'node:crypto';
import { drawOrderMax, type GiveSeed, type NameDraw } from '@hoithi/shared/contract/draws';
import type { DrawFault } from '@hoithi/shared/contract/refusal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Decision } from '@hoithi/shared/rulebook/judge/decide';
import { commitToValue, drawLots, hashLotList, seedOfValues } from '@hoithi/shared/rules/lots';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { readRoundEvents } from '../contest/round-events-sql.ts';
import { appendLeaf } from '../log/entries-sql.ts';
import { readPseudonyms } from '../log/pseudonyms-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import { namedLeaf, overLeaves, peopleOf } from '../round/draw-leaves.ts';
import {
  type DrawStepRow,
  insertDraw,
  insertDrawStep,
  orderByFirstLeaf,
  readDrawPeople,
  readEqualsOf,
  readToDraw,
} from '../round/draws-sql.ts';
import { labelOf, listIdOf } from '../round/label-lists.ts';
import { type KnownDraw, readKnownDraws } from '../round/view-draws.ts';
import { finalizeRule } from './finalize.ts';
import { readLists } from './result-sql.ts';
import type { Deciding } from './save-decision.ts';

type Deps = Pick<App, 'background' | 'clock' | 'db' | 'sequencer'>;
type Found = { contest: CachedContest; round: CachedRound };
type Given = { state: 'typed' | 'drawn' };

const fault = (why: DrawFault, who = '', atMs = 0) => refuse({ code: 'draw_refused', why, who, atMs });

/**
 * Names where the seed of a draw will come from, and freezes its list in that very moment: people by numbers, in the order of
 * their first leaf. Row, trail and leaf are written in one transaction, so that nobody can say later that it was another list.
 *
 * Refuses  standing_moved, not_found (list), nothing_to_do (nobody to draw); draw_refused: `open`, `over` (nothing is drawn
 *          twice), `seed-exists` (the lottery has drawn already).
 * Source   SPEC F40.
 */
export async function nameDraw(
  app: Deps,
  by: Deciding,
  found: Found,
  { base, list, rank, source, reason }: NameDraw,
): Promise<Result<{ drawId: string }>> {
  const { contest, round } = found;
  const { standingVersion: version } = round;
  if (version === null) return refuse({ code: 'round_phase', phase: roundPhase(round, app.clock.nowMs()) });
  if (version !== base) return refuse({ code: 'standing_moved', shown: base, now: version });
  const standingId = (await readLists(app.db, round.roundId, version)).find(
    (each) => each.list_no === list,
  )?.standing_id;
  if (standingId === undefined) return refuse({ code: 'not_found', what: 'standing' });
  await app.sequencer.runNow(); // every leaf has its place
  const of = { roundId: round.roundId, version, standingId, rank };
  const ids = (await readToDraw(app.db, of)).map(({ contestant_id }) => contestant_id);
  if (ids.length < (rank === null ? 1 : 2)) return refuse({ code: 'nothing_to_do' });
  await readPseudonyms(app.db, ids); // who has none yet gets one
  const people = await orderByFirstLeaf(app.db, round.roundId, ids);
  const listHash = hashLotList(people.map(({ pseudonym }) => pseudonym));
  return app.db.transaction(async (tx): Promise<Result<{ drawId: string }>> => {
    await lockContest(tx, contest.contestId);
    if ((await readRoundEvents(tx, [round.roundId])).at(-1)?.seq !== round.seq)
      return refuse({ code: 'standing_moved', shown: base, now: base + 1 });
    const atMs = app.clock.nowMs();
    if (source.kind === 'lottery' && source.atMs <= atMs) return fault('seed-exists', '', source.atMs);
    for (const known of await readKnownDraws(tx, round.roundId)) {
      if (known.row.standing_id !== standingId || known.over?.kind === 'off') continue;
      if (rank !== null && !(await isAmong(tx, known, ids))) continue;
      if ((known.row.rank === null) === (rank === null)) return fault(known.over ? 'over' : 'open');
    }
    const drawId = randomUUID();
    const row = {
      ...{ id: drawId, contest_id: contest.contestId, round_id: round.roundId, standing_id: standingId, rank },
      ...{ base_version: base, people: people.length, list_hash: listHash, source, reason },
      ...{ actor: by.actor, account_id: by.accountId ?? null, at_ms: atMs },
    };
    await insertDraw(
      tx,
      row,
      people.map(({ contestant_id }) => contestant_id),
    );
    await appendLeaf(tx, contest.contestId, namedLeaf(contest, round, row));
    await trail(tx, found, by, atMs, 'draw:named', {
      ...{ drawId, list: labelOf(contest, standingId).vi, rank, people: people.length, listHash, source, reason },
    });
    return accept({ drawId });
  });
}

/** Whether equals are to be drawn who have been drawn already: nothing is drawn twice. */
async function isAmong(tx: Queries, { row }: KnownDraw, ids: readonly string[]): Promise<boolean> {
  const known = new Set((await readDrawPeople(tx, row.id)).map(({ contestant_id }) => contestant_id));
  return ids.every((id) => known.has(id));
}

/**
 * Gives a draw its seed: a lottery's digits, typed by two people, or every committed value, opened together. With it the order
 * of all numbers stands.
 *
 * Refuses  not_found; draw_refused: `over`, `seed-early`, `seed-form`, `seed-differs` (two people typed different digits: the
 *          second is not taken), `seed-wrong` (with whose value), `list-changed` (somebody is in the list now who was not).
 * Source   SPEC F41.
 */
export async function giveSeed(
  app: Deps,
  by: Deciding,
  found: Found,
  { drawId, values }: GiveSeed,
): Promise<Result<Given>> {
  const { contest, round } = found;
  const draw = (await readKnownDraws(app.db, round.roundId)).find(({ row }) => row.id === drawId);
  if (!draw) return refuse({ code: 'not_found', what: 'draw' });
  const read = readSeed(draw, values, app.clock.nowMs());
  if (!read.ok) return read;
  if (await hasGrown(app.db, round, draw)) return fault('list-changed');
  const seed = read.value;
  const { people, list_hash: listHash } = draw.row;
  const numbers = await app.background.run((yieldIfDue) =>
    drawLots({ draw: drawId, listHash, seed }, people, drawOrderMax, yieldIfDue),
  );
  const given = await app.db.transaction(async (tx): Promise<Result<Given>> => {
    await lockContest(tx, contest.contestId);
    const now = (await readKnownDraws(tx, round.roundId)).find(({ row }) => row.id === drawId);
    if (!now || now.over) return fault('over');
    const atMs = app.clock.nowMs();
    const step = {
      ...{ draw_id: drawId, seq: (now.steps.at(-1)?.seq ?? 0) + 1, value: seed, numbers: null, reason: null },
      ...{ actor: by.actor, account_id: by.accountId ?? null, at_ms: atMs },
    };
    if (draw.row.source.kind === 'lottery' && finalizeRule(found) === 'two') {
      const others = typedByOthers(now.steps, by);
      if (others.length > 0 && !others.some(({ value }) => value === seed)) return fault('seed-differs');
      if (others.length === 0) {
        await insertDrawStep(tx, { ...step, kind: 'typed' });
        await trail(tx, found, by, atMs, 'draw:typed', { drawId });
        return accept({ state: 'typed' });
      }
    }
    const drawn: DrawStepRow = { ...step, kind: 'drawn', numbers };
    await insertDrawStep(tx, drawn);
    const ids = await readPseudonyms(tx, await peopleOf(tx, drawId, numbers));
    for (const leaf of overLeaves(drawn, ids)) await appendLeaf(tx, contest.contestId, leaf);
    await trail(tx, found, by, atMs, 'draw:drawn', { drawId, seed, numbers: numbers.slice(0, 20) });
    return accept({ state: 'drawn' });
  });
  if (!given.ok) await trail(app.db, found, by, app.clock.nowMs(), 'draw:refused', { drawId, ...given.refusal });
  return given;
}

function readSeed({ row, over }: KnownDraw, values: readonly string[], nowMs: number): Result<string> {
  if (over) return fault('over');
  const { source } = row;
  if (source.kind === 'lottery') {
    if (nowMs < source.atMs) return fault('seed-early', '', source.atMs);
    const [value = ''] = values;
    return values.length === 1 && /^\d+$/.test(value) && value.length === source.digits
      ? accept(value)
      : fault('seed-form');
  }
  if (values.length !== source.people.length) return fault('seed-form');
  const wrong = source.people.find(({ name, hash }, at) => commitToValue(name, values[at] ?? '') !== hash);
  return wrong ? fault('seed-wrong', wrong.name) : accept(seedOfValues(values));
}

/** The last that each other person typed. */
function typedByOthers(steps: readonly DrawStepRow[], by: Deciding): DrawStepRow[] {
  const typed = steps.filter(({ kind }) => kind === 'typed');
  const last = new Map(typed.map((step) => [step.account_id ?? step.actor, step]));
  last.delete(by.accountId ?? by.actor);
  return [...last.values()];
}

/** Whether somebody is in the list now who was not in it when it was frozen. */
export async function hasGrown(db: Queries, round: CachedRound, { row, over }: KnownDraw): Promise<boolean> {
  const { standingVersion: version } = round;
  if (over || version === null || version === row.base_version) return false;
  const frozen = (await readDrawPeople(db, row.id)).map(({ contestant_id }) => contestant_id);
  const of = { roundId: round.roundId, version, standingId: row.standing_id };
  const now =
    row.rank === null ? await readToDraw(db, { ...of, rank: null }) : await readEqualsOf(db, { ...of, people: frozen });
  const known = new Set(frozen);
  return now.some(({ contestant_id }) => !known.has(contestant_id));
}

/**
 * Calls off a draw that has not been drawn, with its reason: where its list has grown, or before anybody can know the seed.
 *
 * Refuses  not_found; draw_refused: `over`, `seed-known`.
 * Source   SPEC F41.
 */
export async function callOffDraw(
  app: Deps,
  by: Deciding,
  found: Found,
  { drawId, reason }: { drawId: string; reason: string },
): Promise<Result<null>> {
  const { contest, round } = found;
  return app.db.transaction(async (tx): Promise<Result<null>> => {
    await lockContest(tx, contest.contestId);
    const draw = (await readKnownDraws(tx, round.roundId)).find(({ row }) => row.id === drawId);
    if (!draw) return refuse({ code: 'not_found', what: 'draw' });
    if (draw.over) return fault('over');
    const atMs = app.clock.nowMs();
    const { source } = draw.row;
    const isKnown = source.kind === 'lottery' && source.atMs <= atMs;
    if (isKnown && !(await hasGrown(tx, round, draw))) return fault('seed-known', '', source.atMs);
    const off: DrawStepRow = {
      ...{ draw_id: drawId, seq: (draw.steps.at(-1)?.seq ?? 0) + 1, kind: 'off', value: null, numbers: null, reason },
      ...{ actor: by.actor, account_id: by.accountId ?? null, at_ms: atMs },
    };
    await insertDrawStep(tx, off);
    for (const leaf of overLeaves(off, [])) await appendLeaf(tx, contest.contestId, leaf);
    await trail(tx, found, by, atMs, 'draw:off', { drawId, reason });
    return accept(null);
  });
}

/** What a draw decides: the winners of an award in their order, or equals. null: it is not drawn, or not of this round. */
export async function decisionOfDraw(
  db: Queries,
  { contest, round }: Found,
  drawId: string,
): Promise<Extract<Decision, { kind: 'order' | 'lots' }> | null> {
  const draw = (await readKnownDraws(db, round.roundId)).find(({ row }) => row.id === drawId);
  if (draw?.over?.kind !== 'drawn') return null;
  const { rank, standing_id } = draw.row;
  const ids = await peopleOf(db, drawId, draw.over.numbers ?? []);
  return rank === null
    ? { kind: 'lots', award: standing_id, ids, draw: drawId }
    : { kind: 'order', list: listIdOf(contest, standing_id), ids, draw: drawId };
}

const trail = (
  tx: Queries,
  { contest, round }: Found,
  by: Deciding,
  atMs: number,
  act: string,
  detail: Record<string, unknown>,
) =>
  writeAudit(tx, {
    ...{ contestId: contest.contestId, atMs, actor: by.actor, act },
    ...{ object: `round ${round.ordinal}`, detail },
  });
