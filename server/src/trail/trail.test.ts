import type { AuditPage } from '@hoithi/shared/contract/accounts';
import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, openOrganization, openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { writeAudit } from '../platform/audit.ts';
import { writeLine } from './export-trail.ts';

const day = (text: string) => Date.parse(`${text}T08:00:00+07:00`);

describe('the audit trail for who may read it', () => {
  let test: TestApp;
  let contestId: string;
  let otherId: string;
  let accountId: string;
  let token: string;
  beforeAll(async () => {
    test = await openTestApp();
    const [own, other] = [await makeContest(test.app, testRules()), await makeContest(test.app, testRules())];
    contestId = own.contest.contestId;
    otherId = other.contest.contestId;
    const opened = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }]);
    accountId = opened.accountId;
    token = opened.session.token;
    const entry = { contestId, actor: `account:${accountId}`, object: 'round 1', detail: {} };
    await writeAudit(test.db, {
      ...entry,
      atMs: day('2026-03-03'),
      act: 'round:extended',
      detail: { reason: 'Mất điện' },
    });
    await writeAudit(test.db, {
      ...entry,
      atMs: day('2026-03-04'),
      act: 'round:closed-early',
      detail: { reason: '100%_xong' },
    });
    await writeAudit(test.db, {
      ...entry,
      contestId: otherId,
      actor: 'mc:abcd',
      atMs: day('2026-03-05'),
      act: 'run:open',
    });
    await writeAudit(test.db, {
      ...entry,
      contestId: null,
      actor: 'command',
      atMs: day('2026-03-05'),
      act: 'archive:backup',
    });
  });
  afterAll(() => test.close());

  const request = (path: string, cookie = token) =>
    fetch(`${test.url}/api/organizer/${path}`, { headers: { cookie: `hoithi_staff=${cookie}` } });
  async function search(query: string, cookie = token): Promise<AuditPage> {
    const result = (await (await request(`audit?${query}`, cookie)).json()) as Result<AuditPage>;
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    return result.value;
  }
  /** What people did; a server seals rounds by itself meanwhile. */
  const ofPeople = (all: string[]) => all.filter((act) => act !== 'round:seal');
  const acts = async (query: string, cookie = token) =>
    ofPeople((await search(query, cookie)).rows.map(({ act }) => act));

  it('[I22] it is searched by who, as people write a name, by act, text, day and contest, newest first', async () => {
    expect(await acts('who=tran thi')).toEqual(['round:closed-early', 'round:extended']);
    expect(await acts(`who=${accountId}`)).toEqual(['round:closed-early', 'round:extended']);
    expect(await acts('who=mc:')).toEqual(['run:open']);
    expect(await acts('who=khong-ai')).toEqual([]);
    expect(await acts('act=round:')).toEqual(['round:closed-early', 'round:extended']);
    expect(await acts(`text=${encodeURIComponent('Mất điện'.normalize('NFD'))}`)).toEqual(['round:extended']);
    expect(await acts('text=100%25_')).toEqual(['round:closed-early']);
    expect(await acts('text=%25')).toEqual(['round:closed-early']); // a sign that means itself
    expect(await acts('act=round:&from=2026-03-04&to=2026-03-04')).toEqual(['round:closed-early']);
    expect(await acts(`contest=${otherId}`)).toEqual(['run:open', 'contest:create']);
    const row = (await search('act=round:')).rows.find(({ act }) => act !== 'round:seal');
    expect(row).toMatchObject({ actorName: 'Trần Thị Thử', contestName: expect.any(String), object: 'round 1' });
    expect((await search('')).acts).toEqual(
      expect.arrayContaining(['archive:backup', 'contest:create', 'round:extended', 'run:open']),
    );
  });

  it('[I22] pages follow each other without a gap or a repetition', async () => {
    const entry = { contestId, actor: 'test', object: 'x', detail: {}, act: 'trang:thử' };
    for (let at = 0; at < 230; at++) await writeAudit(test.db, { ...entry, atMs: at });
    const seen: number[] = [];
    for (let before = ''; ; ) {
      const { rows, more } = await search(`act=trang:${before}`);
      seen.push(...rows.map(({ id }) => id));
      if (!more) break;
      before = `&before=${rows.at(-1)?.id}`;
    }
    expect(seen).toHaveLength(230);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  });

  it('[I22] who has a role in one contest finds that contest alone, and another one by name is refused and audited', async () => {
    const { session } = await openAccount(test, [{ role: 'inspector', contestId: otherId, unitCode: null }]);
    expect(await acts('', session.token)).toEqual(['run:open', 'contest:create']);
    expect(ofPeople((await search('', session.token)).acts)).toEqual(['contest:create', 'run:open']);
    const refused = await request(`audit?contest=${contestId}`, session.token);
    expect(refused.status).toBe(404);
    expect(await acts('', session.token)).toContain('access:refused');
    const mc = await openStaff(test, { role: 'mc', contestId });
    expect((await request('audit', mc.token)).status).toBe(403);
  });

  it('[I22] another organization finds nothing of this one', async () => {
    const organizationId = await openOrganization(test, 'Tỉnh đoàn');
    const { session } = await openAccount(
      test,
      [{ role: 'organizer', contestId: null, unitCode: null }],
      organizationId,
    );
    expect(await search('', session.token)).toEqual({ rows: [], more: false, acts: [] });
    expect((await request(`audit?contest=${contestId}`, session.token)).status).toBe(404);
    expect((await search('', session.token)).rows).toMatchObject([{ act: 'access:refused' }]);
  });

  it('[I23] what is found is taken along as a table that names its places in the chain; that is in the trail', async () => {
    const response = await request('audit.csv?act=round:&who=tran');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = Buffer.from(await response.arrayBuffer())
      .toString('utf8')
      .split('\r\n');
    expect(lines[0]).toMatch(/^\ufeff"place","entry","time"/);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^"\d+","\d+","2026-03-04T08:00:00\+07:00","thu-\d+","Trần Thị Thử",.*"[0-9a-f]{64}"$/);
    const [row] = (await search('act=audit:')).rows;
    expect(row).toMatchObject({ actorName: 'Trần Thị Thử', detail: { searched: ['who', 'act'] } });
    expect(JSON.stringify(row?.detail)).not.toContain('tran');
  });

  it('[I23] a table of more than one page is whole', async () => {
    const entry = { contestId: otherId, actor: 'test', object: 'x', detail: {}, act: 'dài:thử' };
    await Promise.all(Array.from({ length: 2_100 }, (_, at) => writeAudit(test.db, { ...entry, atMs: at })));
    const text = await (await request(`audit.csv?act=${encodeURIComponent('dài')}`)).text();
    const places = text.split('\r\n').flatMap((line) => /^"(\d+)"/.exec(line)?.[1] ?? []);
    expect(new Set(places).size).toBe(2_100);
  });

  it('[I23] no cell of a table is computed by a spreadsheet', () => {
    const given = ['=1+1', '+84', '-2', '@x', '\t=1', ' =1', '＝1', 'a=1', 'nói "thế"'];
    expect(writeLine(given)).toBe(`"'=1+1","'+84","'-2","'@x","'\t=1","' =1","'＝1","a=1","nói ""thế"""\r\n`);
  });
});
