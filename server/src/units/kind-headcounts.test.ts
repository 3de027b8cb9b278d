import type { Result } from '@hoithi/shared/contract/result';
import type { UnitTablePreview } from '@hoithi/shared/contract/unit-table';
import { exampleRulebook } from '@hoithi/shared/rulebook/test-rulebook';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import { makeProgramBank } from '../banks/program-bank.ts';
import { bareUnit } from '../contest/contests-sql.ts';
import { makeContest } from '../contest/create-contest.ts';
import { readKindHeadcounts } from '../contest/headcounts-sql.ts';
import { unitFacts } from '../contest/unit-facts.ts';

describe('headcounts by kind', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
    const organizationId = (await readFirstOrganization(test.db)).id;
    await makeProgramBank(test.app, { organizationId, actor: 'test' });
  });
  afterAll(() => test.close());

  it('[U29] officials are loaded beside the own number, divide what the rules say, and change no unit', async () => {
    const label = { vi: 'cơ quan', en: 'agencies' };
    const rulebook = exampleRulebook((file) => {
      file.fields = file.fields.slice(0, 2);
      file.populations = file.populations.filter(({ id }) => id === 'everyone' || id === 'units');
      file.targets = [{ label, units: 'units', people: 'everyone', headcount: 'staff', minRate: 0.7 }];
      for (const round of file.rounds)
        for (const part of round.parts)
          if (part.kind === 'quiz')
            for (const { draw } of part.papers) if (draw.kind === 'bank') draw.topics = ['chuyen-doi-so'];
    });
    const unit = { ...bareUnit, name: 'Sở Một', level: 'AGENCY' as const, parentCode: null, tile: null };
    const units = [{ ...unit, code: 's1', headcount: 500, headcountDate: '2026-01-01' }];
    const organizationId = (await readFirstOrganization(test.db)).id;
    const made = await makeContest(test.app, {
      slug: 'si-so',
      rulebook,
      units,
      actor: 'test',
      organizationId,
      unapprovedReason: 'thử',
    });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    const { contestId } = made.value;
    const { token } = await openStaff(test, { role: 'secretary', contestId });
    const load = async (kind: string, table: string, write = ''): Promise<Result<UnitTablePreview>> => {
      const response = await fetch(`${test.url}/api/organizer/contests/${contestId}/headcounts/${kind}${write}`, {
        method: 'POST',
        headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'application/octet-stream' },
        body: table,
      });
      return (await response.json()) as Result<UnitTablePreview>;
    };
    const table = 'Mã,Tên,Cấp,Sĩ số,Ngày chốt\ns1,Sở Một,Cơ quan,80,01/02/2026\nla,Lạ,Cơ quan,9,01/02/2026\n';
    expect(await load('pupils', table)).toMatchObject({ refusal: { code: 'not_found' } });
    const shown = await load('staff', table);
    expect(shown).toMatchObject({
      ok: true,
      value: {
        counts: { new: 0, changed: 1 },
        written: false,
        problems: [{ line: 3, problem: 'code_invalid', value: 'la' }],
      },
    });
    expect(await readKindHeadcounts(test.db, contestId, '2026-03-01')).toEqual([]);
    expect(await load('staff', table, '?write=true')).toMatchObject({ value: { written: true } });
    const byKind = await readKindHeadcounts(test.db, contestId, '2026-03-01');
    const contest = await test.app.contests.load(contestId);
    const [facts] = unitFacts(contest!.units, ['staff'], { headcounts: new Map(), byKind, groups: [] });
    expect([facts?.headcounts, contest?.units.unitOf('s1')?.headcount, contest?.units.units.size]).toEqual([
      [{ kind: 'staff', people: 80, date: '2026-02-01' }],
      500,
      1,
    ]);
    expect(await load('staff', table)).toMatchObject({ value: { counts: { changed: 0 } } });
  });
});
