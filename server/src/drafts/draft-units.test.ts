import type { OwnUnits, OwnUnitsTable } from '@hoithi/shared/contract/draft-units';
import type { Result } from '@hoithi/shared/contract/result';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

describe('units of a draft', () => {
  let test: TestApp;
  let cookie: string;
  beforeAll(async () => {
    test = await openTestApp();
    const { session } = await openAccount(test, [{ role: 'secretary', contestId: null, unitCode: null }]);
    cookie = `hoithi_staff=${session.token}`;
  });
  afterAll(() => test.close());

  async function call<T>(path: string, body?: unknown): Promise<Result<T>> {
    const isFile = typeof body === 'string';
    const response = await fetch(`${test.url}/api/organizer/drafts${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    });
    return (await response.json()) as Result<T>;
  }
  const begin = async () => must(await call<{ draftId: string }>('', { from: 'blank' })).draftId;
  const units = async (draftId: string) => must(await call<OwnUnits>(`/${draftId}/units`));
  const table =
    'Mã,Tên,Cấp,Mã cấp trên,Sĩ số,Ngày chốt\n42,Hà Tĩnh,Tỉnh,,,\nx1,Xã Đức Thọ,Xã,42,1200,01/07/2025\nt1,Thôn Đông,Thôn,x1,90,01/07/2025\n';

  it('[J20] a table with province, commune and hamlet is shown first, then taken, exported and loaded again unchanged', async () => {
    const draftId = await begin();
    const shown = must(await call<OwnUnitsTable>(`/${draftId}/units/table`, table));
    expect([shown.preview.counts, shown.preview.newLevels, (await units(draftId)).units]).toEqual([
      { new: 3, changed: 0, same: 0 },
      ['Thôn'],
      [],
    ]);
    must(await call(`/${draftId}/units/table?write=true`, table));
    expect((await units(draftId)).units.map(({ code, level, parentCode }) => [code, level, parentCode])).toEqual([
      ['42', 'PROVINCE', null],
      ['x1', 'COMMUNE', '42'],
      ['t1', 'Thôn', 'x1'],
    ]);
    const csv = await (
      await fetch(`${test.url}/api/organizer/drafts/${draftId}/units.csv`, { headers: { cookie } })
    ).text();
    const again = must(await call<OwnUnitsTable>(`/${draftId}/units/table`, csv));
    expect([again.preview.counts, again.preview.problemCount]).toEqual([{ new: 0, changed: 0, same: 3 }, 0]);

    const copy = must(await call<{ draftId: string }>('', { from: 'draft', draftId })).draftId;
    expect((await units(copy)).units.length).toBe(3);
  });

  it('[J20] units of a set are taken over, one is ended and replaced, a code changes with all that name it, contradictions change nothing', async () => {
    const draftId = await begin();
    must(await call(`/${draftId}/units/take`, { restsOn: 0, from: { kind: 'set', set: '42' } }));
    const taken = await units(draftId);
    expect(taken.units.length).toBeGreaterThan(100);
    const parents = new Set(taken.units.map(({ parentCode }) => parentCode));
    const above = taken.units.find(({ code, parentCode }) => parents.has(code) && parentCode !== null) as UnitDraft;
    const save = (restsOn: number, was: string | null, unit: UnitDraft) =>
      call(`/${draftId}/units/save`, { restsOn, was, unit });
    must(await save(1, above.code, { ...above, code: 'moi', validTo: '2025-06-30' }));
    const renamed = (await units(draftId)).units;
    expect(renamed.filter(({ parentCode }) => parentCode === 'moi').length).toBe(
      taken.units.filter(({ parentCode }) => parentCode === above.code).length,
    );
    expect(await save(1, null, { ...above, code: 'khac' })).toMatchObject({
      refusal: { code: 'draft_changed', version: 2 },
    });
    expect(await save(2, 'moi', { ...above, code: 'moi', parentCode: 'moi' })).toMatchObject({
      refusal: { code: 'file_invalid', problems: [{ reason: 'parent_cycle' }] },
    });
    expect(await call(`/${draftId}/units/remove`, { restsOn: 2, code: 'moi' })).toMatchObject({
      refusal: { code: 'file_invalid' },
    });
    expect((await units(draftId)).version).toBe(2);
    must(await call(`/${draftId}/units/take`, { restsOn: 2, from: { kind: 'none' } }));
    expect(await units(draftId)).toEqual({ version: 3, units: [] });
  });
});
