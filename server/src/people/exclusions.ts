import { limits } from '@hoithi/shared/contract/limits';
import type { AddExclusions, ListedExclusion, RemoveExclusions } from '@hoithi/shared/contract/organizer';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { normalizePhone } from '@hoithi/shared/rules/phone';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { type By, reaches } from '../contest/contest-scope.ts';
import { writeAudit } from '../platform/audit.ts';
import { countExclusions, deleteExclusions, insertExclusions, readExclusions } from './people-sql.ts';

/** Excludes people whom the rules exclude. All or nothing: a number that cannot be read is reported by its line. SPEC S7, O2. */
export async function addExclusions(
  app: Pick<App, 'db' | 'clock' | 'bus' | 'contests'>,
  by: By,
  message: z.infer<typeof AddExclusions>,
): Promise<Result<{ added: number }>> {
  const contest = app.contests.byId(message.contestId);
  if (!contest || !reaches(by, contest)) return refuse({ code: 'not_found', what: 'contest' });
  const phones = message.phones.map(normalizePhone);
  const problems = phones.flatMap((phone, at) =>
    phone === null ? [{ line: at + 1, column: 'phone', reason: 'phone_unreadable' }] : [],
  );
  if (problems.length > 0) return refuse({ code: 'file_invalid', problems });
  const unique = new Set(phones.filter((phone) => phone !== null));
  const nowMs = app.clock.nowMs();
  const added = await app.db.transaction(async (tx) => {
    const count = await insertExclusions(
      tx,
      contest.contestId,
      nowMs,
      [...unique].map((phone) => ({ phone, role: message.role })),
    );
    await writeAudit(tx, {
      contestId: contest.contestId,
      atMs: nowMs,
      actor: by.actor,
      act: 'exclusions:add',
      object: contest.slug,
      detail: { people: count, role: message.role, ...changed(await countExclusions(tx, contest.contestId), count) },
    });
    return count;
  });
  app.bus.publish('contest:changed', { contestId: contest.contestId });
  return accept({ added });
}

/** How many stood on the list before, and after. */
const changed = (after: number, more: number) => ({ before: { people: after - more }, after: { people: after } });

/** Who is excluded, for the organizer; each reading is in the audit trail. SPEC S7a. */
export async function listExclusions(
  app: Pick<App, 'db' | 'clock'>,
  by: { actor: string },
  contestId: string,
): Promise<Result<{ exclusions: ListedExclusion[] }>> {
  const exclusions = await readExclusions(app.db, contestId, limits.exclusionsShownMax);
  await writeAudit(app.db, {
    contestId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'exclusions:list',
    object: 'exclusions',
    detail: { people: exclusions.length },
  });
  return accept({ exclusions });
}

/** Takes people off the list, who may then take part. SPEC S7a. */
export async function removeExclusions(
  app: Pick<App, 'db' | 'clock' | 'bus'>,
  by: { actor: string },
  { contestId, phones }: z.infer<typeof RemoveExclusions>,
): Promise<Result<{ removed: number }>> {
  const removed = await app.db.transaction(async (tx) => {
    const people = await deleteExclusions(tx, contestId, phones);
    await writeAudit(tx, {
      contestId,
      atMs: app.clock.nowMs(),
      actor: by.actor,
      act: 'exclusions:remove',
      object: 'exclusions',
      detail: { people, ...changed(await countExclusions(tx, contestId), -people) },
    });
    return people;
  });
  app.bus.publish('contest:changed', { contestId });
  return accept({ removed });
}
