import type { DrawnName } from '@hoithi/shared/contract/show-award';
import type { ShowCue } from '@hoithi/shared/contract/show-file';
import { seedOfValues } from '@hoithi/shared/rules/lots';
import { type DrawPlan, nothingDrawn, takeWinners } from '@hoithi/shared/rules/show/plan-draw';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readEnrolledAt, readNameConsents } from '../people/people-sql.ts';
import { readDrawPeople } from '../round/draws-sql.ts';
import { nameWinner } from '../round/results-document.ts';
import { readKnownDraws, viewDraw } from '../round/view-draws.ts';
import type { CachedRun } from './cached-run.ts';
import { drawOfCue, orderOf } from './lots-leaves.ts';
import { unitPath } from './unit-path.ts';
import { wallNameOf } from './wall-names.ts';

type DrawCue = Extract<ShowCue, { kind: 'draw' }>;

/** What a draw cue shows: the committee's draw, or the one among those present. SPEC H28, H29. */
export const readDrawPlan = (
  app: Pick<App, 'db'>,
  contest: CachedContest,
  run: CachedRun,
  cue: DrawCue,
): Promise<DrawPlan> =>
  cue.of.what === 'round'
    ? readRoundDraw(app, contest, cue.of, cue.winners)
    : drawAmongPresent(contest, run, cue.winners);

/** The same numbers in the same order as on the committee's page; names as the rules publish them. SPEC F41, H28. */
async function readRoundDraw(
  { db }: Pick<App, 'db'>,
  contest: CachedContest,
  of: Extract<DrawCue['of'], { what: 'round' }>,
  winners: number,
): Promise<DrawPlan> {
  const settled = contest.rounds.filter((round) => round.standingVersion !== null);
  const round = of.round === null ? settled.at(-1) : settled.find((each) => each.ordinal === of.round);
  if (!round) return nothingDrawn;
  const known = await readKnownDraws(db, round.roundId);
  const draw = of.draw === null ? known.findLast(({ over }) => over?.kind !== 'off') : known[of.draw - 1];
  if (!draw || draw.over?.kind === 'off') return nothingDrawn;
  const { label, people, listHash: hash, source, seed } = viewDraw(contest, draw);
  const numbers = (draw.over?.numbers ?? []).slice(0, winners);
  const listed = await readDrawPeople(db, draw.row.id, numbers);
  const ids = listed.map(({ contestant_id }) => contestant_id);
  const enrolled = new Map((await readEnrolledAt(db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const agreedToName = await readNameConsents(db, ids);
  const idOf = new Map(listed.map(({ number, contestant_id }) => [number, contestant_id]));
  const drawn = numbers.map((number): DrawnName => {
    const named = nameWinner({ contest, people: enrolled, agreedToName }, idOf.get(number) ?? '');
    return { number, ...named, absent: false };
  });
  const typed = draw.over === null && draw.steps.some(({ kind }) => kind === 'typed');
  return { of: 'round', label, list: { people, hash }, source, typed, seed, drawn };
}

/** The order of a drawing among those present; made once. */
const orders = new WeakMap<readonly string[], Promise<number[]>>();

/** Whoever was removed since is skipped. SPEC H29. */
async function drawAmongPresent(contest: CachedContest, run: CachedRun, winners: number): Promise<DrawPlan> {
  const { lots, cueIndex, removed } = run.state;
  if (!lots) return { ...nothingDrawn, of: 'present' };
  const { ids, listHash, people, values } = lots;
  const plan: DrawPlan = {
    ...{ of: 'present', label: null, list: { people: ids.length, hash: listHash }, typed: false },
    ...{ source: { kind: 'committed', people }, seed: null, drawn: [] },
  };
  if (!values) return plan;
  const seed = seedOfValues(values);
  const known = orders.get(values) ?? orderOf(drawOfCue(run.row.id, cueIndex), lots, seed);
  orders.set(values, known);
  const inOrder = (await known).map((number): DrawnName => {
    const playerId = ids[number - 1] ?? '';
    const player = run.players.get(playerId);
    const unitName = unitPath(contest, player?.unitCode ?? null);
    return { number, name: wallNameOf(run, playerId), unitName, absent: removed.has(playerId) };
  });
  return { ...plan, seed, drawn: takeWinners(inOrder, winners) };
}
