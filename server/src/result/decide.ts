import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type DecisionPreview, type DecisionWanted, movesShown } from '@hoithi/shared/contract/result-desk';
import type { Decision } from '@hoithi/shared/rulebook/judge/decide';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { lockContest } from '../contest/contests-sql.ts';
import { lockRound, readRoundEvents } from '../contest/round-events-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { applyDecisions } from '../round/apply-decisions.ts';
import { showStep, takeStep } from '../round/change-round.ts';
import { type ComputedStanding, computeStandings } from '../round/compute-standings.ts';
import { madeDecisions, readDecisions } from '../round/decisions-sql.ts';
import { judgeAside } from '../round/judge-aside.ts';
import type { SettledBasis } from '../round/read-basis.ts';
import { insertSettledBasis, insertStanding, readSettledBasis, readStanding } from '../round/standings-sql.ts';
import { checkDecision } from './check-decision.ts';
import { compareStandings } from './compare-standings.ts';
import { decisionOfDraw } from './draw-lots.ts';
import { decisionOfRun } from './played-ties.ts';
import { type Deciding, saveDecision } from './save-decision.ts';

type Deps = Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db' | 'live'>;
type Found = { contest: CachedContest; round: CachedRound };
type Asked = { base: number; decision: DecisionWanted | null };
type Thought = {
  computed: ComputedStanding[];
  basis: SettledBasis;
  preview: DecisionPreview;
  decision: Decision | null;
  decidedNo: number;
};

/** What is wanted, as the rules take it: a draw, or a run of equals, as what it has put in order. */
async function inRules(db: App['db'], found: Found, wanted: DecisionWanted | null): Promise<Result<Decision | null>> {
  if (wanted?.kind === 'incident') return accept({ ...wanted, roundId: found.round.name });
  if (wanted?.kind === 'played') return decisionOfRun(db, found, wanted.runId);
  if (wanted?.kind !== 'drawn') return accept(wanted);
  const decision = await decisionOfDraw(db, found, wanted.drawId);
  return decision ? accept(decision) : refuse({ code: 'not_found', what: 'draw' });
}

/**
 * What a decision would change: computed from the same facts by the same rules, and stored nowhere. The trail says that it was
 * looked at, since a preview shows whom a decision would pay.
 *
 * Refuses  standing_moved, round_phase, nothing_to_do, and what `checkDecision` refuses.
 * Source   SPEC F16.
 */
export async function previewDecision(
  app: Deps,
  by: Deciding,
  found: Found,
  asked: Asked,
): Promise<Result<DecisionPreview>> {
  const thought = await thinkOf(app, found, asked);
  if (!thought.ok) return thought;
  const { preview, decision } = thought.value;
  await writeAudit(app.db, {
    contestId: found.contest.contestId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'result:preview',
    object: `round ${found.round.ordinal}`,
    detail: {
      ...(decision ?? { kind: 'others' }),
      base: asked.base,
      moved: preview.lists.reduce((sum, { moved }) => sum + moved, 0),
      prizes: preview.lists.flatMap(({ prizes }) => prizes.map(({ personId }) => personId)).slice(0, movesShown),
    },
  });
  return accept(preview);
}

/**
 * Makes a decision: its row, the next numbered standing, and what every count reads, in one transaction. A finalized result is
 * verified anew; a published one stays until a correction is published.
 *
 * Refuses  as the preview does; standing_moved with both numbers where another decision was quicker.
 * Source   SPEC F14, F17.
 */
export async function makeDecision(
  app: Deps,
  by: Deciding,
  found: Found,
  { reason, ...asked }: Asked & { reason: string },
): Promise<Result<{ version: number }>> {
  const thought = await thinkOf(app, found, asked);
  if (!thought.ok) return thought;
  const { contest, round } = found;
  const { computed, basis, decision, decidedNo } = thought.value;
  const version = asked.base + 1;
  const done = await app.db.transaction(async (tx): Promise<Result<string[]>> => {
    await lockContest(tx, contest.contestId); // decisions are numbered
    await lockRound(tx, round.roundId);
    const now = (await readRoundEvents(tx, [round.roundId])).at(-1);
    const rows = await readDecisions(tx, contest.contestId);
    if (now?.seq !== round.seq || (rows.at(-1)?.no ?? 0) !== decidedNo) {
      const shown = now && 'standingVersion' in now.detail ? now.detail.standingVersion : asked.base;
      return refuse({ code: 'standing_moved', shown: asked.base, now: shown });
    }
    const atMs = computed[0]?.standing.computed_at_ms ?? app.clock.nowMs();
    const no = decision ? decidedNo + 1 : decidedNo;
    if (decision) await saveDecision(tx, { contest, round, decision, reason, by, no, atMs, base: asked.base });
    await insertSettledBasis(tx, round.roundId, version, basis);
    for (const { standing, rows: places } of computed)
      await insertStanding(tx, round.roundId, { ...standing, version, decided_no: no }, places);
    const made = [...madeDecisions(rows), ...(decision ? [{ ...decision, no, atMs }] : [])];
    const changed = await applyDecisions(tx, contest, round, made, { actor: by.actor, atMs });
    const detail = { standingVersion: version, decisionNo: decision ? no : null };
    await takeStep(tx, round, { kind: 'decided', detail }, by.actor, atMs);
    return accept(changed);
  });
  await showStep(app, round, done.ok);
  if (!done.ok) return done;
  for (const person of new Set(done.value)) app.live.recount(contest.contestId, person);
  return accept({ version });
}

async function thinkOf(
  app: Deps,
  { contest, round }: Found,
  { base, decision: wanted }: Asked,
): Promise<Result<Thought>> {
  const { standingVersion } = round;
  if (standingVersion === null) return refuse({ code: 'round_phase', phase: roundPhase(round, app.clock.nowMs()) });
  if (standingVersion !== base) return refuse({ code: 'standing_moved', shown: base, now: standingVersion });
  const read = await inRules(app.db, { contest, round }, wanted);
  if (!read.ok) return read;
  const decision = read.value;
  const rows = await readDecisions(app.db, contest.contestId);
  const decidedNo = rows.at(-1)?.no ?? 0;
  if (decision) {
    const checked = await checkDecision(app.db, contest, round, decision, madeDecisions(rows));
    if (!checked.ok) return checked;
  }
  return app.background.run(async (yieldIfDue): Promise<Result<Thought>> => {
    const before = await readStanding(app.db, round.roundId, base);
    // What was decided after a standing is later than it, also within one millisecond: whoever computes it again goes by that.
    const nowMs = Math.max(app.clock.nowMs(), (before?.computed_at_ms ?? 0) + 1);
    const settled = await readSettledBasis(app.db, round.roundId, base);
    const { computed, basis } = await computeStandings(app.db, contest, round, {
      ...{ nowMs, yieldIfDue, judge: judgeAside, decidedNo, thoughtOf: decision, settled },
    });
    const { preview, isSame } = await compareStandings(app.db, contest, round, base, computed);
    const saysNothing = decision === null || decision.kind === 'order' || decision.kind === 'lots';
    if (isSame && saysNothing) return refuse({ code: 'nothing_to_do' });
    return accept({ computed, basis, preview, decision, decidedNo });
  });
}
