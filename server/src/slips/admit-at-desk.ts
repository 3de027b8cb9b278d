import { randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { DeskAdmission } from '@hoithi/shared/contract/slip-views';
import type { AdmitAtDesk } from '@hoithi/shared/contract/slips';
import { foldText } from '@hoithi/shared/rules/fold';
import { normalizePhone } from '@hoithi/shared/rules/phone';
import { printSlipCode } from '@hoithi/shared/rules/slip-code';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { type Enrolled, findEnrolledByPhone, takeNumberOff } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { closeSessionsOf } from '../web/sessions-sql.ts';
import { newCode } from './make-slips.ts';
import { insertSlips } from './slips-sql.ts';

type DeskApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/**
 * Lets in a named person who has no number that works, by a code as on a slip, shown this once. With the number that they took
 * part by, the code leads to that same person; the number is taken off them, and whoever has it now is somebody else.
 *
 * Refuses  way_closed, phone_unreadable, not_found (nobody takes part by the number), name_differs, unit_unknown.
 * Source   SPEC S39, S40.
 */
export async function admitAtDesk(
  app: DeskApp,
  { actor }: { actor: string },
  contest: CachedContest,
  { name, unitCode, phone, reason }: AdmitAtDesk,
): Promise<Result<DeskAdmission>> {
  if (!contest.entryWays.includes('desk')) return refuse({ code: 'way_closed' });
  if (unitCode !== null && !contest.units.unitOf(unitCode)) return refuse({ code: 'unit_unknown' });
  const known = await whoHas(app, contest, phone, name);
  if (!known.ok) return known;
  const person = known.value;
  const [slipId, code, atMs] = [randomUUID(), newCode(), app.clock.nowMs()];
  const slip = {
    ...{ id: slipId, code, personId: person?.person_id ?? null },
    ...{ name: person?.name ?? name, unitCode: person?.unit_code ?? unitCode },
  };
  await app.db.transaction(async (tx) => {
    await insertSlips(tx, contest.contestId, atMs, [slip], true);
    if (person) {
      await takeNumberOff(tx, person.person_id);
      await closeSessionsOf(tx, person.person_id);
    }
    await writeAudit(tx, {
      ...{ contestId: contest.contestId, atMs, actor, act: 'entry:admit', object: `slip ${slipId}` },
      detail: { reason, unit: slip.unitCode, ...(person ? { contestant: person.id, number: 'taken-off' } : {}) },
    });
  });
  if (person) app.bus.publish('session:closed', { personId: person.person_id });
  return accept({ code: printSlipCode(code), name: slip.name, isKnown: person !== null });
}

/** Who takes part by a number, if one is stated; the name has to be theirs. */
async function whoHas(
  app: DeskApp,
  contest: CachedContest,
  stated: string,
  name: string,
): Promise<Result<Enrolled | null>> {
  if (stated === '') return accept(null);
  const phone = normalizePhone(stated);
  if (phone === null) return refuse({ code: 'phone_unreadable' });
  const person = await findEnrolledByPhone(app.db, contest.contestId, phone);
  if (!person) return refuse({ code: 'not_found', what: 'contestant' });
  return foldText(person.name) === foldText(name) ? accept(person) : refuse({ code: 'name_differs' });
}
