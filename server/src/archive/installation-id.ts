import { randomUUID } from 'node:crypto';
import type { Queries } from '../platform/db/database.ts';

/** Which house this is: made when it is first asked for, so that a template copied to many houses names none. SPEC B8. */
export async function readInstallationId(db: Queries): Promise<string> {
  await db.query('insert into installation (id) values ($1) on conflict do nothing', [randomUUID()]);
  const [row] = await db.query<{ id: string }>('select id from installation');
  if (!row) throw new Error('a house just named has its id');
  return row.id;
}
