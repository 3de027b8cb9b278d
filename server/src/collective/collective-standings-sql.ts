import type {
  CollectiveBasis,
  CollectiveGroup,
  CollectivePlace,
  JudgedAward,
  LeftOutUnit,
  PublishedAward,
} from '@hoithi/shared/contract/collective-standing';
import {
  type RankedAward,
  type RankedPlace,
  upgradeAward,
  upgradePlace,
} from '@hoithi/shared/rules/upgrade-collective';
import type { Queries } from '../platform/db/database.ts';

/** Numbered standings of units, each place with its arithmetic, and what was published of them. SPEC G8-G10. */
export type CollectiveStandingRow = {
  contest_id: string;
  version: number;
  award: number;
  rules_version: number;
  basis: CollectiveBasis;
  computed_at_ms: number;
  to_decide: number;
  actor: string;
};

type Head = Omit<CollectiveGroup, 'places'>;

/** Saves a numbered standing whole. false: the number was taken by another process first. */
export async function insertCollectiveStanding(
  tx: Queries,
  standing: CollectiveStandingRow,
  judged: JudgedAward,
): Promise<boolean> {
  const taken = await tx.query(
    `insert into collective_standings (contest_id, version, award, rules_version, basis, computed_at_ms, to_decide, actor)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8) on conflict do nothing returning version`,
    [
      standing.contest_id,
      standing.version,
      standing.award,
      standing.rules_version,
      JSON.stringify(standing.basis),
      standing.computed_at_ms,
      standing.to_decide,
      standing.actor,
    ],
  );
  if (taken.length === 0) return false;
  const placed = judged.groups.flatMap(({ places, ...head }) => places.map((place) => ({ head, place })));
  const rows = [
    ...placed.map(({ head, place }) => ({
      code: place.code,
      head: JSON.stringify(head),
      rank: place.rank,
      prize: place.prize === null ? null : String(place.prize.place),
      won: place.prize !== null,
      amount: place.prize?.value?.kind === 'money' ? place.prize.value.amount : null,
      toDecide: place.toDecide,
      body: JSON.stringify(place),
    })),
    ...judged.leftOut.map((unit) => ({
      ...{ code: unit.code, head: null, rank: null, prize: null, won: false, amount: null, toDecide: false },
      body: JSON.stringify(unit),
    })),
  ];
  await tx.query(
    `insert into collective_rows
       (contest_id, version, position, unit_code, group_head, rank, prize, won, amount_vnd, to_decide, arithmetic)
     select $1, $2, t.position, t.code, t.head::jsonb, t.rank, t.prize, t.won, t.amount, t.to_decide, t.body::jsonb
     from unnest($3::text[], $4::text[], $5::integer[], $6::text[], $7::boolean[], $8::bigint[], $9::boolean[], $10::text[])
       with ordinality as t(code, head, rank, prize, won, amount, to_decide, body, position)`,
    [
      standing.contest_id,
      standing.version,
      rows.map(({ code }) => code),
      rows.map(({ head }) => head),
      rows.map(({ rank }) => rank),
      rows.map(({ prize }) => prize),
      rows.map(({ won }) => won),
      rows.map(({ amount }) => amount),
      rows.map(({ toDecide }) => toDecide),
      rows.map(({ body }) => body),
    ],
  );
  return true;
}

export const readCollectiveStandings = (
  db: Queries,
  contestId: string,
): Promise<(CollectiveStandingRow & { published_at_ms: number | null })[]> =>
  db.query(
    `select s.*, p.at_ms as published_at_ms from collective_standings s
     left join collective_publications p on p.contest_id = s.contest_id and p.version = s.version
     where s.contest_id = $1 order by s.version desc`,
    [contestId],
  );

/** A saved standing as it was judged. */
export async function readJudgedAward(db: Queries, contestId: string, version: number): Promise<JudgedAward> {
  const rows = await db.query<
    { group_head: Head; arithmetic: CollectivePlace | RankedPlace } | { group_head: null; arithmetic: LeftOutUnit }
  >('select group_head, arithmetic from collective_rows where contest_id = $1 and version = $2 order by position', [
    contestId,
    version,
  ]);
  const groups = new Map<string, CollectiveGroup>();
  const leftOut: LeftOutUnit[] = [];
  for (const row of rows) {
    if (row.group_head === null) {
      leftOut.push(row.arithmetic);
      continue;
    }
    const { level, block, band } = row.group_head;
    const key = JSON.stringify([level, block, band?.from ?? null]);
    const group = groups.get(key) ?? { level, block, band, places: [] };
    group.places.push(upgradePlace(row.arithmetic));
    groups.set(key, group);
  }
  return { groups: [...groups.values()], leftOut };
}

/** false: it was published before. */
export async function insertCollectivePublication(
  tx: Queries,
  contestId: string,
  published: PublishedAward,
  actor: string,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into collective_publications (contest_id, version, document, at_ms, actor) values ($1, $2, $3::jsonb, $4, $5)
     on conflict do nothing returning version`,
    [contestId, published.standingVersion, JSON.stringify(published), published.publishedAtMs, actor],
  );
  return rows.length === 1;
}

/** The last publication of each award, in the order of the rules. */
export async function readPublishedAwards(db: Queries, contestId: string): Promise<PublishedAward[]> {
  const rows = await db.query<{ document: PublishedAward | RankedAward }>(
    `select distinct on (s.award) p.document from collective_publications p
     join collective_standings s on s.contest_id = p.contest_id and s.version = p.version
     where p.contest_id = $1 order by s.award, p.version desc`,
    [contestId],
  );
  return rows.map(({ document }) => upgradeAward(document));
}

/** Every publication of a contest, by its standing's version. */
export async function readCollectiveDocuments(db: Queries, contestId: string): Promise<Map<number, PublishedAward>> {
  const rows = await db.query<{ version: number; document: PublishedAward | RankedAward }>(
    'select version, document from collective_publications where contest_id = $1',
    [contestId],
  );
  return new Map(rows.map(({ version, document }) => [version, upgradeAward(document)]));
}
