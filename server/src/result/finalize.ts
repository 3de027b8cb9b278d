import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { LocalText } from '@hoithi/shared/contract/text';
import type { PendingAct } from '@hoithi/shared/contract/two-people';
import { roundPhase } from '@hoithi/shared/rules/round';
import { readPasskeysOf } from '../accounts/means-sql.ts';
import type { Place } from '../accounts/own-place.ts';
import { checkSigned } from '../accounts/passkeys.ts';
import { type ActForTwo, confirmFirst, confirmSecond, hashForTwo } from '../accounts/two-people.ts';
import { readSignature } from '../accounts/two-people-sql.ts';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { type Finalized, lockRound, readRoundEvents } from '../contest/round-events-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { refusingTransaction } from '../platform/db/refusing-transaction.ts';
import { showStep, takeStep } from '../round/change-round.ts';
import { computeStandings, roundsFirst } from '../round/compute-standings.ts';
import { judgeAside } from '../round/judge-aside.ts';
import { readSettledBasis, readStandings, readUndecided } from '../round/standings-sql.ts';
import { awardOf } from '../round/won-prize.ts';
import type { Acting } from '../web/sessions.ts';
import { isSameStanding } from './same-standing.ts';
import { hashStanding } from './standing-hash.ts';

type Deps = Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db' | 'logKey' | 'secondScorer' | 'sequencer'>;
type Found = { contest: CachedContest; round: CachedRound };
type Asked = { hash: string; pendingId: string | null; credential: { id: string } | null };
type Done = { finalized: boolean; pending: PendingAct | null };

/** What both people confirm of a standing. */
export const finalizing = (
  { contest, round }: Found,
  { version, hash }: { version: number; hash: string },
): ActForTwo => ({
  act: 'result:finalize',
  object: `round ${round.roundId}`,
  contestId: contest.contestId,
  may: 'result:finalize',
  subject: { round: round.name, version, standing: hash },
});

export const finalizeRule = ({ contest }: Pick<Found, 'contest'>): 'two' | 'one' =>
  contest.demo ? 'one' : contest.rulebook.publication.finalize;

/**
 * Confirms a standing: by the first of two people it waits for the second; by the second, or by one where the rules say so, the
 * result is finalized. Before, everything is computed once more from the ledger, and a second scorer compares where there is
 * one. Whoever has a passkey signs by it, over the hash of what is confirmed.
 *
 * Refuses  round_phase, earlier_round_first, prize_undecided, award_undrawn, standing_stale, scorer_differs, proof_wrong (no passkey's answer,
 *          or one to something else), and what `confirmFirst` and `confirmSecond` refuse.
 * Source   SPEC F10, I60, I61, M15a.
 */
export async function finalizeResult(
  app: Deps,
  by: Acting,
  found: Found,
  asked: Asked,
  place: Place,
): Promise<Result<Done>> {
  const ready = await readyToFinalize(app, found);
  if (!ready.ok) return ready;
  const { version, hash, scorer } = ready.value;
  const of = finalizing(found, { version, hash });
  const signed = await signatureOf(app, by, of, asked.credential, place);
  if (!signed.ok) return signed;
  const { round } = found;
  const finalized = { standingVersion: version, hash, scorer };
  const done = await refusingTransaction(app.db, async (tx): Promise<Result<Done>> => {
    await lockRound(tx, round.roundId);
    const now = (await readRoundEvents(tx, [round.roundId])).at(-1);
    if (now?.seq !== round.seq) return refuse({ code: 'confirmed_other' }); // a decision was quicker
    if (finalizeRule(found) === 'one') {
      if (asked.hash !== hashForTwo(of)) return refuse({ code: 'confirmed_other' });
      const people = by.accountId === null ? [] : [by.accountId];
      return step(tx, app, round, by.actor, { ...finalized, by: people, signed: signed.value ? [signed.value] : [] });
    }
    if (asked.pendingId === null) {
      const first = await confirmFirst(tx, app, by, of, { hash: asked.hash, signed: signed.value });
      return first.ok ? accept({ finalized: false, pending: first.value }) : first;
    }
    const both = await confirmSecond(tx, app, by, of, {
      ...{ pendingId: asked.pendingId, hash: asked.hash, signed: signed.value },
    });
    if (!both.ok) return both;
    const ofFirst = await readSignature(tx, asked.pendingId);
    return step(tx, app, round, by.actor, {
      ...finalized,
      by: [both.value.first.accountId, both.value.second.accountId],
      signed: [ofFirst, signed.value].filter((each) => each !== null),
    });
  });
  await showStep(app, round, done.ok);
  return done;
}

