import type { SubmissionRow } from '../attempt/submissions-sql.ts';
import type { Enrolled } from '../people/people-sql.ts';
import { type Queries, statement } from '../platform/db/database.ts';

/** What one person has in a contest, as of one instant. */
export type OwnContest = {
  me: Enrolled;
  /** Attempts without a submission yet, oldest first. */
  open: { id: string; round_id: string; practice: boolean }[];
  /** Newest first. */
  submissions: SubmissionRow[];
  predictions: { round_id: string; value: number }[];
  /** Attempts that do not count any more, by the latest word on each. SPEC A13. */
  voids: { attempt_id: string; at_ms: number; reason: string }[];
};

type Row = Enrolled & { [K in Exclude<keyof OwnContest, 'me'>]: OwnContest[K] | null };

const ownContest = statement(
  'own-contest',
  `select c.id, c.contest_id, c.person_id, c.audience, c.simulated, c.registered_at_ms, p.name,
     (select m.unit_code from unit_memberships m where m.contestant_id = c.id order by m.since_ms desc limit 1) as unit_code,
     (select json_agg(json_build_object('id', a.id, 'round_id', a.round_id, 'practice', a.practice) order by a.started_at_ms)
      from attempts a where a.contestant_id = c.id
      and not exists (select 1 from submissions s where s.attempt_id = a.id)) as open,
     (select json_agg(s order by s.at_ms desc) from submissions s where s.contestant_id = c.id) as submissions,
     (select json_agg(json_build_object('round_id', g.round_id, 'value', g.value)) from predictions g
      where g.contestant_id = c.id) as predictions,
     (select json_agg(json_build_object('attempt_id', v.attempt_id, 'at_ms', v.at_ms, 'reason', coalesce(
        (select d.reason from decisions d where d.contest_id = c.contest_id and d.no = v.decision_no), v.reason)))
      from attempts a join lateral (select * from attempt_voids w where w.attempt_id = a.id order by w.seq desc limit 1) v on v.voided
      where a.contestant_id = c.id) as voids
   from contestants c join profiles p on p.contestant_id = c.id where c.contest_id = $1 and c.person_id = $2`,
);

/** null: not enrolled. */
export async function readOwnContest(db: Queries, contestId: string, personId: string): Promise<OwnContest | null> {
  const [row] = await db.query<Row>(ownContest, [contestId, personId]);
  if (!row) return null;
  const { open, submissions, predictions, voids, ...me } = row;
  return { me, open: open ?? [], submissions: submissions ?? [], predictions: predictions ?? [], voids: voids ?? [] };
}
