import { writeAudit } from '../platform/audit.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { contestParts } from './hand-over.ts';
import type { Added } from './insert-rows.ts';
import { ArchiveRefused, checkArchive } from './read-archive.ts';
import { takePart } from './read-part.ts';

export type Taken = Added & { contestId: string };
type Deps = { db: Database; clock: Clock };

/** Takes nothing back when it throws: the transaction does. */
export class Conflicting extends Error {
  readonly added: Added;
  constructor(added: Added) {
    super('rows of the file cannot stand beside what is there');
    this.added = added;
  }
}

/**
 * Takes a contest from another house, ids and all, so that its shows can be performed here. Twice gives the same.
 *
 * Refuses  by listing the rows that differ from those that are here; nothing is written then. Throws KeptFileRefused.
 * Source   SPEC B7.
 */
export async function importContest({ db, clock }: Deps, path: string, actor: string): Promise<Taken> {
  const { header } = await checkArchive(path, 'contest');
  const allowed = new Set(contestParts.map(([table]) => table));
  let contestId: string | null = null;
  try {
    return await db.transaction(async (tx) => {
      await setStatementTimeout(tx);
      const added = await takePart(tx, path, allowed, (table, lines, { read }) => {
        for (const line of lines) {
          const own = read(line, table === 'contests' ? 'id' : 'contest_id');
          contestId ??= own;
          if (own === null || own !== contestId) throw new ArchiveRefused('damaged');
        }
        return [...lines];
      });
      if (contestId === null) throw new ArchiveRefused('damaged');
      if (added.conflicts.length > 0) throw new Conflicting(added);
      if (added.added > 0) {
        const detail = { added: added.added, installationId: header.installationId };
        const line = { contestId, atMs: clock.nowMs(), actor, act: 'contest:import', object: header.about, detail };
        await writeAudit(tx, line);
      }
      return { ...added, contestId };
    });
  } catch (fault) {
    if (fault instanceof Conflicting && contestId !== null) return { ...fault.added, added: 0, contestId };
    throw fault;
  }
}
