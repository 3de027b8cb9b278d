import type { Result } from '@hoithi/shared/contract/result';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import type { RealServer } from './real-server.ts';

/** Codes of made-up agencies, in order. */
export const unitCodesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `TT${String(at + 1).padStart(4, '0')}`);

/** A table as organizers write it: agencies side by side, each with a dated headcount. */
export function formatUnitTable(codes: readonly string[]): string {
  const lines = codes.map((code, at) => `${code},Cơ quan thử tải số ${at + 1},AGENCY,,${40 + (at % 160)},2026-01-01`);
  return ['code,name,level,parent,headcount,headcountDate', ...lines, ''].join('\n');
}

/** Loads the units through the organizer's route and makes sure that each was taken. Source: SPEC U1-U3. */
export async function loadUnits(
  server: RealServer,
  organizerCookie: string,
  contestId: string,
  codes: readonly string[],
): Promise<void> {
  const response = await fetch(`${server.url}/api/organizer/contests/${contestId}/units?write=true`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', cookie: organizerCookie },
    body: formatUnitTable(codes),
  });
  const result = (await response.json()) as Result<UnitTablePreview>;
  if (!result.ok) throw new Error(`the table of units was refused: ${JSON.stringify(result.refusal)}`);
  const { written, counts, problems } = result.value;
  if (!written || counts.new !== codes.length)
    throw new Error(`the table of units was not taken whole: ${JSON.stringify({ counts, problems })}`);
}
