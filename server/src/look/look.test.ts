import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftView } from '@hoithi/shared/contract/drafts';
import { emptyLook, type Look } from '@hoithi/shared/contract/look';
import type { StoredPicture } from '@hoithi/shared/contract/media';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import { exampleFile } from '@hoithi/shared/rulebook/test-rulebook';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readFirstOrganization } from '../accounts/accounts-sql.ts';
import { makeProgramBank } from '../banks/program-bank.ts';
import { typesetLinkSlips } from '../desk/leader-links-slips.ts';
import { makeUnitPoster } from '../participation/unit-poster.ts';
import { readPrintedLook } from './printed-look.ts';

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 11, g: 93, b: 59, alpha: 1 } } })
    .png()
    .toBuffer();
const named = ({ hash, width, height }: StoredPicture) => ({ hash, width, height });

/** Widths of the pictures that a PDF shows. */
function picturesOf(pdf: Buffer): (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-look-'));
  writeFileSync(join(folder, 'a.pdf'), pdf);
  const listed = execFileSync('pdfimages', ['-list', join(folder, 'a.pdf')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return [...listed.matchAll(/image\s+(\d+)/g)].map(([, width]) => width).sort();
}

describe('the look of a contest', () => {
  let test: TestApp;
  let cookie: string;
  beforeAll(async () => {
    test = await openTestApp();
    const { id: organizationId } = await readFirstOrganization(test.db);
    must(await makeProgramBank(test.app, { actor: 'test', organizationId }));
    cookie = `hoithi_staff=${(await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }])).session.token}`;
  });
  afterAll(() => test.close());

  async function call<T>(path: string, body?: unknown, who = cookie): Promise<Result<T>> {
    const isFile = body instanceof Buffer;
    const response = await fetch(`${test.url}/api/organizer${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie: who, 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
      ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    return (await response.json()) as Result<T>;
  }
  const status = async (hash: string, who = '') =>
    (await fetch(`${test.url}/api/pictures/${hash}`, { headers: { cookie: who } })).status;

  it('[X6] [X8] a look of a draft is seen by staff alone, copied with the draft, and public when the draft is announced', async () => {
    const { draftId } = must(await call<{ draftId: string }>('/drafts', { from: 'blank' }));
    const upload = (purpose: string, bytes: Buffer) =>
      call<StoredPicture>(`/drafts/${draftId}/pictures?purpose=${purpose}&type=image/png`, bytes);
    const logo = must(await upload('logo', await picture(300, 300)));
    expect(await upload('banner', await picture(300, 100))).toMatchObject({
      refusal: { code: 'picture_refused', why: 'too-small', sideMin: 600 },
    });
    const { content } = must(await call<DraftView>(`/drafts/${draftId}`));
    const rulebook = exampleFile((each) => {
      each.fields = each.fields.slice(0, 2);
      each.populations = each.populations.slice(0, 1);
      const [week] = each.rounds;
      if (week?.kind !== 'series') throw new Error('the example has a series');
      week.at = [{ opensAt: '2026-03-09T00:00:00+07:00', closesAt: '2026-03-16T00:00:00+07:00' }];
      for (const part of week.parts)
        if (part.kind === 'quiz')
          for (const { draw } of part.papers) if (draw.kind === 'bank') draw.topics = ['chuyen-doi-so'];
    });
    const look: Look = { ...emptyLook, logo: named(logo), colours: { main: '#ffd400', accent: '#ffd166' } };
    const saved = (restsOn: number, now: Look) =>
      call(`/drafts/${draftId}/save`, { restsOn, content: { ...content, slug: 'co-logo', rulebook, look: now } });
    must(await saved(1, look));
    expect([await status(logo.hash), await status(logo.hash, cookie)]).toEqual([404, 200]);
    expect(await saved(2, { ...look, banner: { hash: 'a'.repeat(64), width: 1, height: 1 } })).toMatchObject({
      refusal: { code: 'not_found', what: 'picture' },
    });

    const copy = must(await call<{ draftId: string }>('/drafts', { from: 'draft', draftId }));
    expect(must(await call<DraftView>(`/drafts/${copy.draftId}`)).content.look).toEqual(look);

    expect(await call(`/drafts/${draftId}/announce`, { version: 2, unapprovedReason: 'thử nghiệm' })).toMatchObject({
      refusal: { code: 'colours_unreadable' },
    });
    must(await saved(2, { ...look, colours: { main: '#0b5d3b', accent: '#ffd166' } }));
    must(await call(`/drafts/${draftId}/announce`, { version: 3, unapprovedReason: 'thử nghiệm' }));
    expect(await status(logo.hash)).toBe(200);
    const site = must((await (await fetch(`${test.url}/api/contests/co-logo`)).json()) as Result<PublicContest>);
    expect(site.contest.look).toMatchObject({ logo: named(logo), tones: { main: '#0b5d3b', accent: '#ffd166' } });
    expect(await (await fetch(`${test.url}/c/co-logo`)).text()).toContain(`/api/pictures/${logo.hash}`);
    expect(await upload('logo', await picture(310, 300))).toMatchObject({ refusal: { code: 'already_announced' } });
  });

  it('[X8] a poster shows the logo and the sponsors, a slip the logo, and a picture that is gone is left out', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const path = `/contests/${contest.contestId}/look`;
    const upload = async (purpose: string, width: number) =>
      named(must(await call<StoredPicture>(`${path}/pictures?purpose=${purpose}`, await picture(width, 200))));
    const look: Look = {
      ...emptyLook,
      logo: await upload('logo', 220),
      sponsors: [{ name: 'Viettel', picture: await upload('sponsor', 230) }],
      colours: { main: '#0b5d3b', accent: '#ffd166' },
    };
    must(await call(path, { restsOn: 0, look }));
    const readings = await readPrintedLook(test.db, look);
    expect([readings.logo, readings.sponsors, readings.colours?.main]).toEqual([
      'logo.png',
      [{ file: 'sponsor-0.png', name: 'Viettel' }],
      '#0b5d3b',
    ]);
    const poster = {
      contest: { slug: 'x', name: { vi: 'A', en: 'A' }, host: { vi: 'B', en: 'B' }, contact: null, demo: false },
    };
    const more = {
      unit: { code: '1', name: 'Xã Một', level: 'COMMUNE' },
      opensAtMs: 0,
      closesAtMs: 1,
      rounds: 1,
      origin: 'http://x',
    };
    const pdf = await makeUnitPoster({ ...poster, ...more, lang: 'vi', look: readings });
    expect(picturesOf(pdf)).toEqual(['220', '230']);

    const link = { code: '1', name: 'Xã Một', above: '', address: 'http://x/#a' };
    const slips = { links: [link, link], contest: { vi: 'A', en: 'A' }, lang: 'vi', untilDay: '2026-12-01' } as const;
    const { logo, pictures } = await readPrintedLook(test.db, { ...look, sponsors: [] });
    expect(picturesOf(await typesetLinkSlips({ ...slips, logo, pictures }))).toEqual(['220', '220']);
    expect(picturesOf(await typesetLinkSlips({ ...slips, logo: null, pictures: {} }))).toEqual([]);

    const gone = { ...look, logo: { ...(look.logo ?? { width: 1, height: 1 }), hash: 'a'.repeat(64) } };
    expect((await readPrintedLook(test.db, gone)).logo).toBeNull();
  });

  it('[X6] [X7] the look of a contest is changed with before and after in the trail; of two at once the second is refused', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const path = `/contests/${contest.contestId}/look`;
    const sponsor = must(
      await call<StoredPicture>(`${path}/pictures?purpose=sponsor&type=image/png`, await picture(200, 100)),
    );
    expect(await status(sponsor.hash)).toBe(404);
    const look: Look = { ...emptyLook, sponsors: [{ name: 'Viettel', picture: named(sponsor) }] };
    expect(must(await call(path, { restsOn: 0, look }))).toEqual({ version: 1 });
    expect(await status(sponsor.hash)).toBe(200);
    expect(await call(path, { restsOn: 0, look: emptyLook })).toMatchObject({ refusal: { code: 'look_changed' } });
    const dim: Look = { ...emptyLook, colours: { main: '#123a8c', accent: '#123a8c' } };
    expect(await call(path, { restsOn: 1, look: dim })).toMatchObject({ refusal: { code: 'colours_unreadable' } });
    must(await call(path, { restsOn: 1, look: emptyLook }));
    expect(await status(sponsor.hash)).toBe(404);
    const judge = await openAccount(test, [{ role: 'judge', contestId: null, unitCode: null }]);
    expect(await call(path, { restsOn: 2, look }, `hoithi_staff=${judge.session.token}`)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    const rows = await test.db.query<{ detail: Record<string, unknown> }>(
      "select detail from audit where contest_id = $1 and act = 'look:change' order by id",
      [contest.contestId],
    );
    expect(rows.map(({ detail }) => [detail.version, detail.before, detail.after])).toMatchObject([
      [1, { sponsors: [] }, { sponsors: [sponsor.hash] }],
      [2, { sponsors: [sponsor.hash] }, { sponsors: [] }],
    ]);
  });
});
