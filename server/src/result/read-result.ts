import { accept, type Result } from '@hoithi/shared/contract/result';
import type { DeskDraw, DeskTie, ExcludedLater, KeyQuestion, ResultDesk } from '@hoithi/shared/contract/result-desk';
import { listDrawable } from '@hoithi/shared/rulebook/judge/drawable';
import { asTitle } from '@hoithi/shared/rules/as-title';
import { roundPhase } from '@hoithi/shared/rules/round';
import { readAccount } from '../accounts/accounts-sql.ts';
import { readPasskeysOf } from '../accounts/means-sql.ts';
import type { Place } from '../accounts/own-place.ts';
import { hashForTwo, readPendingActs } from '../accounts/two-people.ts';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readRoundEvents } from '../contest/round-events-sql.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { roundsFirst } from '../round/compute-standings.ts';
import { type DecisionRow, readDecisions } from '../round/decisions-sql.ts';
import { awardLabelOf, labelOf, listIdOf } from '../round/label-lists.ts';
import { resultsPathOf } from '../round/publish-round.ts';
import { readPublications, readStanding, type StandingRow } from '../round/standings-sql.ts';
import type { Acting } from '../web/sessions.ts';
import { countOpenComplaints } from './complaints-sql.ts';
import { finalizeRule, finalizing } from './finalize.ts';
import { playedBy, readPlayedTies } from './played-ties.ts';
import { type ListRow, readExcludedLater, readLists, readUndecidedRows } from './result-sql.ts';
import { hashStanding } from './standing-hash.ts';
import { viewDecisions } from './view-decisions.ts';
import { viewDrawn } from './view-drawn.ts';
import { viewPerson } from './view-people.ts';

type Deps = Pick<App, 'background' | 'clock' | 'contests' | 'db'>;
type Found = { contest: CachedContest; round: CachedRound };

/** Everything of a round's result but its places: what is open, decided, confirmed, published. Names are masked. SPEC F18. */
export async function readResult(app: Deps, by: Acting, found: Found, place: Place): Promise<Result<ResultDesk>> {
  const { contest, round } = found;
  const { db } = app;
  const version = round.standingVersion;
  const standing = version === null ? null : await readStanding(db, round.roundId, version);
  const lists = standing ? await readLists(db, round.roundId, standing.version) : [];
  const rows = await readDecisions(db, contest.contestId);
  return accept({
    round: {
      ...{ roundId: round.roundId, ordinal: round.ordinal, label: round.label },
      phase: roundPhase(round, app.clock.nowMs()),
      ...{ opensAtMs: round.opensAtMs, closesAtMs: round.closesAtMs, publishAtMs: round.publishAtMs },
    },
    standing: standing && viewStanding(contest, standing, lists),
    newDecisions: standing ? rows.filter(({ no }) => no > standing.decided_no).length : 0,
    ties: standing ? await readTies(db, contest, round, standing, lists) : [],
    draws: standing ? listDraws(contest, lists) : [],
    excludedLater: standing ? await readLater(db, found, rows) : [],
    drawn: await viewDrawn(app, by, found, rows),
    decisions: await viewDecisions(db, contest, round, rows),
    finalize: await viewFinalize(app, by, found, standing, place),
    published: (await readPublications(db, round.roundId)).map((each) => ({
      version: each.version,
      publishedAtMs: each.at_ms,
      reason: ('versions' in each.document && each.document.versions?.at(-1)?.reason) || null,
      path: `${resultsPathOf(contest, round)}?ban=${each.version}`,
    })),
    publishedVersion: round.publishedVersion,
    complaintsOpen: await countOpenComplaints(db, round.roundId),
    units: [...contest.units.units.values()]
      .filter(({ code }) => contest.units.unitOf(code)?.code === code)
      .map(({ code, name }) => ({ code, name })),
  });
}

const viewStanding = (
  contest: CachedContest,
  standing: StandingRow,
  lists: readonly ListRow[],
): ResultDesk['standing'] => ({
  version: standing.version,
  computedAtMs: standing.computed_at_ms,
  decidedNo: standing.decided_no,
  attempts: standing.attempts,
  persons: standing.round_persons,
  target: standing.prediction_target,
  lists: lists
    .filter(({ standing_id }) => standing_id !== '-')
    .map(({ list_no: list, standing_id: id, places, prizes, to_decide: toDecide }) => ({
      ...{ list, id, places, prizes, toDecide },
      ...{ label: labelOf(contest, id), award: awardLabelOf(contest, id) },
      awardPrizes: (awardWithId(contest, id)?.prizes ?? []).map(({ label }) => asTitle(label)),
    })),
});

const awardWithId = ({ rulebook }: CachedContest, standingId: string) =>
  rulebook.awards.find(({ id }) => id === standingId.split(/[@/]/)[0]);

