import type { OwnUnits, OwnUnitsTable } from '@hoithi/shared/contract/draft-units';
import type { UnitsSource } from '@hoithi/shared/contract/drafts';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { checkUnitList } from '@hoithi/shared/rules/units/check-unit-list';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { bareUnit, readUnits, type UnitRow } from '../contest/contests-sql.ts';
import { hasUnitFile, readUnitFile } from '../contest/read-content.ts';
import { writeAudit } from '../platform/audit.ts';
import { readAgainst } from '../units/load-units.ts';
import type { Acting } from '../web/sessions.ts';
import { lockDraft, readOwnUnits, saveOwnUnits } from './draft-units-sql.ts';
import type { DraftRow } from './drafts-sql.ts';

type UnitsApp = Pick<App, 'clock' | 'contests' | 'db'>;
type Changed = Result<{ version: number }>;

/** The units that a source stands for, as a contest takes them over. Refuses not_found for a set or a contest that is not there. */
export async function unitsOfSource(
  app: Pick<App, 'contests' | 'db'>,
  by: Acting,
  draftId: string,
  source: UnitsSource,
): Promise<Result<UnitRow[]>> {
  switch (source.kind) {
    case 'none':
      return accept([]);
    case 'own':
      return accept((await readOwnUnits(app.db, draftId)).units.map((unit) => ({ ...unit, tile: null })));
    case 'set':
      if (!(await hasUnitFile(source.set))) return refuse({ code: 'not_found', what: 'unit set' });
      return accept((await readUnitFile(source.set)).units.map((unit) => ({ ...bareUnit, ...unit })));
    case 'contest': {
      const contest = contestInScope(app, by, source.contestId);
      return contest.ok ? accept(await readUnits(app.db, source.contestId)) : contest;
    }
    default:
      return source satisfies never;
  }
}

/** Takes over a set's or a contest's units, to be edited; `none` empties the list. SPEC J20. */
export async function takeUnits(
  app: UnitsApp,
  by: Acting,
  draft: DraftRow,
  { restsOn, from }: { restsOn: number; from: UnitsSource },
): Promise<Changed> {
  const units = await unitsOfSource(app, by, draft.id, from);
  if (!units.ok) return units;
  return change(app, by, draft, { restsOn, act: 'take', object: from.kind, units: () => units.value.map(withoutTile) });
}

const withoutTile = ({ tile: _tile, ...unit }: UnitRow): UnitDraft => unit;

/** Adds a unit, or changes the one that had this code; the others follow a new code. SPEC J20. */
export const saveUnit = (
  app: UnitsApp,
  by: Acting,
  draft: DraftRow,
  { restsOn, was, unit }: { restsOn: number; was: string | null; unit: UnitDraft },
): Promise<Changed> =>
  change(app, by, draft, {
    ...{ restsOn, act: was === null ? 'add' : 'change', object: unit.code },
    units: (before) =>
      was === null ? [...before, unit] : before.map((each) => (each.code === was ? unit : moved(each, was, unit.code))),
  });

const moved = (unit: UnitDraft, was: string, now: string): UnitDraft => ({
  ...unit,
  parentCode: unit.parentCode === was ? now : unit.parentCode,
  replacedBy: unit.replacedBy.map((code) => (code === was ? now : code)),
});

export const removeUnit = (
  app: UnitsApp,
  by: Acting,
  draft: DraftRow,
  { restsOn, code }: { restsOn: number; code: string },
): Promise<Changed> =>
  change(app, by, draft, {
    ...{ restsOn, act: 'remove', object: code },
    units: (before) => before.filter((unit) => unit.code !== code),
  });

/** Reads a table against the draft's own units; with `write` its good rows are added and changed. SPEC J20, U1-U3. */
export async function loadOwnUnits(
  app: UnitsApp,
  by: Acting,
  draft: DraftRow,
  { file, write }: { file: Buffer; write: boolean },
): Promise<Result<OwnUnitsTable>> {
  const known = await readOwnUnits(app.db, draft.id);
  const { preview, changes } = await readAgainst(known.units, file);
  if (!write || changes.length === 0) return accept({ preview, version: known.version });
  const changed = await change(app, by, draft, {
    ...{ restsOn: known.version, act: 'load', object: String(changes.length) },
    units: (before) => {
      const rows = new Map(
        changes.map(({ line: _line, change: _change, parentName: _name, ...unit }) => [unit.code, unit]),
      );
      const kept = before.map((unit) => rows.get(unit.code) ?? unit);
      return [...kept, ...[...rows.values()].filter(({ code }) => !before.some((unit) => unit.code === code))];
    },
  });
  return changed.ok ? accept({ preview: { ...preview, written: true }, version: changed.value.version }) : changed;
}

type Change = { restsOn: number; act: string; object: string; units: (before: UnitDraft[]) => UnitDraft[] };

/** Refuses already_announced, draft_changed, file_invalid with what would contradict itself. */
async function change(
  app: UnitsApp,
  by: Acting,
  draft: DraftRow,
  { restsOn, act, object, units }: Change,
): Promise<Changed> {
  if (draft.contest_id !== null) return refuse({ code: 'already_announced' });
  const atMs = app.clock.nowMs();
  return app.db.transaction(async (tx): Promise<Changed> => {
    await lockDraft(tx, draft.id);
    const before: OwnUnits = await readOwnUnits(tx, draft.id);
    if (before.version !== restsOn) return refuse({ code: 'draft_changed', version: before.version });
    const after = units(before.units);
    const problems = checkUnitList(after);
    if (after.length > limits.unitRowsMax)
      return refuse({ code: 'file_invalid', problems: [{ line: 0, column: '', reason: 'too_many_lines' }] });
    if (problems.length > 0)
      return refuse({
        code: 'file_invalid',
        problems: problems.slice(0, 50).map(({ code, problem }) => ({ line: 0, column: code, reason: problem })),
      });
    const version = restsOn + 1;
    await saveOwnUnits(tx, draft.id, { units: after, version, actor: by.actor, atMs });
    await writeAudit(tx, {
      ...{
        contestId: null,
        organizationId: by.organizationId,
        atMs,
        actor: by.actor,
        act: 'draft:units',
        object: draft.id,
      },
      detail: { act, of: object, version, before: before.units.length, after: after.length },
    });
    return accept({ version });
  });
}
