import type { CorrectPerson, FindPeople, PeoplePage } from '@hoithi/shared/contract/people';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { maskPhone, normalizePhone } from '@hoithi/shared/rules/phone';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { writeAudit } from '../platform/audit.ts';
import { correctSlipOf, findPeopleRows, lockPerson, renamePerson } from './find-people-sql.ts';
import { insertMembership } from './people-sql.ts';

type By = { actor: string };
const pageSize = 25;

/** People of a contest, by part of a name or a whole number, and by unit with those below it. Each search is in the trail, without what was typed. SPEC O6. */
export async function findPeople(
  app: Pick<App, 'clock' | 'db'>,
  by: By,
  contest: CachedContest,
  { q, unit, page }: FindPeople,
): Promise<Result<PeoplePage>> {
  const typed = q.normalize('NFC').trim();
  const phone = /^[+\d\s.()-]{6,}$/.test(typed) ? normalizePhone(typed) : null;
  const like = typed === '' || phone !== null ? null : `%${typed.replace(/[\\%_]/g, '\\$&')}%`;
  const units = unit === null ? null : codesBelow(contest, unit);
  const rows = await findPeopleRows(app.db, contest.contestId, {
    ...{ like, phone, units, offset: page * pageSize, max: pageSize },
  });
  await writeAudit(app.db, {
    ...{ contestId: contest.contestId, atMs: app.clock.nowMs(), actor: by.actor, act: 'people:find' },
    object: contest.slug,
    detail: {
      by: [...(phone ? ['number'] : []), ...(like ? ['name'] : []), ...(unit ? ['unit'] : [])],
      people: rows.length,
      page,
    },
  });
  return accept({
    total: rows[0]?.total ?? 0,
    pageSize,
    people: rows.map((row) => ({
      ...{ contestantId: row.id, name: row.name, unitCode: row.unit_code, registeredAtMs: row.registered_at_ms },
      unitName: row.unit_code === null ? null : (contest.units.unitOf(row.unit_code)?.name ?? row.unit_code),
      phoneMasked: row.phone === null ? null : maskPhone(row.phone),
      ...{ attempts: row.attempts, submitted: row.submitted, excludedAs: row.excluded_as },
    })),
  });
}

/** A unit with all below it, and the codes that were merged into them. */
function codesBelow({ units }: CachedContest, code: string): string[] {
  return [...units.units.values()].flatMap((unit) => {
    const stands = units.unitOf(unit.code)?.code ?? unit.code;
    return stands === code || units.ancestorsOf(stands).includes(code) ? [unit.code] : [];
  });
}

/**
 * Corrects a name or a unit. The unit counts from now on: in rounds that are closed everybody counts for the unit of the close,
 * and what was published stands as it is.
 *
 * Refuses  not_found, unit_unknown.
 * Source   SPEC O7, C5.
 */
export async function correctPerson(
  app: Pick<App, 'clock' | 'db' | 'live'>,
  by: By,
  contest: CachedContest,
  contestantId: string,
  { name, unitCode, reason }: CorrectPerson,
): Promise<Result<Record<string, never>>> {
  const atMs = app.clock.nowMs();
  const { contestId } = contest;
  if (unitCode !== null && !contest.units.choose(unitCode, vietnamDayOf(atMs))) return refuse({ code: 'unit_unknown' });
  const done = await app.db.transaction(async (tx) => {
    const person = await lockPerson(tx, contestId, contestantId);
    if (!person) return false;
    const isMoved = unitCode !== null && unitCode !== person.unit_code;
    const isRenamed = name !== null && name !== person.name;
    if (isRenamed) await renamePerson(tx, contestantId, name);
    // The later of two in one millisecond stands behind the other.
    if (isMoved) await insertMembership(tx, contestantId, Math.max(atMs, (person.unit_since_ms ?? 0) + 1), unitCode);
    await correctSlipOf(tx, contestId, person.person_id, { name, unitCode });
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: 'people:correct', object: `person ${contestantId}` },
      detail: {
        reason,
        ...(isRenamed ? { name: true } : {}),
        ...(isMoved ? { before: person.unit_code, after: unitCode } : {}),
      },
    });
    return true;
  });
  if (!done) return refuse({ code: 'not_found', what: 'person' });
  app.live.recount(contestId, contestantId);
  return accept({});
}