async function step(
  tx: Queries,
  app: Pick<App, 'clock'>,
  round: CachedRound,
  actor: string,
  detail: Finalized,
): Promise<Result<Done>> {
  const taken = await takeStep(tx, round, { kind: 'finalized', detail }, actor, app.clock.nowMs());
  return taken ? accept({ finalized: true, pending: null }) : refuse({ code: 'confirmed_other' });
}

/** A passkey's answer over what is confirmed, of the very account; null: the account has no passkey. */
async function signatureOf(
  app: Deps,
  { accountId }: Acting,
  of: ActForTwo,
  credential: Asked['credential'],
  place: Place,
): Promise<Result<object | null>> {
  if (accountId === null || (await readPasskeysOf(app.db, accountId)).length === 0) return accept(null);
  const holder = credential && (await checkSigned(app, credential, hashForTwo(of), place));
  return credential && holder === accountId ? accept(credential) : refuse({ code: 'proof_wrong' });
}

/** An award that the rules have drawn before the result is finalized, and that is not drawn yet. */
async function findUndrawn(
  db: Queries,
  { rulebook }: CachedContest,
  roundId: string,
  version: number,
): Promise<{ award: LocalText; people: number } | null> {
  for (const standing of await readStandings(db, roundId)) {
    if (standing.version !== version || standing.to_draw === 0) continue;
    const { id, label } = awardOf(rulebook, standing);
    const take = rulebook.awards.find((award) => award.id === id)?.take;
    if (take?.kind !== 'draw' || !take.later) return { award: label, people: standing.to_draw };
  }
  return null;
}

/** Whether a result may be finalized as it stands, and what would be confirmed. */
async function readyToFinalize(
  app: Deps,
  { contest, round }: Found,
): Promise<Result<{ version: number; hash: string; scorer: 'agreed' | 'none' }>> {
  const { standingVersion: version } = round;
  const phase = roundPhase(round, app.clock.nowMs());
  if (version === null || round.finalized || version === round.publishedVersion)
    return refuse({ code: 'round_phase', phase });
  const first = roundsFirst(contest, round).find((each) => !each.finalized && !each.published);
  if (first) return refuse({ code: 'earlier_round_first', round: first.label });
  const places = await readUndecided(app.db, round.roundId, version);
  if (places > 0) return refuse({ code: 'prize_undecided', places });
  const undrawn = await findUndrawn(app.db, contest, round.roundId, version);
  if (undrawn) return refuse({ code: 'award_undrawn', ...undrawn });
  return app.background.run(async (yieldIfDue) => {
    const settled = await readSettledBasis(app.db, round.roundId, version);
    const { computed } = await computeStandings(app.db, contest, round, {
      ...{ nowMs: app.clock.nowMs(), yieldIfDue, judge: judgeAside, settled },
    });
    if (!(await isSameStanding(app.db, round, version, computed))) return refuse({ code: 'standing_stale' });
    const second = await app.secondScorer?.(app, contest, round, version);
    if (second && second.differences > 0) return refuse({ code: 'scorer_differs', places: second.differences });
    const hash = await hashStanding(app.db, round, version, yieldIfDue);
    return accept({ version, hash, scorer: second ? ('agreed' as const) : ('none' as const) });
  });
}
