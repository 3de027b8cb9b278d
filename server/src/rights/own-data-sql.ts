import type { ConsentPurpose } from '@hoithi/shared/contract/rules';
import type { Queries } from '../platform/db/database.ts';

/** Everything that is stored of one person in a contest, for that person alone. SPEC S60, S62. */

export type OwnCounts = {
  units: number;
  stated: number;
  consents: number;
  attempts: number;
  answers: number;
  predictions: number;
  complaints: number;
  shows: number;
  requests: number;
  sessions: number;
  devices: number;
  identities: number;
  passkeys: number;
};
export async function readOwnCounts(db: Queries, contestantId: string): Promise<OwnCounts> {
  const [row] = await db.query<OwnCounts>(
    `select (select count(*)::int from unit_memberships x where x.contestant_id = c.id) as units,
       (select count(*)::int from stated_fields x where x.contestant_id = c.id) as stated,
       (select count(*)::int from consents x where x.contestant_id = c.id) as consents,
       (select count(*)::int from attempts x where x.contestant_id = c.id) as attempts,
       (select count(*)::int from answers y join attempts x on x.id = y.attempt_id where x.contestant_id = c.id) as answers,
       (select count(*)::int from predictions x where x.contestant_id = c.id) as predictions,
       (select count(*)::int from complaints x where x.contestant_id = c.id) as complaints,
       (select count(*)::int from show_players x where x.contestant_id = c.id) as shows,
       (select count(*)::int from data_requests x where x.contestant_id = c.id) as requests,
       (select count(*)::int from sessions x where x.person_id = c.person_id) as sessions,
       (select count(*)::int from known_devices x where x.person_id = c.person_id) as devices,
       (select count(*)::int from person_identities x where x.person_id = c.person_id) as identities,
       (select count(*)::int from contestant_passkeys x where x.person_id = c.person_id) as passkeys
     from contestants c where c.id = $1`,
    [contestantId],
  );
  if (!row) throw new Error('a proven contestant is missing');
  return row;
}

export type OwnConsentRow = {
  purpose: ConsentPurpose;
  given: boolean;
  text_version: string;
  text_hash: string;
  at_ms: number;
};
/** The newest first. */
export const readConsents = (db: Queries, contestantId: string): Promise<OwnConsentRow[]> =>
  db.query<OwnConsentRow>(
    'select purpose, given, text_version, text_hash, at_ms from consents where contestant_id = $1 order by at_ms desc, purpose',
    [contestantId],
  );

export const readMemberships = (
  db: Queries,
  contestantId: string,
): Promise<{ since_ms: number; unit_code: string }[]> =>
  db.query<{ since_ms: number; unit_code: string }>(
    'select since_ms, unit_code from unit_memberships where contestant_id = $1 order by since_ms',
    [contestantId],
  );

export const readStated = (
  db: Queries,
  contestantId: string,
): Promise<{ since_ms: number; fields: Record<string, string | number> }[]> =>
  db.query<{ since_ms: number; fields: Record<string, string | number> }>(
    'select since_ms, fields from stated_fields where contestant_id = $1 order by since_ms',
    [contestantId],
  );

export type OwnAttemptRow = {
  attempt_id: string;
  round_id: string;
  practice: boolean;
  ordinal: number;
  started_at_ms: number;
  submitted_at_ms: number | null;
  prediction: number | null;
};
export const readAttemptsOf = (db: Queries, contestantId: string): Promise<OwnAttemptRow[]> =>
  db.query<OwnAttemptRow>(
    `select a.id as attempt_id, a.round_id, a.practice, a.ordinal, a.started_at_ms, s.at_ms as submitted_at_ms,
       p.value as prediction
     from attempts a left join submissions s on s.attempt_id = a.id left join predictions p
       on p.contestant_id = a.contestant_id and p.round_id = a.round_id and p.attempt_id = a.id
     where a.contestant_id = $1 order by a.started_at_ms, a.id`,
    [contestantId],
  );

export type OwnAnswerRow = {
  attempt_id: string;
  question_id: string;
  change_no: number;
  option_ids: string[];
  typed: string | null;
  arrived_at_ms: number;
};
/** Whether an answer was right is not among them: a round may be open still. */
export const readAnswersOf = (db: Queries, contestantId: string): Promise<OwnAnswerRow[]> =>
  db.query<OwnAnswerRow>(
    `select y.attempt_id, y.question_id, y.change_no, y.option_ids, y.typed, y.arrived_at_ms
     from answers y join attempts a on a.id = y.attempt_id where a.contestant_id = $1 order by y.arrived_at_ms, y.id`,
    [contestantId],
  );

export type OwnPlayerRow = { joined_at_ms: number; name: string | null };
export const readPlayersOf = (db: Queries, contestantId: string): Promise<OwnPlayerRow[]> =>
  db.query<OwnPlayerRow>(
    `select s.joined_at_ms, n.name from show_players s left join player_names n on n.player_id = s.id
     where s.contestant_id = $1 order by s.joined_at_ms`,
    [contestantId],
  );

export type OwnCertificateRow = { id: string; round_id: string; series: string; no: number; name: string | null };
export const readCertificatesOf = (db: Queries, contestantId: string): Promise<OwnCertificateRow[]> =>
  db.query<OwnCertificateRow>(
    `select c.id, c.round_id, c.series, c.no, n.name from certificates c left join certificate_names n on n.certificate_id = c.id
     where c.contestant_id = $1 order by c.made_at_ms, c.id`,
    [contestantId],
  );

export type OwnSessionRow = { made_at_ms: number; expires_at_ms: number };
export const readSessionsOf = (db: Queries, personId: string): Promise<OwnSessionRow[]> =>
  db.query<OwnSessionRow>('select made_at_ms, expires_at_ms from sessions where person_id = $1 order by made_at_ms', [
    personId,
  ]);

export type OwnIdentityRow = { way: string; name: string | null; birth_date: string | null; linked_at_ms: number };
export const readIdentitiesOf = (db: Queries, personId: string): Promise<OwnIdentityRow[]> =>
  db.query<OwnIdentityRow>(
    'select way, name, birth_date::text as birth_date, linked_at_ms from person_identities where person_id = $1 order by linked_at_ms',
    [personId],
  );

export type LookRow = { act: string; times: number; last_at_ms: number };
/** Looks of the committee at contact data that had this person among them. SPEC S71. */
export const readLooks = (db: Queries, contestId: string, contestantId: string): Promise<LookRow[]> =>
  db.query<LookRow>(
    `select act, count(*)::int as times, max(at_ms)::bigint as last_at_ms from audit
     where contest_id = $1 and detail -> 'persons' ? $2 group by act order by 3 desc`,
    [contestId, contestantId],
  );
