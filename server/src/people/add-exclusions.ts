import type { AddExclusions } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { normalizePhone } from '@hoithi/shared/rules/phone';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { insertExclusions } from './people-sql.ts';

/** Excludes people whom the rules exclude. All or nothing: a number that cannot be read is reported by its line. SPEC S7, O2. */
export async function addExclusions(
  app: Pick<App, 'db' | 'clock' | 'bus' | 'contests'>,
  by: { actor: string; contestId: string | null },
  message: z.infer<typeof AddExclusions>,
): Promise<Result<{ added: number }>> {
  const contest = app.contests.byId(message.contestId);
  if (!contest || (by.contestId !== null && by.contestId !== contest.contestId))
    return refuse({ code: 'not_found', what: 'contest' });
  const people = message.people.map((person) => ({ phone: normalizePhone(person.phone), role: person.role }));
  const problems = people.flatMap((person, at) =>
    person.phone === null ? [{ line: at + 1, column: 'phone', reason: 'phone_unreadable' }] : [],
  );
  if (problems.length > 0) return refuse({ code: 'file_invalid', problems });
  const unique = new Map(people.map((person) => [person.phone as string, person.role]));
  const nowMs = app.clock.nowMs();
  const added = await app.db.transaction(async (tx) => {
    const count = await insertExclusions(
      tx,
      contest.contestId,
      nowMs,
      [...unique].map(([phone, role]) => ({ phone, role })),
    );
    await writeAudit(tx, {
      contestId: contest.contestId,
      atMs: nowMs,
      actor: by.actor,
      act: 'exclusions:add',
      object: contest.slug,
      detail: { people: count },
    });
    return count;
  });
  app.bus.publish('contest:changed', { contestId: contest.contestId });
  return accept({ added });
}
