import type { UnitDraft } from '../../contract/unit-table.ts';
import { unitHeaders } from './read-unit-cells.ts';

/** Units as a table (CSV, UTF-8 with its mark, lines end in CR LF) that can be loaded again; no cell is read as a formula. Source: SPEC J20, U3. */
export function writeUnitTable(units: readonly UnitDraft[]): string {
  const cell = (value: string | number | null): string => {
    const text = String(value ?? '');
    const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",;\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = units.map((unit) =>
    [
      ...[unit.code, unit.name, unit.level, unit.parentCode, unit.block, unit.headcount, unit.headcountDate],
      ...[unit.headcountSource, unit.validFrom, unit.validTo, unit.replacedBy.join(' ')],
    ].map(cell),
  );
  return `\ufeff${[unitHeaders, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
