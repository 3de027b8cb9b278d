import type { Queries } from '../platform/db/database.ts';

/** Certificates under their ids, with what stands on each. SPEC F24, F25. */

export type CertificateRow = {
  id: string;
  standing_id: string;
  contestant_id: string;
  prize: string;
  series: string;
  no: number;
};
export type ToCertify = { id: string; standing_id: string; contestant_id: string; prize: string };

/**
 * Gives every prize that has no certificate yet the next number of the series, in the order given; whoever has one keeps id and
 * number. Numbers of a contest are given one request after the other.
 */
export async function numberCertificates(
  tx: Queries,
  of: { contestId: string; roundId: string; series: string; atMs: number },
  wanted: readonly ToCertify[],
): Promise<void> {
  await tx.query('select 1 from contests where id = $1 for no key update', [of.contestId]);
  await tx.query(
    `insert into certificates (id, contest_id, round_id, standing_id, contestant_id, prize, series, no, made_at_ms)
     select t.id, $1, $2, t.standing_id, t.contestant_id, t.prize, $3,
       (select coalesce(max(c.no), 0) from certificates c where c.contest_id = $1 and c.series = $3)
         + (row_number() over (order by t.place))::integer, $4
     from unnest($5::text[], $6::text[], $7::uuid[], $8::text[]) with ordinality as t(id, standing_id, contestant_id, prize, place)
     where not exists (select 1 from certificates o where o.round_id = $2 and o.standing_id = t.standing_id
       and o.contestant_id = t.contestant_id and o.prize = t.prize)`,
    [
      ...[of.contestId, of.roundId, of.series, of.atMs],
      ...(['id', 'standing_id', 'contestant_id', 'prize'] as const).map((key) => wanted.map((each) => each[key])),
    ],
  );
}

export const readCertificates = (db: Queries, roundId: string): Promise<CertificateRow[]> =>
  db.query<CertificateRow>(
    'select id, standing_id, contestant_id, prize, series, no from certificates where round_id = $1',
    [roundId],
  );

export type CertificateName = { certificate_id: string; name: string; unit_name: string | null };
/** What stands on the papers that are made now. */
export const writeCertificateNames = (tx: Queries, rows: readonly CertificateName[]): Promise<unknown> =>
  tx.query(
    `insert into certificate_names (certificate_id, name, unit_name)
     select * from unnest($1::text[], $2::text[], $3::text[])
     on conflict (certificate_id) do update set name = excluded.name, unit_name = excluded.unit_name`,
    (['certificate_id', 'name', 'unit_name'] as const).map((key) => rows.map((row) => row[key])),
  );

export type FoundCertificate = CertificateRow & {
  contest_id: string;
  round_id: string;
  name: string | null;
  unit_name: string | null;
  /** The consent to publishing the name was given and is withdrawn. */
  name_withdrawn: boolean;
};
/** By its id alone; `name` null: the person's data were deleted. */
export async function findCertificate(db: Queries, id: string): Promise<FoundCertificate | null> {
  const [row] = await db.query<FoundCertificate>(
    `select c.id, c.contest_id, c.round_id, c.standing_id, c.contestant_id, c.prize, c.series, c.no, n.name, n.unit_name,
       coalesce(exists (select 1 from consents k where k.contestant_id = c.contestant_id and k.purpose = 'publish-name' and k.given)
         and not (select k.given from consents k where k.contestant_id = c.contestant_id and k.purpose = 'publish-name'
           order by k.at_ms desc limit 1), false) as name_withdrawn
     from certificates c left join certificate_names n on n.certificate_id = c.id where c.id = $1`,
    [id],
  );
  return row ?? null;
}

/** Whether a person has this prize in a version of a round's standings. */
export async function hasPrize(
  db: Queries,
  version: number,
  { round_id, standing_id, contestant_id, prize }: FoundCertificate,
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from standing_rows l join standings s on s.round_id = l.round_id and s.version = l.version and s.list_no = l.list_no
     where l.round_id = $1 and l.version = $2 and l.contestant_id = $3 and s.standing_id = $4 and l.prize = $5`,
    [round_id, version, contestant_id, standing_id, prize],
  );
  return rows.length > 0;
}
