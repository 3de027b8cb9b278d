import type { Reminder } from '@hoithi/shared/contract/reminders';
import type { Queries } from '../platform/db/database.ts';

/** Who has not finished a round, and what was sent to them. SPEC S57, S58. */

/** `asks`: whether the contest asks for consent to notices; then those alone get one who gave it. */
export type Unfinished = { contestId: string; roundId: string; asks: boolean };

export type UnfinishedCounts = { people: number; without_phone: number; without_consent: number };

/** People of a contest without a submission in a round that counts; nobody who is simulated, excluded or erased. */
export async function countUnfinished(
  db: Queries,
  { contestId, roundId, asks }: Unfinished,
): Promise<UnfinishedCounts> {
  const [row] = await db.query<UnfinishedCounts>(
    `select (count(*) filter (where u.phone is not null and u.agrees))::int as people,
       (count(*) filter (where u.phone is null))::int as without_phone,
       (count(*) filter (where u.phone is not null and not u.agrees))::int as without_consent
     from (
       select o.phone, coalesce((select k.given from consents k where k.contestant_id = c.id and k.purpose = 'notices'
           order by k.at_ms desc limit 1), not $3::boolean)
         and coalesce((select k.given from consents k where k.contestant_id = c.id and k.purpose = 'take-part'
           order by k.at_ms desc limit 1), true) as agrees
       from contestants c join people o on o.id = c.person_id join profiles p on p.contestant_id = c.id
       where c.contest_id = $1 and not c.simulated
         and not exists (select 1 from counted_submissions s where s.round_id = $2 and s.contestant_id = c.id)
         and not exists (select 1 from excluded_people e where e.contest_id = c.contest_id and e.person_id = c.person_id)
     ) u`,
    [contestId, roundId, asks],
  );
  return row ?? { people: 0, without_phone: 0, without_consent: 0 };
}

/** Their numbers; `among`: only those, null for all. */
export const readUnfinished = (
  db: Queries,
  { contestId, roundId, asks }: Unfinished,
  among: readonly string[] | null,
): Promise<{ id: string; phone: string | null }[]> =>
  db.query<{ id: string; phone: string | null }>(
    `select c.id, o.phone from contestants c join people o on o.id = c.person_id join profiles p on p.contestant_id = c.id
     where c.contest_id = $1 and not c.simulated and o.phone is not null and ($4::uuid[] is null or c.id = any($4::uuid[]))
       and coalesce((select k.given from consents k where k.contestant_id = c.id and k.purpose = 'notices'
           order by k.at_ms desc limit 1), not $3::boolean)
       and coalesce((select k.given from consents k where k.contestant_id = c.id and k.purpose = 'take-part'
           order by k.at_ms desc limit 1), true)
       and not exists (select 1 from counted_submissions s where s.round_id = $2 and s.contestant_id = c.id)
       and not exists (select 1 from excluded_people e where e.contest_id = c.contest_id and e.person_id = c.person_id)`,
    [contestId, roundId, asks, among],
  );

export type NewReminder = { id: string; contestId: string; roundId: string; atMs: number; actor: string };

/** false: this one is there already, or another one of the round runs. */
export async function insertReminder(
  tx: Queries,
  { id, contestId, roundId, atMs, actor }: NewReminder,
  people: readonly string[],
): Promise<boolean> {
  const made = await tx.query(
    `insert into reminders (id, contest_id, round_id, made_at_ms, actor, people) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id`,
    [id, contestId, roundId, atMs, actor, people.length],
  );
  if (made.length === 0) return false;
  await tx.query(
    'insert into reminder_people (reminder_id, contestant_id) select $1, t.id from unnest($2::uuid[]) as t(id)',
    [id, people],
  );
  return true;
}

export const readReminders = (db: Queries, contestId: string, max: number): Promise<Reminder[]> =>
  db.query<Reminder>(
    `select r.id, r.made_at_ms as "madeAtMs", r.actor, a.name as "actorName", r.people, r.sent, r.failed,
       r.passed_over as "passedOver", r.ended_at_ms as "endedAtMs"
     from reminders r left join accounts a on r.actor = 'account:' || a.id
     where r.contest_id = $1 order by r.made_at_ms desc, r.id limit $2`,
    [contestId, max],
  );

export const readRunning = (db: Queries): Promise<{ id: string; contest_id: string; round_id: string }[]> =>
  db.query<{ id: string; contest_id: string; round_id: string }>(
    'select id, contest_id, round_id from reminders where ended_at_ms is null order by made_at_ms',
  );

/** Takes so many off those who wait; what another process takes is left to it. */
export const takeWaiting = (db: Queries, reminderId: string, max: number): Promise<{ contestant_id: string }[]> =>
  db.query<{ contestant_id: string }>(
    `delete from reminder_people where (reminder_id, contestant_id) in (
       select reminder_id, contestant_id from reminder_people where reminder_id = $1 limit $2 for update skip locked
     ) returning contestant_id`,
    [reminderId, max],
  );

export const countReminded = (
  db: Queries,
  reminderId: string,
  done: { sent: number; failed: number; passedOver: number },
): Promise<unknown> =>
  db.query(
    'update reminders set sent = sent + $2, failed = failed + $3, passed_over = passed_over + $4 where id = $1',
    [reminderId, done.sent, done.failed, done.passedOver],
  );

/** Where nobody waits any more and everybody is counted, or after `byMs`: a process that died took some with it. */
export const endReminder = (db: Queries, reminderId: string, atMs: number, stalledBeforeMs: number): Promise<unknown> =>
  db.query(
    `update reminders r set ended_at_ms = $2 where r.id = $1 and r.ended_at_ms is null
       and not exists (select 1 from reminder_people p where p.reminder_id = r.id)
       and (r.sent + r.failed + r.passed_over >= r.people or r.made_at_ms < $3)`,
    [reminderId, atMs, stalledBeforeMs],
  );
