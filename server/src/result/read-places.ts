import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { DeskPlace, PlacesPage, PlacesQuery } from '@hoithi/shared/contract/result-desk';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { labelOf } from '../round/label-lists.ts';
import { wonPrize } from '../round/won-prize.ts';
import { readLists, readPhones, readPlacesPage } from './result-sql.ts';
import { viewPerson } from './view-people.ts';

const pageSize = 20;
type Found = { contest: CachedContest; round: CachedRound };
type Asked = z.output<typeof PlacesQuery>;
/** Full names and phones: for whoever has the role to read contacts; each look is in the trail, with its reason. */
export type Look = { actor: string; reason: string };

/** A page of a list of a standing, as it was settled; names masked unless they are looked at. SPEC F18, F19. */
export async function readPlaces(
  app: Pick<App, 'clock' | 'db'>,
  { contest, round }: Found,
  asked: Asked,
  look: Look | null = null,
): Promise<Result<PlacesPage>> {
  const version = asked.version ?? round.standingVersion ?? 0;
  const list = (await readLists(app.db, round.roundId, version)).find(({ list_no }) => list_no === asked.list);
  if (!list) return refuse({ code: 'not_found', what: 'standing' });
  const rows = await readPlacesPage(app.db, {
    ...{ roundId: round.roundId, version, list: asked.list, only: asked.only, order: asked.order },
    ...{ prize: asked.prize === '' ? null : `${asked.prize}`, reversed: asked.reversed },
    units: asked.unit === '' ? null : codesBelow(contest, asked.unit),
    ...{ asOfMs: round.closesAtMs - 1, offset: asked.page * pageSize, max: pageSize },
  });
  const ids = rows.map(({ contestant_id }) => contestant_id);
  const people = new Map((await readEnrolledAt(app.db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const phones = new Map(look ? (await readPhones(app.db, ids)).map(({ id, phone }) => [id, phone]) : []);
  const view = (row: (typeof rows)[number]): DeskPlace => ({
    ...{ personId: row.contestant_id, attemptId: row.attempt_id, rank: row.rank },
    ...viewPerson(contest, people.get(row.contestant_id), look !== null),
    phone: phones.get(row.contestant_id) ?? null,
    ...{ points: row.points, right: row.right_count, elapsedMs: row.elapsed_ms, submittedAtMs: row.submitted_at_ms },
    ...{ prediction: row.prediction, predictionError: row.prediction_error },
    ...{ aheadDecidedBy: row.ahead_decided_by, decidedBy: row.behind_decided_by, toDecide: row.to_decide },
    prize: wonPrize(contest.rulebook, { ...row, standing_id: list.standing_id }),
  });
  if (look)
    await writeAudit(app.db, {
      contestId: contest.contestId,
      atMs: app.clock.nowMs(),
      actor: look.actor,
      act: 'result:names',
      object: `round ${round.ordinal}`,
      detail: {
        list: labelOf(contest, list.standing_id).vi,
        page: asked.page,
        people: rows.length,
        persons: rows.map((row) => row.contestant_id),
        reason: look.reason,
      },
    });
  return accept({ total: rows[0]?.total ?? 0, pageSize, places: rows.map(view), fullNames: look !== null });
}

/** A unit with all below it, and the codes that were merged into them. */
function codesBelow({ units }: CachedContest, code: string): string[] {
  const own = [...units.units.values()].filter((unit) => {
    const stands = units.unitOf(unit.code)?.code ?? unit.code;
    return stands === code || units.ancestorsOf(stands).includes(code);
  });
  return own.map((unit) => unit.code);
}
