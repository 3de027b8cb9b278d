import type { DraftContent, DraftView } from '@hoithi/shared/contract/drafts';
import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { exampleFile } from '@hoithi/shared/rulebook/test-rulebook';
import { proofLastsMs } from '@hoithi/shared/rules/permissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';

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
    post<{ contestId: string; slug: string }>(token, `/${draftId}/announce`, { version: 2, ...more });

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
    expect(now).toMatchObject({ contest: { contestId, slug }, mayChange: false, mayAnnounce: false });
    expect(await post(token, `/${draftId}/save`, { restsOn: 2, content: now.content })).toMatchObject({
      refusal: { code: 'already_announced' },
    });
    expect(await announce(token, draftId)).toMatchObject({ refusal: { code: 'already_announced' } });
    const acts = await test.db.query('select act from audit where contest_id = $1 order by id', [contestId]);
    expect(acts).toEqual([{ act: 'contest:create' }, { act: 'contest:announce' }]);
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

  it('[J10] what no server runs is refused by its name: an audience that nobody can state', async () => {
    const token = await staff();
    const rulebook = file((each) => {
      each.fields.push({
        kind: 'choice',
        id: 'audience',
        label: { vi: 'Đối tượng', en: 'Audience' },
        choices: [{ id: 'fishers', label: { vi: 'Ngư dân', en: 'Fishers' } }],
      });
    });
    const refused = await announce(token, await prepare(token, { slug: 'ngu-dan', rulebook }));
    expect(refused).toMatchObject({ refusal: { code: 'clause_not_run', clauses: [{ vi: 'Ngư dân' }] } });
  });

  it('[J9] a secretary prepares and does not announce; an organizer proves again who it is', async () => {
    const [secretary, organizer] = [await staff('secretary'), await staff()];
    const draftId = await prepare(secretary, { slug: 'thu-ky' });
    expect(await announce(secretary, draftId)).toMatchObject({ refusal: { code: 'not_allowed' } });
    test.clock.advance(proofLastsMs + 1);
    expect(await announce(organizer, draftId)).toMatchObject({ refusal: { code: 'prove_again' } });
  });
});
