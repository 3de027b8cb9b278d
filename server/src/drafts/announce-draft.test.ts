import { randomUUID } from 'node:crypto';
import type { DraftContent, DraftView } from '@hoithi/shared/contract/drafts';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import type { PublicRules } from '@hoithi/shared/contract/seals';
import { Enrol } from '@hoithi/shared/contract/sign-in';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { ownFields } from '@hoithi/shared/rulebook/settings/own-fields';
import { exampleFile } from '@hoithi/shared/rulebook/test-rulebook';
import { proofLastsMs } from '@hoithi/shared/rules/permissions';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import { makeProgramBank } from '../banks/program-bank.ts';
import { readLeaf } from '../log/entries-sql.ts';
import { enrol } from '../people/enrol.ts';
import { findOrMakePerson } from '../people/people-sql.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** Two weeks from 09/03/2026, after the test's clock, on questions that come with the program. */
const file = (change?: (file: ReturnType<typeof exampleFile>) => void): DraftContent['rulebook'] => {
  const made = exampleFile((each) => {
    each.fields = each.fields.slice(0, 2);
    each.populations = each.populations.slice(0, 1);
    const [week] = each.rounds;
    if (week?.kind !== 'series') throw new Error('the example has a series');
    week.at = [
      { opensAt: '2026-03-09T00:00:00+07:00', closesAt: '2026-03-16T00:00:00+07:00' },
      { opensAt: '2026-03-16T00:00:00+07:00', closesAt: '2026-03-23T00:00:00+07:00' },
    ];
    for (const part of week.parts)
      if (part.kind === 'quiz')
        for (const { draw } of part.papers) if (draw.kind === 'bank') draw.topics = ['chuyen-doi-so'];
    change?.(each);
  });
  return JSON.parse(JSON.stringify(made)) as DraftContent['rulebook'];
};

