import { createHash } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { lockContest, readUnits } from '../contest/contests-sql.ts';
import { readKindHeadcounts, saveKindHeadcounts } from '../contest/headcounts-sql.ts';
import { headcountKinds } from '../contest/unit-facts.ts';
import { writeAudit } from '../platform/audit.ts';
import { readAgainst } from './load-units.ts';

/** Kinds of headcount that the rules divide by, and for how many units each was brought. SPEC U29. */
export async function listHeadcountKinds(app: Pick<App, 'clock' | 'db'>, contest: CachedContest) {
  const brought = await readKindHeadcounts(app.db, contest.contestId, vietnamDayOf(app.clock.nowMs()));
  return headcountKinds(contest.rulebook).map((kind) => ({
    kind,
    units: brought.filter((each) => each.kind === kind && each.headcount !== null).length,
  }));
}

/**
 * Reads a table of headcounts of one kind of people, such as officials or pupils, against those that are there; with `write`
 * what differs is saved beside the unit's own number. Units themselves stay as they are; a code that is none is a problem.
 *
 * Refuses  not_found for a kind that the rules do not divide by.
 * Source   SPEC U29.
 */
export async function loadKindHeadcounts(
  app: Pick<App, 'clock' | 'db'>,
  by: By,
  contest: CachedContest,
  { kind, file, write }: { kind: string; file: Buffer; write: boolean },
): Promise<Result<UnitTablePreview>> {
  const { contestId } = contest;
  if (!headcountKinds(contest.rulebook).includes(kind)) return refuse({ code: 'not_found', what: 'headcount kind' });
  if (contest.rounds.every((round) => round.settled)) return refuse({ code: 'not_allowed' });
  const atMs = app.clock.nowMs();
  const brought = (await readKindHeadcounts(app.db, contestId, vietnamDayOf(atMs))).filter(
    (each) => each.kind === kind,
  );
  const none = { headcount: null, headcountDate: null, headcountSource: null };
  const known = (await readUnits(app.db, contestId)).map((unit) => {
    const own = brought.find(({ unit_code }) => unit_code === unit.code);
    return {
      ...unit,
      ...none,
      ...(own && { headcount: own.headcount, headcountDate: own.headcountDate, headcountSource: own.headcountSource }),
    };
  });
  const { preview, changes } = await readAgainst(known, file);
  const strange = preview.rows.filter(({ change }) => change === 'new');
  const own = changes.filter(({ change, headcount }) => change === 'changed' && headcount !== null);
  const shown: UnitTablePreview = {
    ...preview,
    rows: preview.rows.filter(({ change }) => change !== 'new'),
    counts: { ...preview.counts, new: 0, changed: own.length },
    newLevels: [],
    problems: [
      ...preview.problems,
      ...strange.map(({ line, code }) => ({
        line,
        column: 'code' as const,
        problem: 'code_invalid' as const,
        value: code,
      })),
    ],
    problemCount: preview.problemCount + preview.counts.new,
  };
  if (!write || own.length === 0) return accept(shown);
  await app.db.transaction(async (tx) => {
    await lockContest(tx, contestId);
    await saveKindHeadcounts(tx, contestId, kind, own, atMs);
    await writeAudit(tx, {
      ...{ contestId, atMs, actor: by.actor, act: 'headcounts:load' },
      object: createHash('sha256').update(file).digest('hex').slice(0, 16),
      detail: { kind, changed: own.length, leftOut: shown.problemCount },
    });
  });
  return accept({ ...shown, written: true });
}
