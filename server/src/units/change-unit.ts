import type { ChangeUnit } from '@hoithi/shared/contract/draft-units';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { checkUnitList } from '@hoithi/shared/rules/units/check-unit-list';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest, readUnits, upsertUnits } from '../contest/contests-sql.ts';
import { saveHeadcounts } from '../contest/headcounts-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Acting } from '../web/sessions.ts';

/**
 * One unit of an announced contest, added or changed, with a reason. Its code stays: people have stated it. What has been settled
 * keeps the units that it went by.
 *
 * Refuses  not_allowed once every round is settled; not_found; file_invalid with what would contradict itself.
 * Source   SPEC U3, J23, M26.
 */
export async function changeUnit(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>,
  by: Acting,
  { contestId, rounds }: CachedContest,
  { isNew, unit, reason }: ChangeUnit,
): Promise<Result<null>> {
  if (rounds.every(({ settled }) => settled)) return refuse({ code: 'not_allowed' });
  const changed = await app.db.transaction(async (tx): Promise<Result<null>> => {
    await lockContest(tx, contestId);
    const known: UnitDraft[] = await readUnits(tx, contestId);
    const before = known.find(({ code }) => code === unit.code) ?? null;
    if (!isNew && before === null) return refuse({ code: 'not_found', what: 'unit' });
    const after = isNew ? [...known, unit] : known.map((each) => (each.code === unit.code ? unit : each));
    const problems = checkUnitList(after);
    if (problems.length > 0)
      return refuse({
        code: 'file_invalid',
        problems: problems.slice(0, 50).map(({ code, problem }) => ({ line: 0, column: code, reason: problem })),
      });
    const atMs = app.clock.nowMs();
    await saveHeadcounts(tx, contestId, [unit], atMs);
    await upsertUnits(tx, contestId, [unit]);
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: 'units:change', object: unit.code },
      detail: { reason, before, after: unit },
    });
    return accept(null);
  });
  if (!changed.ok) return changed;
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return changed;
}