describe('announcing a draft', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
    const { id: organizationId } = await readFirstOrganization(test.db);
    must(await makeProgramBank(test.app, { actor: 'test', organizationId }));
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole = 'organizer') =>
    (await openAccount(test, [{ role, contestId: null, unitCode: null }])).session.token;
  async function post<T>(token: string, path: string, body: unknown): Promise<Result<T>> {
    const response = await fetch(`${test.url}/api/organizer/drafts${path}`, {
      method: 'POST',
      headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Result<T>;
  }
  async function view(token: string, draftId: string): Promise<DraftView> {
    const response = await fetch(`${test.url}/api/organizer/drafts/${draftId}`, {
      headers: { cookie: `hoithi_staff=${token}` },
    });
    return must((await response.json()) as Result<DraftView>);
  }
  /** A draft with this content, at its second version. */
  async function prepare(token: string, content: Partial<DraftContent>): Promise<string> {
    const { draftId } = must(await post<{ draftId: string }>(token, '', { from: 'file', rulebook: file() }));
    const whole = { slug: '', units: { kind: 'none' }, rulebook: file(), ...content };
    must(await post(token, `/${draftId}/save`, { restsOn: 1, content: whole }));
    return draftId;
  }
  const announce = (token: string, draftId: string, more: object = {}) =>
    post<{ contestId: string; slug: string }>(token, `/${draftId}/announce`, {
      version: 2,
      unapprovedReason: 'thử nghiệm',
      ...more,
    });

  it('[J9] a whole draft becomes a public contest of its organization with its rulebook and units, and stays as it was', async () => {
    const token = await staff();
    const draftId = await prepare(token, { slug: 'nguon-coi', units: { kind: 'set', set: '42' } });
    const { contestId, slug } = must(await announce(token, draftId));
    const contest = test.app.contests.byId(contestId);
    expect([slug, contest?.slug, contest?.rounds.length]).toEqual(['nguon-coi', 'nguon-coi', 2]);
    expect(contest?.units.units.size).toBeGreaterThan(100);
    const site = await (await fetch(`${test.url}/api/contests/nguon-coi`)).json();
    expect(site).toMatchObject({ ok: true, value: { contest: { slug: 'nguon-coi' } } });

    const now = await view(token, draftId);
    expect(now).toMatchObject({
      contest: { contestId, slug },
      mayChange: true,
      mayAnnounce: false,
      inForce: { version: 1 },
    });
    expect(await announce(token, draftId)).toMatchObject({ refusal: { code: 'already_announced' } });
    const acts = await test.db.query('select act from audit where contest_id = $1 order by id', [contestId]);
    expect(acts).toEqual([{ act: 'contest:create' }, { act: 'contest:announce' }]);
  });

  it('[J20] a draft announced with units of its own gives them to its contest', async () => {
    const token = await staff();
    const draftId = await prepare(token, { slug: 'don-vi-rieng', units: { kind: 'own' } });
    const unit = {
      ...{
        code: 'thon-1',
        name: 'Thôn Một',
        level: 'Thôn',
        parentCode: null,
        headcount: 90,
        headcountDate: '2026-01-01',
      },
      ...{ headcountSource: null, block: null, validFrom: null, validTo: null, replacedBy: [] },
    };
    must(await post(token, `/${draftId}/units/save`, { restsOn: 0, was: null, unit }));
    const { contestId } = must(await announce(token, draftId));
    expect(test.app.contests.byId(contestId)?.units.unitOf('thon-1')).toMatchObject(unit);
    expect(await post(token, `/${draftId}/units/save`, { restsOn: 1, was: 'thon-1', unit })).toMatchObject({
      refusal: { code: 'already_announced' },
    });
  });

  it('[J9] an incomplete draft is refused with every place, and nothing is made', async () => {
    const token = await staff();
    const before = test.app.contests.all().length;
    const draftId = await prepare(token, {
      rulebook: file((each) => {
        each.meta.name = { vi: '', en: '' };
        each.awards = undefined as never;
      }),
    });
    const refused = await announce(token, draftId);
    const problems = refused.ok || refused.refusal.code !== 'rulebook_invalid' ? [] : refused.refusal.problems;
    expect(problems.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'missing meta.name.vi',
      'missing meta.name.en',
      'missing awards',
      'wrong-format slug',
    ]);
    expect(test.app.contests.all().length).toBe(before);
  });

  it('[J9] another version than the one that was looked at, a taken address and units of a set that is not there are refused', async () => {
    const token = await staff();
    const draftId = await prepare(token, { slug: 'mot-lan' });
    expect(await announce(token, draftId, { version: 1 })).toMatchObject({
      refusal: { code: 'draft_changed', version: 2 },
    });
    must(await announce(token, draftId));
    expect(await announce(token, await prepare(token, { slug: 'mot-lan' }))).toMatchObject({
      refusal: { code: 'slug_taken' },
    });
    const nowhere = await prepare(token, { slug: 'khong-co', units: { kind: 'set', set: '99' } });
    expect(await announce(token, nowhere)).toMatchObject({ refusal: { code: 'not_found', what: 'unit set' } });
  });

  it('[J9] a round that opens in the past is asked back', async () => {
    const token = await staff();
    const rulebook = file((each) => {
      const [week] = each.rounds;
      if (week?.kind === 'series')
        week.at = [{ opensAt: '2026-03-01T00:00:00+07:00', closesAt: '2026-03-16T00:00:00+07:00' }];
    });
    const draftId = await prepare(token, { slug: 'da-mo', rulebook });
    expect(await announce(token, draftId)).toMatchObject({
      refusal: { code: 'opens_in_past', opensAtMs: Date.parse('2026-03-01T00:00:00+07:00') },
    });
    expect((await announce(token, draftId, { pastOpenings: true })).ok).toBe(true);
  });

  it('[M21] audiences of one’s own are announced: contestants state them as the rules’ own field', async () => {
    const token = await staff();
    const rulebook = file((each) => {
      each.fields.push({
        kind: 'choice',
        id: 'audience',
        label: { vi: 'Đối tượng', en: 'Audience' },
        choices: [{ id: 'fishers', label: { vi: 'Ngư dân', en: 'Fishers' } }],
      });
    });
    expect((await announce(token, await prepare(token, { slug: 'ngu-dan', rulebook }))).ok).toBe(true);
    const fields = ownFields(test.app.contests.bySlug('ngu-dan')!.rulebook);
    expect(fields).toMatchObject([{ id: 'audience', choices: [{ id: 'fishers' }] }]);
  });

  it('[J9] a secretary prepares and does not announce; an organizer proves again who it is', async () => {
    const [secretary, organizer] = [await staff('secretary'), await staff()];
    const draftId = await prepare(secretary, { slug: 'thu-ky' });
    expect(await announce(secretary, draftId)).toMatchObject({ refusal: { code: 'not_allowed' } });
    test.clock.advance(proofLastsMs + 1);
    expect(await announce(organizer, draftId)).toMatchObject({ refusal: { code: 'prove_again' } });
  });

  const lifeOf = <T>(token: string, contestId: string, act: string, body: unknown): Promise<Result<T>> =>
    fetch(`${test.url}/api/organizer/contests/${contestId}/${act}`, {
      method: 'POST',
      headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then((response) => response.json() as Promise<Result<T>>);

  it('[J11] [J12] [Z1] [R7] an amendment is the next version at once, with reason, name, the changed sentence and its leaf; what has opened stays', async () => {
    const token = await staff();
    const draftId = await prepare(token, { slug: 'sua-doi' });
    const { contestId } = must(await announce(token, draftId));
    const { content } = await view(token, draftId);
    const change = async (restsOn: number, own: (rulebook: Record<string, unknown>) => void, by = token) => {
      const rulebook = structuredClone(content.rulebook) as unknown as Record<string, unknown>;
      own(rulebook);
      return must(
        await post<{ version: number }>(by, `/${draftId}/save`, { restsOn, content: { ...content, rulebook } }),
      ).version;
    };
    const amend = (version: number, rulesVersion: number) =>
      post<{ version: number }>(token, `/${draftId}/amend`, { version, rulesVersion, reason: 'theo công văn mới' });

    expect(await amend(2, 1)).toMatchObject({ refusal: { code: 'nothing_changed' } });
    const third = await change(2, (rulebook) => {
      rulebook.complaints = { workingDays: 9 };
    });
    expect(test.app.contests.byId(contestId)?.rulesVersion).toBe(1);
    expect(await amend(third, 7)).toMatchObject({ refusal: { code: 'amended_meanwhile', version: 1 } });
    await test.open.runLog();
    must(await amend(third, 1));
    const leaf = await readLeaf(test.db, contestId, 'rules/2');
    expect(JSON.parse(leaf ?? 'null')).toMatchObject({
      ...{ kind: 'rules', version: 2, reason: 'theo công văn mới', at: test.clock.nowMs() },
      rulebook: { complaints: { workingDays: 9 } },
    });
    const docx = await (await fetch(`${test.url}/api/contests/sua-doi/rules.docx`)).arrayBuffer();
    expect(strFromU8(unzipSync(new Uint8Array(docx))['word/document.xml'] ?? new Uint8Array())).toContain(
      'Lý do: theo công văn mới',
    );
    expect(test.app.contests.byId(contestId)).toMatchObject({
      rulesVersion: 2,
      rulebook: { complaints: { workingDays: 9 } },
    });
    const rules = (await (await fetch(`${test.url}/api/contests/sua-doi/rules`)).json()) as Result<PublicRules>;
    expect(must(rules).amendments).toMatchObject([
      {
        ...{ version: 2, reason: 'theo công văn mới', byName: 'Trần Thị Thử' },
        changes: [{ after: { vi: expect.stringContaining('9') } }],
      },
    ]);

    test.clock.advance(Date.parse('2026-03-10T00:00:00+07:00') - test.clock.nowMs());
    const again = await staff();
    const fourth = await change(
      third,
      (rulebook) => {
        rulebook.complaints = { workingDays: 9 };
        const [week] = rulebook.rounds as { attempts: unknown }[];
        if (week) week.attempts = { limits: [{ max: 5, per: 'round' }] };
      },
      again,
    );
    const refused = await post(again, `/${draftId}/amend`, {
      version: fourth,
      rulesVersion: 2,
      reason: 'thử đổi lượt',
    });
    expect(refused).toMatchObject({ refusal: { code: 'rulebook_invalid', problems: [{ place: 'rounds[0]' }] } });
    expect(test.app.contests.byId(contestId)?.rulesVersion).toBe(2);
  });

  it('[J13] [J14] [J2] a contest is copied, deleted while nobody took part, archived once it is over, takes nobody then, and is brought back', async () => {
    const token = await staff();
    const rulebook = file((each) => {
      const [week] = each.rounds;
      const at = { opensAt: '2026-03-01T00:00:00+07:00', closesAt: '2026-03-02T00:00:00+07:00' };
      if (week?.kind === 'series') week.at = [at];
    });
    const over = must(
      await announce(token, await prepare(token, { slug: 'da-xong', rulebook }), { pastOpenings: true }),
    ).contestId;
    const { contestId } = must(
      await announce(
        token,
        await prepare(token, {
          slug: 'xoa-duoc',
          rulebook: file((each) => {
            const [week] = each.rounds;
            if (week?.kind === 'series')
              week.at = [{ opensAt: '2027-03-01T00:00:00+07:00', closesAt: '2027-03-02T00:00:00+07:00' }];
          }),
        }),
      ),
    );
    const { draftId } = must(await post<{ draftId: string }>(token, '', { from: 'contest', contestId }));
    expect(await view(token, draftId)).toMatchObject({ contest: null, content: { slug: '', units: { kind: 'none' } } });

    const reason = 'làm nhầm tên';
    expect(await lifeOf(token, contestId, 'archive', { archived: true, reason })).toMatchObject({
      refusal: { code: 'contest_not_over' },
    });
    must(await lifeOf(token, contestId, 'delete', { reason }));
    expect(test.app.contests.byId(contestId)).toBeNull();
    expect(
      (await announce(token, await prepare(token, { slug: 'xoa-duoc', rulebook }), { pastOpenings: true })).ok,
    ).toBe(true);

    must(await lifeOf(token, over, 'archive', { archived: true, reason }));
    const home = async () => (await (await fetch(`${test.url}/api/site`)).text()).includes('da-xong');
    expect(await home()).toBe(false);
    const shown = (await (await fetch(`${test.url}/api/contests/da-xong`)).json()) as Result<PublicContest>;
    expect(must(shown)).toMatchObject({ archived: true });
    const late = await findOrMakePerson(test.db, '+84900000013', randomUUID(), test.clock.nowMs());
    const message = Enrol.parse({ name: 'Lê Thị Mai', consents: [{ purpose: 'take-part', given: true }] });
    expect(await enrol(test.app, 'da-xong', late.id, message)).toMatchObject({
      refusal: { code: 'contest_archived' },
    });
    expect(await lifeOf(token, over, 'amendment', {})).toMatchObject({ refusal: { code: 'contest_archived' } });
    must(await lifeOf(token, over, 'archive', { archived: false, reason }));
    const own = must(await lifeOf<{ draftId: string }>(token, over, 'amendment', {}));
    expect([await home(), (await view(token, own.draftId)).contest?.slug]).toEqual([true, 'da-xong']);
  });
});
