import type { Queries } from '../platform/db/database.ts';
import { hashOf } from '../web/sessions-sql.ts';

export type SimulatedMember = {
  personId: string;
  contestantId: string;
  name: string;
  unitCode: string | null;
  token: string;
};

/** People, enrolled and signed in, all at once: this is not what a rehearsal measures. SPEC Y2. */
export async function insertCrowd(
  tx: Queries,
  contest: { contestId: string; audience: string | null },
  members: readonly SimulatedMember[],
  times: { nowMs: number; sessionsEndMs: number },
): Promise<void> {
  const persons = members.map((member) => member.personId);
  const contestants = members.map((member) => member.contestantId);
  await tx.query(
    'insert into people (id, phone, simulated, made_at_ms) select t.id, null, true, $2 from unnest($1::uuid[]) as t(id)',
    [persons, times.nowMs],
  );
  await tx.query(
    `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms)
     select t.id, $3, t.person, $4::text, true, $5 from unnest($1::uuid[], $2::uuid[]) as t(id, person)`,
    [contestants, persons, contest.contestId, contest.audience, times.nowMs],
  );
  await tx.query(
    'insert into profiles (contestant_id, name) select t.id, t.name from unnest($1::uuid[], $2::text[]) as t(id, name)',
    [contestants, members.map((member) => member.name)],
  );
  await tx.query(
    `insert into unit_memberships (contestant_id, since_ms, unit_code)
     select t.id, $3, t.unit from unnest($1::uuid[], $2::text[]) as t(id, unit) where t.unit is not null`,
    [contestants, members.map((member) => member.unitCode), times.nowMs],
  );
  await tx.query(
    `insert into sessions (token_hash, kind, person_id, made_at_ms, expires_at_ms)
     select t.hash, 'contestant', t.person, $3, $4 from unnest($1::text[], $2::uuid[]) as t(hash, person)`,
    [members.map((member) => hashOf(member.token)), persons, times.nowMs, times.sessionsEndMs],
  );
}
