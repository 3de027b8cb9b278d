import { randomUUID } from 'node:crypto';
import type { BeginDraft, DraftCard, DraftContent, DraftView, Present } from '@hoithi/shared/contract/drafts';
import type { Result } from '@hoithi/shared/contract/result';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { exampleFile } from '@hoithi/shared/rulebook/test-rulebook';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { openAccount, openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

type Rulebook = DraftContent['rulebook'];

describe('drafts of contests', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const staff = async (role: StaffRole = 'organizer') =>
    (await openAccount(test, [{ role, contestId: null, unitCode: null }])).session.token;
  async function post<T>(token: string, path: string, body: unknown = {}) {
    const response = await fetch(`${test.url}/api/organizer/drafts${path}`, {
      method: 'POST',
      headers: { cookie: `hoithi_staff=${token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, result: (await response.json()) as Result<T> };
  }
  async function get<T>(token: string, path: string): Promise<Result<T>> {
    const response = await fetch(`${test.url}/api/organizer/drafts${path}`, {
      headers: { cookie: `hoithi_staff=${token}` },
    });
    return (await response.json()) as Result<T>;
  }
  async function begin(token: string, message: z.input<typeof BeginDraft> = { from: 'blank' }): Promise<DraftView> {
    const { result } = await post<{ draftId: string }>(token, '', message);
    const { draftId } = must(result);
    return must(await get<DraftView>(token, `/${draftId}`));
  }
  const save = (token: string, { draftId }: DraftView, restsOn: number, content: unknown) =>
    post<{ version: number; savedAtMs: number }>(token, `/${draftId}/save`, { restsOn, content });
  const named = ({ content }: DraftView, vi: string): DraftContent => ({
    ...content,
    rulebook: { ...content.rulebook, meta: { name: { vi } } },
  });

  it('[J1] every save is a version with who, when and which places; an incomplete rulebook is saved as it is', async () => {
    const token = await staff();
    const draft = await begin(token);
    expect(draft).toMatchObject({ version: 1, title: '', mayChange: true });
    test.clock.advance(1_000);
    expect((await save(token, draft, 1, named(draft, 'Cuộc thi Nguồn cội'))).result).toMatchObject({
      ok: true,
      value: { version: 2, savedAtMs: test.clock.nowMs() },
    });
    const now = must(await get<DraftView>(token, `/${draft.draftId}`));
    expect(now).toMatchObject({ version: 2, title: 'Cuộc thi Nguồn cội', savedBy: 'Trần Thị Thử' });
    expect(now.versions).toEqual([
      { version: 2, atMs: test.clock.nowMs(), by: 'Trần Thị Thử', places: ['rulebook.meta'] },
      { version: 1, atMs: test.clock.nowMs() - 1_000, by: 'Trần Thị Thử', places: [] },
    ]);
    const cards = must(await get<DraftCard[]>(token, ''));
    expect(cards.find(({ draftId }) => draftId === draft.draftId)).toMatchObject({
      version: 2,
      savedBy: 'Trần Thị Thử',
    });
  });

  it('[J3] of two who change one version the second saves nothing and learns the version that came between', async () => {
    const [one, other] = [await staff(), await staff('secretary')];
    const draft = await begin(one);
    const both = await Promise.all([
      save(one, draft, 1, named(draft, 'Một')),
      save(other, draft, 1, named(draft, 'Hai')),
    ]);
    expect(both.map(({ result }) => result.ok).sort()).toEqual([false, true]);
    expect(both.find(({ result }) => !result.ok)?.result).toEqual({
      ok: false,
      refusal: { code: 'draft_changed', version: 2 },
    });
    expect(must(await get<DraftView>(one, `/${draft.draftId}`)).versions.length).toBe(2);
  });

  it('[J3] the same save sent again, as after a lost answer, is the same version', async () => {
    const token = await staff();
    const draft = await begin(token);
    const first = await save(token, draft, 1, named(draft, 'Một'));
    expect((await save(token, draft, 1, named(draft, 'Một'))).result).toEqual(first.result);
  });

  it('[J2] a draft begins from a template, from another draft without its address, and from a file that comes back as it went', async () => {
    const token = await staff();
    const weekly = await begin(token, { from: 'template', template: 'weekly' });
    expect(weekly.content.rulebook.awards).toHaveLength(2);
    await save(token, weekly, 1, { ...weekly.content, slug: 'nguon-coi' });
    const copy = await begin(token, { from: 'draft', draftId: weekly.draftId });
    expect(copy.content).toEqual(weekly.content);

    const file = JSON.parse(JSON.stringify(exampleFile())) as Rulebook;
    const read = await begin(token, { from: 'file', rulebook: file });
    const exported = await fetch(`${test.url}/api/organizer/drafts/${read.draftId}/file`, {
      headers: { cookie: `hoithi_staff=${token}` },
    });
    expect(exported.headers.get('content-disposition')).toContain('the-le-1.json');
    expect(await exported.json()).toEqual(file);
  });

  it('[J2] a file of another version, with an unknown key or a clause that is not executed is refused with the place', async () => {
    const token = await staff();
    const file = JSON.parse(JSON.stringify(exampleFile())) as Record<string, unknown>;
    const refused = async (rulebook: unknown) => {
      const { result } = await post(token, '', { from: 'file', rulebook });
      return result.ok || result.refusal.code !== 'rulebook_invalid'
        ? result
        : result.refusal.problems.map(({ code, place }) => `${code} ${place}`);
    };
    expect(await refused({ ...file, version: 2 })).toEqual(['unknown-version version']);
    expect(await refused({ ...file, ruonds: [] })).toEqual(['unknown-key ruonds']);
    expect(await refused({ ...file, entrants: 'teams' })).toEqual(['teams-as-entrants entrants']);
    const many = { ...file, rounds: Array.from({ length: 10_000 }, () => (file.rounds as unknown[])[0]) };
    expect((await post(token, '', { from: 'file', rulebook: many })).status).toBe(413);
    const deep = `{"from":"file","rulebook":{"version":1,"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`;
    expect((await post(token, '', deep)).status).toBe(400);
  });

  it('[J1] what is no draft is refused and saves nothing: another shape, an address with blanks, more than 1 MiB', async () => {
    const token = await staff();
    const draft = await begin(token);
    for (const content of [
      null,
      { ...draft.content, slug: 'a b' },
      { ...draft.content, more: 1 },
      { ...draft.content, rulebook: [] },
    ])
      expect((await save(token, draft, 1, content)).status).toBe(400);
    const large = { ...draft.content, rulebook: { version: 1, x: 'x'.repeat(1_100_000) } };
    expect((await save(token, draft, 1, large)).status).toBe(413);
    const twoBytes = { ...draft.content, rulebook: { version: 1, x: 'x'.repeat(1_048_550) } };
    expect((await save(token, draft, 1, twoBytes)).result).toEqual({ ok: false, refusal: { code: 'draft_too_large' } });
    expect(must(await get<DraftView>(token, `/${draft.draftId}`)).version).toBe(1);
  });

  it('[J4] another organization, and whoever has a role in one contest alone, sees no draft; a judge reads and changes nothing', async () => {
    const draft = await begin(await staff());
    const organizationId = randomUUID();
    await test.db.query("insert into organizations (id, name, made_at_ms) values ($1, 'Khác', 9000000000000)", [
      organizationId,
    ]);
    const grant = { role: 'organizer', contestId: null, unitCode: null } as const;
    const stranger = (await openAccount(test, [grant], organizationId)).session.token;
    expect(await get(stranger, `/${draft.draftId}`)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await get(stranger, '')).toEqual({ ok: true, value: [] });

    const { contest } = await makeContest(test.app, testRules());
    const { token } = await openStaff(test, { role: 'organizer', contestId: contest.contestId });
    expect(await get(token, `/${draft.draftId}`)).toMatchObject({ refusal: { code: 'not_allowed' } });
    expect(await get(token, '')).toMatchObject({ refusal: { code: 'not_allowed' } });

    const judge = await staff('judge');
    expect(must(await get<DraftView>(judge, `/${draft.draftId}`)).mayChange).toBe(false);
    expect((await save(judge, draft, 1, draft.content)).status).toBe(403);
  });

  it('[J3] two who have a draft open see each other, the part each is in, and that the other saved', async () => {
    const [one, other] = [await staff(), await staff('secretary')];
    const draft = await begin(one);
    const open = async (token: string): Promise<Socket> => {
      const extraHeaders = { cookie: `hoithi_staff=${token}` };
      const socket = io(`${test.url}/organizer`, { transports: ['websocket'], forceNew: true, extraHeaders });
      must((await socket.emitWithAck('view:enter', {})) as Result<unknown>);
      return socket;
    };
    const [first, second] = [await open(one), await open(other)];
    const seen: Present[][] = [];
    const saved: unknown[] = [];
    first.on('draft:present', (view: { present: Present[] }) => seen.push(view.present));
    first.on('draft:saved', (view: unknown) => saved.push(view));
    const attend = (device: Socket, part: string | null) =>
      device.emitWithAck('draft:attend', { draftId: draft.draftId, part }) as Promise<Result<{ present: Present[] }>>;
    expect(must(await attend(first, 'general')).present).toEqual([]);
    expect(must(await attend(second, 'awards')).present).toEqual([{ name: 'Trần Thị Thử', part: 'general' }]);
    await expect.poll(() => seen.at(-1)).toEqual([{ name: 'Trần Thị Thử', part: 'awards' }]);
    await save(other, draft, 1, named(draft, 'Mới'));
    await expect.poll(() => saved).toEqual([{ draftId: draft.draftId, version: 2 }]);
    second.disconnect();
    await expect.poll(() => seen.at(-1)).toEqual([]);
    first.disconnect();
  });

  it('[J6] a deleted draft is gone with its versions, and who deleted it stands in the trail', async () => {
    const token = await staff();
    const draft = await begin(token, { from: 'template', template: 'one-sitting' });
    expect((await post(token, `/${draft.draftId}/delete`)).status).toBe(200);
    expect(await get(token, `/${draft.draftId}`)).toMatchObject({ refusal: { code: 'not_found' } });
    const rows = await test.db.query('select 1 from draft_versions where draft_id = $1', [draft.draftId]);
    expect(rows).toEqual([]);
    const acts = await test.db.query('select act from audit where object = $1 order by id', [draft.draftId]);
    expect(acts).toEqual([{ act: 'draft:begin' }, { act: 'draft:delete' }]);
  });
});
