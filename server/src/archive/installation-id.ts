import { randomUUID } from 'node:crypto';
import type { Queries } from '../platform/db/database.ts';

/** Which house this is: made when it is first asked for, so that a template copied to many houses names none. SPEC B8. */
export async function readHouseId(db: Queries): Promise<string> {
  await db.query('insert into house (id) values ($1) on conflict do nothing', [randomUUID()]);
  const [row] = await db.query<{ id: string }>('select id from house');
  if (!row) throw new Error('a house just named has its id');
  return row.id;
}