/** Whether lots choose the winners of an award, and what its list does with equals. */
const awardOfList = (contest: CachedContest, standingId: string) => {
  const award = awardWithId(contest, standingId);
  const standing = contest.rulebook.standings.find(({ id }) => id === award?.from);
  return { drawn: award?.take.kind === 'draw', by: standing?.ties ?? 'committee' };
};

async function readTies(
  db: App['db'],
  contest: CachedContest,
  { roundId, closesAtMs }: CachedRound,
  { version }: StandingRow,
  lists: readonly ListRow[],
): Promise<DeskTie[]> {
  const open = lists.filter(({ to_decide, standing_id }) => to_decide > 0 && !awardOfList(contest, standing_id).drawn);
  if (open.length === 0) return [];
  const rows = await readUndecidedRows(db, roundId, version);
  const people = new Map(
    (
      await readEnrolledAt(
        db,
        rows.map(({ contestant_id }) => contestant_id),
        closesAtMs,
      )
    ).map((person) => [person.id, person]),
  );
  const runs = await readPlayedTies(db, contest.contestId, roundId);
  return open.flatMap(({ list_no: list, standing_id }) => {
    const own = rows.filter(({ list_no }) => list_no === list);
    return [...new Set(own.map(({ rank }) => rank))].map((rank): DeskTie => {
      const { by } = awardOfList(contest, standing_id);
      return {
        ...{ list, rank, by: by === 'shared' ? 'committee' : by },
        ...{ listId: listIdOf(contest, standing_id), label: labelOf(contest, standing_id) },
        played: playedBy(
          runs,
          standing_id,
          own.filter((row) => row.rank === rank).map(({ contestant_id }) => contestant_id),
        ),
        people: own
          .filter((row) => row.rank === rank)
          .map(({ contestant_id: personId }) => ({ personId, ...viewPerson(contest, people.get(personId)) })),
      };
    });
  });
}

/** Whoever is decided about is not open any more, whichever way it went. SPEC F18a. */
async function readLater(
  db: Queries,
  { contest, round }: Found,
  rows: readonly DecisionRow[],
): Promise<ExcludedLater[]> {
  const decided = new Set(
    rows.flatMap(({ kind, detail }) => (kind === 'exclude' || kind === 'include' ? [detail.personId] : [])),
  );
  const later = (await readExcludedLater(db, contest.contestId, round.roundId)).filter(
    ({ personId }) => !decided.has(personId),
  );
  const ids = later.map(({ personId }) => personId);
  const people = new Map((await readEnrolledAt(db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  return later.map((each) => ({ ...each, ...viewPerson(contest, people.get(each.personId)) }));
}

const listDraws = (contest: CachedContest, lists: readonly ListRow[]): DeskDraw[] =>
  lists
    .filter(({ to_draw }) => to_draw > 0)
    .map(({ list_no: list, standing_id: award, to_draw: people }) => ({
      ...{ list, award, people },
      label: labelOf(contest, award),
    }));

async function viewFinalize(
  app: Deps,
  by: Acting,
  found: Found,
  standing: StandingRow | null,
  { rpId }: Place,
): Promise<ResultDesk['finalize']> {
  const { contest, round } = found;
  const event = (await readRoundEvents(app.db, [round.roundId])).findLast(({ kind }) => kind === 'finalized');
  const last = round.finalized && event?.kind === 'finalized' ? event.detail : null;
  const names = await Promise.all((last?.by ?? []).map(async (id) => (await readAccount(app.db, id))?.name ?? ''));
  const after = roundsFirst(contest, round).find((each) => !each.finalized && !each.published)?.label ?? null;
  const view = { rule: finalizeRule(found), scorer: last?.scorer ?? null, by: names, after };
  const isOpen = standing !== null && !round.finalized && standing.version !== round.publishedVersion;
  if (!isOpen) return { ...view, hash: null, standingHash: last?.hash ?? null, pending: null, passkey: null };
  const standingHash = await app.background.run((yieldIfDue) =>
    hashStanding(app.db, round, standing.version, yieldIfDue),
  );
  const of = finalizing(found, { version: standing.version, hash: standingHash });
  const hash = hashForTwo(of);
  const pending = (await readPendingActs(app.db, app, by, of)).find((each) => each.hash === hash) ?? null;
  const ids = by.accountId ? (await readPasskeysOf(app.db, by.accountId)).map((each) => each.credential_id) : [];
  return { ...view, hash, standingHash, pending, passkey: ids.length > 0 ? { rpId, ids } : null };
}

/** Questions that the round could draw, with their key, for whoever may correct one. SPEC F15. */
export function listKeyQuestions({ contest, round }: Found): KeyQuestion[] {
  const { round: settings } = contest.settings(contest.rulesVersion, round.ordinal);
  const drawable = listDrawable(settings, contest.bankEntries);
  return [...contest.bank.values()]
    .filter(({ id }) => drawable.has(id))
    .map((question) => ({
      ...{ questionId: question.id, text: question.text, kind: question.kind },
      options: 'options' in question ? question.options : [],
      right: 'right' in question ? question.right : [],
    }));
}
