import type { Database } from '../platform/db/database.ts';
import type { ArchiveHeader } from './archive-format.ts';
import { readPart } from './parts-sql.ts';
import { beginReadOnly } from './snapshot-sql.ts';
import { makeHeader, type PackedArchive, packArchive, packTables } from './write-archive.ts';

/** Packs a contest or a run as of this instant, for a hall box or back from it. SPEC B7, B8. */
export const exportPart = (
  db: Database,
  { kind, id, ...about }: Pick<ArchiveHeader, 'about' | 'madeAtMs'> & { kind: 'contest' | 'run'; id: string },
): PackedArchive =>
  packArchive(async (out) => {
    const header = await makeHeader(db, { kind, ...about });
    return db.transaction(async (tx) => {
      await beginReadOnly(tx);
      return packTables(header, await readPart(tx, kind, id), out);
    });
  });
