import type { FindAttempts, FoundPerson } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { judgedLagMs, reactionMs } from '@hoithi/shared/rules/lag-credit';
import { maskPhone, normalizePhone } from '@hoithi/shared/rules/phone';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import { findEnrolledByPhone } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { readAttemptsOfPerson } from './attempt-voids-sql.ts';

const attemptsShown = 200;

/** A person's attempts in a contest, by phone number, for a complaint or a check. Each search is in the audit trail. SPEC O5. */
export async function findAttempts(
  app: Pick<App, 'db' | 'clock' | 'contests'>,
  by: By,
  message: z.infer<typeof FindAttempts>,
): Promise<Result<FoundPerson>> {
  const contest = app.contests.byId(message.contestId);
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  const phone = normalizePhone(message.phone);
  if (phone === null) return refuse({ code: 'phone_unreadable' });
  const person = await findEnrolledByPhone(app.db, contest.contestId, phone);
  await writeAudit(app.db, {
    contestId: contest.contestId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'attempts:find',
    object: contest.slug,
    detail: person ? { contestantId: person.id, persons: [person.id] } : { found: false },
  });
  if (!person) return refuse({ code: 'not_found', what: 'person' });
  const unit = person.unit_code === null ? null : contest.units.unitOf(person.unit_code);
  const attempts = await readAttemptsOfPerson(app.db, person.id, attemptsShown, { judgedLagMs, reactionMs });
  return accept({
    name: person.name,
    phoneMasked: maskPhone(phone),
    unitName: unit?.name ?? null,
    attempts: attempts.flatMap(({ roundId, ...attempt }) => {
      const round = contest.rounds.find((each) => each.roundId === roundId);
      return round ? [{ ...attempt, roundId, round: round.label, settled: round.settled }] : [];
    }),
  });
}
