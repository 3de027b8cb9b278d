import type { Queries } from '../platform/db/database.ts';

/** Orders that the committee gave, with their reasons. Append-only; the newest about the same ones counts. SPEC M11, G13. */
export type OrderRow = { list: string; ids: string[]; reason: string; at_ms: number; actor: string };

/** The orders of a contest up to an instant, the newest first; those of units from before standings had names among them. */
export const readOrders = (db: Queries, contestId: string, atMs: number): Promise<OrderRow[]> =>
  db.query<OrderRow>(
    `select list, ids, reason, at_ms, actor from (
       select o.list, o.ids, o.reason, o.at_ms, o.actor, o.seq, 1 as kind from standing_orders o where o.contest_id = $1
       union all
       select 'collective-' || (d.award + 1), array(select jsonb_array_elements_text(d.tie -> 'units')), d.reason, d.at_ms,
              d.actor, d.seq, 0 from collective_decisions d where d.contest_id = $1
     ) all_orders where at_ms <= $2 order by at_ms desc, kind desc, seq desc`,
    [contestId, atMs],
  );

/** Saves an order under the contest's next number. The caller has locked the contest. */
export const appendOrder = (tx: Queries, contestId: string, order: OrderRow): Promise<unknown> =>
  tx.query(
    `insert into standing_orders (contest_id, seq, list, ids, reason, at_ms, actor)
     select $1, coalesce(max(seq), 0) + 1, $2, $3::text[], $4, $5, $6 from standing_orders where contest_id = $1`,
    [contestId, order.list, order.ids, order.reason, order.at_ms, order.actor],
  );

export type NumberedOrder = OrderRow & { seq: number };
/** The orders of a contest by their numbers. */
export const readNumberedOrders = (db: Queries, contestId: string): Promise<NumberedOrder[]> =>
  db.query<NumberedOrder>(
    'select seq, list, ids, reason, at_ms, actor from standing_orders where contest_id = $1 order by seq',
    [contestId],
  );
