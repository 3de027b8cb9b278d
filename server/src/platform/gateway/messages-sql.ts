import type { FailureReason } from '@hoithi/shared/contract/message-views';
import type { Queries } from '../db/database.ts';
import type { MessagePurpose, RouteBudget } from './message-gateway.ts';

/** What became of messages, without anything of whom they went to. SPEC S50-S56. */

export type Try = { route: string; why: FailureReason | null; reference: string | null; price: number };

/** One row a route that was tried; `why` null: the gateway took it. */
export const insertTries = (
  db: Queries,
  message: { id: string; purpose: MessagePurpose; contestId: string | null; atMs: number },
  tries: readonly Try[],
): Promise<unknown> =>
  db.query(
    `insert into messages (id, place, route, purpose, contest_id, at_ms, why, reference, price)
     select $1, t.place, t.route, $2, $3, $4, t.why, t.reference, t.price
     from unnest($5::text[], $6::text[], $7::text[], $8::integer[]) with ordinality as t(route, why, reference, price, place)
     on conflict do nothing`,
    [
      ...[message.id, message.purpose, message.contestId, message.atMs],
      tries.map(({ route }) => route),
      tries.map(({ why }) => why),
      tries.map(({ reference }) => reference),
      tries.map(({ price }) => price),
    ],
  );

/** The code of this message was used. */
export const markMessageUsed = (db: Queries, id: string, atMs: number): Promise<unknown> =>
  db.query('update messages set used_at_ms = $2 where id = $1 and why is null and used_at_ms is null', [id, atMs]);

export type Period = { period: string; messagesMax: number | null; moneyMax: number | null };

export const periodsOf = (day: string, budget: RouteBudget): Period[] => [
  { period: day, messagesMax: budget.messagesPerDay, moneyMax: budget.moneyPerDay },
  { period: day.slice(0, 7), messagesMax: budget.messagesPerMonth, moneyMax: budget.moneyPerMonth },
];

/** Counts a message before it is sent; of those that are sent at the same instant one waits for the other. false: the budget is spent. */
export async function spend(tx: Queries, route: string, price: number, { period, ...max }: Period): Promise<boolean> {
  const rows = await tx.query(
    `insert into message_spending as s (route, period, messages, money)
     select $1, $2, 1, $3::bigint where $3::bigint <= coalesce($5::bigint, $3::bigint)
     on conflict (route, period) do update set messages = s.messages + 1, money = s.money + excluded.money
     where s.messages < coalesce($4::integer, s.messages + 1) and s.money + excluded.money <= coalesce($5::bigint, s.money + excluded.money)
     returning s.messages`,
    [route, period, price, max.messagesMax, max.moneyMax],
  );
  return rows.length === 1;
}

/** It was counted, and nothing was sent. */
export const giveBackSpent = (
  db: Queries,
  route: string,
  price: number,
  periods: readonly string[],
): Promise<unknown> =>
  db.query(
    'update message_spending set messages = messages - 1, money = money - $2 where route = $1 and period = any($3::text[]) and messages > 0',
    [route, price, periods],
  );

export const readSpent = (
  db: Queries,
  periods: readonly string[],
): Promise<{ route: string; period: string; messages: number; money: number }[]> =>
  db.query('select route, period, messages, money from message_spending where period = any($1::text[])', [periods]);

export const insertTokenRow = (tx: Queries, route: string): Promise<unknown> =>
  tx.query('insert into message_tokens (route) values ($1) on conflict do nothing', [route]);

export type TokenRow = { sealed: string | null };

export async function readToken(db: Queries, route: string): Promise<TokenRow | null> {
  const [row] = await db.query<TokenRow>('select sealed from message_tokens where route = $1', [route]);
  return row ?? null;
}

/** Until the transaction ends nobody else renews it. */
export async function lockToken(tx: Queries, route: string): Promise<TokenRow | null> {
  const [row] = await tx.query<TokenRow>('select sealed from message_tokens where route = $1 for update', [route]);
  return row ?? null;
}

export const writeToken = (tx: Queries, route: string, sealed: string, atMs: number): Promise<unknown> =>
  tx.query('update message_tokens set sealed = $2, changed_at_ms = $3 where route = $1', [route, sealed, atMs]);

/** At most so many rows of messages before an instant; what another process deletes is left to it. SPEC S56. */
export async function deleteMessagesBefore(db: Queries, beforeMs: number, countMax: number): Promise<number> {
  const rows = await db.query(
    `delete from messages where (id, place) in (
       select id, place from messages where at_ms < $1 limit $2 for update skip locked
     ) returning id`,
    [beforeMs, countMax],
  );
  return rows.length;
}
