import type pg from 'pg';
import type { Told, Watchers } from './watchers.ts';

export type FiguresAudit = { leaders: number; leadersWrong: number; screens: number; screensWrong: number };

/** What leaders and screens were told last, held against the ledger counted by the database's own means. Source: SPEC C1, C4. */
export async function auditFigures(db: pg.Client, roundId: string, watchers: Watchers): Promise<FiguresAudit> {
  const { rows } = await db.query<{ unit_code: string } & Told>(
    `select m.unit_code, count(distinct s.contestant_id)::int as persons, count(*)::int as attempts
     from submissions s join unit_memberships m on m.contestant_id = s.contestant_id
     where s.round_id = $1 and not s.practice group by 1`,
    [roundId],
  );
  const ofUnit = new Map(rows.map((row) => [row.unit_code, row]));
  const all = rows.reduce((sum, row) => sum + row.attempts, 0);
  const wrong = [...watchers.leaderViews].filter(([unitCode, told]) => {
    const counted = ofUnit.get(unitCode) ?? { persons: 0, attempts: 0 };
    return told.persons !== counted.persons || told.attempts !== counted.attempts;
  });
  return {
    leaders: watchers.leaderViews.size,
    leadersWrong: wrong.length,
    screens: watchers.screenViews.length,
    screensWrong: watchers.screenViews.filter((figure) => figure !== all).length,
  };
}
