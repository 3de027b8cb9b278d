import type pg from 'pg';
import type { Counts, Watchers } from './watchers.ts';

export type FiguresAudit = { leaders: number; leadersWrong: number; screens: number; screensWrong: number };

/** What leaders and screens received last, compared with the ledger counted by SQL. Source: SPEC C1, C4. */
export async function auditFigures(db: pg.Client, roundId: string, watchers: Watchers): Promise<FiguresAudit> {
  const { rows } = await db.query<{ unit_code: string } & Counts>(
    `select m.unit_code, count(distinct s.contestant_id)::int as persons, count(*)::int as attempts
     from submissions s join unit_memberships m on m.contestant_id = s.contestant_id
     where s.round_id = $1 and not s.practice group by 1`,
    [roundId],
  );
  const ofUnit = new Map(rows.map((row) => [row.unit_code, row]));
  const all = rows.reduce((sum, row) => sum + row.attempts, 0);
  const wrong = [...watchers.leaderViews].filter(([unitCode, seen]) => {
    const counted = ofUnit.get(unitCode) ?? { persons: 0, attempts: 0 };
    return seen.persons !== counted.persons || seen.attempts !== counted.attempts;
  });
  return {
    leaders: watchers.leaderViews.size,
    leadersWrong: wrong.length,
    screens: watchers.screenViews.length,
    screensWrong: watchers.screenViews.filter((figure) => figure !== all).length,
  };
}
