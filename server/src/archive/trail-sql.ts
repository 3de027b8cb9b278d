import type { Queries } from '../platform/db/database.ts';

/** The audit trail with the places of its entries in the chain. SPEC I20, I21. */

/** A place of the chain with its entry; every column of an entry is null where it is not there any more. */
export type ChainRow = {
  seq: number;
  hash: string;
  audit_id: number;
  id: number | null;
  contest_id: string | null;
  organization_id: string | null;
  at_ms: number | null;
  actor: string | null;
  act: string | null;
  object: string | null;
  detail: unknown;
};

export const readChain = (tx: Queries, afterSeq: number, countMax: number): Promise<ChainRow[]> =>
  tx.query<ChainRow>(
    `select c.seq, c.hash, c.audit_id, a.id, a.contest_id, a.organization_id, a.at_ms, a.actor, a.act, a.object, a.detail
     from audit_chain c left join audit a on a.id = c.audit_id where c.seq > $1 order by c.seq limit $2`,
    [afterSeq, countMax],
  );

/** Entries that have no place in the chain. */
export const readUnchained = (tx: Queries): Promise<{ id: number }[]> =>
  tx.query<{ id: number }>(
    'select id from audit a where not exists (select 1 from audit_chain c where c.audit_id = a.id) order by id',
  );

/** What left the installation with the end of the chain as it was then. */
export const readHeads = (tx: Queries): Promise<{ object: string; seq: number; hash: string }[]> =>
  tx.query<{ object: string; seq: number; hash: string }>(
    `select coalesce(object, '') as object, coalesce(split_part(audit_head, ' ', 1)::bigint, 0) as seq,
       coalesce(split_part(audit_head, ' ', 2), '') as hash
     from (select 'publication ' || round_id || ' ' || version as object, audit_head from publications
       union all select 'collective publication ' || contest_id || ' ' || version, audit_head from collective_publications
       union all select 'backup ' || id, audit_head from backups) heads
     where audit_head ~ '^[0-9]+ [0-9a-f]{64}$' order by 2, 1`,
  );
