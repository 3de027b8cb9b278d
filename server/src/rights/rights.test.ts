import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataRequestsView, OwnData } from '@hoithi/shared/contract/data-rights';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { PublicResults } from '@hoithi/shared/contract/results';
import { Enrol } from '@hoithi/shared/contract/sign-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finalizeRound } from '../../test/finalize-round.ts';
import { openAccount } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import {
  connectDevice,
  enrolPerson,
  enter,
  must,
  type ScriptedContestant,
  say,
  sit,
} from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import { dropPrediction, setRounds } from '../../test/test-rules.ts';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import { noEvidence } from '../archive/evidence.ts';
import { verifyLedger } from '../archive/verify.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { enrol } from '../people/enrol.ts';
import { addExclusions } from '../people/exclusions.ts';
import { findOrMakePerson } from '../people/people-sql.ts';
import { programPath } from '../platform/programs.ts';
import { writeBundle } from '../proof/bundle.ts';
import { answerComplaint, makeComplaint, readDeskComplaints } from '../result/complain.ts';
import { publishRound } from '../round/publish-round.ts';

import { eraseWhenDue } from './erase-when-due.ts';

const by = { actor: 'organizer:test', organizationId: null, contestIds: null };
const answer = 'theo đề nghị của người dự thi';
const hourMs = 3_600_000;

describe('rights of persons over their data', { timeout: 120_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let round: CachedRound;
  let staff: Browser;
  let phoneOfBinh = '';
  let [hoa, binh, anh]: ScriptedContestant[] = [];
  beforeAll(async () => {
    test = await openTestApp();
    const nowMs = test.clock.nowMs();
    const rules = testRules((each) => {
      dropPrediction(each);
      each.publication.names = 'full';
      const optional = ['publish-name', 'photos'] as const;
      const consents = optional.map((purpose) => ({ purpose, required: false }));
      each.file.privacy = { retentionDays: 365, consents: [{ purpose: 'take-part', required: true }, ...consents] };
      setRounds(each.week, [
        [nowMs - 60_000, nowMs + 2 * hourMs],
        [nowMs + 3 * hourMs, nowMs + 9 * hourMs],
      ]);
    });
    ({ contest, round } = await makeContest(test.app, rules));
    [hoa, binh, anh] = [
      await enrolPerson(test, contest, 'Nguyễn Thị Hoa'),
      await enrolPerson(test, contest, 'Trần Văn Bình'),
      await enrolPerson(test, contest, 'Lê Đức Anh'),
    ];
    for (const [at, person] of [hoa, binh, anh].entries()) {
      await consent(person, true);
      await sit(test, contest, round, person.cookie, { right: 15 - at, paceMs: 2_000 });
    }
    const { session } = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }]);
    staff = openBrowser(test, `hoithi_staff=${session.token}`);
  }, 120_000);
  afterAll(() => test.close());

  const own = (who = hoa) => openBrowser(test, who?.cookie ?? '');
  const path = (rest = '') => `/api/contests/${contest.slug}/my-data${rest}`;
  const desk = (rest = '') => `/api/organizer/contests/${contest.contestId}/data-requests${rest}`;
  const consent = (who: ScriptedContestant | undefined, given: boolean, purpose = 'publish-name') =>
    must(own(who).post(`/api/contests/${contest.slug}/consents`, { consents: [{ purpose, given }] }));
  const file = () => join(test.app.publishedDir, contest.slug, '1.json');
  const winners = async () => (JSON.parse(await readFile(file(), 'utf8')) as PublicResults).winners.map((w) => w.name);
  const ask = (who: ScriptedContestant | undefined, body: object) =>
    own(who).post<{ no: number; dueAtMs: number }>(path('/requests'), body);
  const view = () => must(staff.get<DataRequestsView>(desk()));
  const openOf = async (kind: string) => (await view()).open.find((each) => each.kind === kind);
  const reply = async (kind: string, does: string) =>
    staff.post(desk(`/${(await openOf(kind))?.requestId}/answer`), { does, answer });
  const prove = () => test.db.query(`update sessions set proved_at_ms = $1 where kind = 'staff'`, [test.clock.nowMs()]);

  it('[S60] the own page says what is stored and until when the rules in force keep it, and nothing of others', async () => {
    const data = await must(own().get<OwnData>(path()));
    expect(data.stored.find(({ id }) => id === 'name')?.value).toBe('Nguyễn Thị Hoa');
    expect(data.stored.find(({ id }) => id === 'answers')?.count).toBe(15);
    const { retentionDays } = contest.rulebook.privacy;
    const lastMs = Math.max(...contest.rounds.map(({ closesAtMs }) => closesAtMs));
    expect(data.endsAtMs).toBeGreaterThanOrEqual(lastMs + retentionDays * 24 * hourMs);
    expect(data.endsAtMs).toBeLessThan(lastMs + (retentionDays + 1) * 24 * hourMs);
    expect(JSON.stringify(data)).not.toMatch(/Bình|Đức Anh/);
    expect(await openBrowser(test).get(path())).toMatchObject({ refusal: { code: 'not_signed_in' } });
  });

  it('[S62] everything stored is taken along, without points while the round is open', async () => {
    const data = await must(own().get<{ answers: unknown[]; consents: unknown[] }>(path('/export')));
    const text = JSON.stringify(data);
    expect([data.answers.length, data.consents.length]).toEqual([15, 1]);
    expect(text).not.toMatch(/points|right_count|Bình/);
  });

  it('[S65] an erasure waits for an attempt that is open and for the result, and is refused until then', async () => {
    const [khanh] = [await enrolPerson(test, contest, 'Phạm Minh Khánh')];
    const device = await connectDevice(test, khanh.cookie);
    await enter(device, contest.slug);
    const { attemptId } = await must(
      say<{ attemptId: string }>(device, 'attempt:start', { roundId: round.roundId, practice: false }),
    );
    await must(ask(khanh, { kind: 'delete', words: '' }));
    expect(await ask(khanh, { kind: 'delete', words: '' })).toMatchObject({ refusal: { code: 'request_open' } });
    expect((await openOf('delete'))?.waits).toEqual(['attempt']);
    expect(await reply('delete', 'execute')).toMatchObject({ refusal: { code: 'erasure_waits', waits: ['attempt'] } });
    await must(say(device, 'attempt:submit', { attemptId }));
    device.disconnect();
    expect((await openOf('delete'))?.waits).toEqual(['result']);
    const [request] = (await must(own(khanh).get<OwnData>(path()))).requests;
    await must(own(khanh).post(path(`/requests/${request?.requestId}/take-back`)));
    expect((await view()).open).toEqual([]);
  });

  it('[S61] what is published follows the consent to a name: the file, its time, and the ledger never has the name', async () => {
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await prove();
    await test.open.runTimetable();
    await finalizeRound(test, round.roundId);
    await must(publishRound(test.app, by, round.roundId));
    ({ contest, round } = test.app.contests.byRound(round.roundId) ?? { contest, round });
    expect((await winners()).slice(0, 3)).toEqual(['Nguyễn Thị Hoa', 'Trần Văn Bình', 'Lê Đức Anh']);
    const stored = JSON.stringify(await test.db.query('select document, figures from publications'));
    expect(stored).not.toMatch(/Thị Hoa|Văn Bình/);
    const before = (await stat(file())).mtimeMs;

    test.clock.advance(60_000);
    await consent(binh, false);
    expect((await winners())[1]).toBe('Trần V. B.');
    expect((await stat(file())).mtimeMs).toBeGreaterThan(before);
    expect((await must(own(binh).get<OwnData>(path()))).published).toMatchObject([{ name: 'Trần V. B.' }]);
    test.clock.advance(60_000);
    await consent(binh, true);
    expect((await winners())[1]).toBe('Trần Văn Bình');
    await consent(binh, false);
    expect((await verifyLedger(test.db, noEvidence, test.app.publishedDir)).findings).toEqual([]);
  });

  it('[S63] a request has a number and the day of the law, is extended once, and refused with a reason', async () => {
    await prove();
    const asked = await must(ask(hoa, { kind: 'correct', fields: { name: 'Nguyễn Thị Hoà' }, words: '' }));
    expect(asked.dueAtMs - test.clock.nowMs()).toBeGreaterThan(10 * 24 * hourMs);
    expect(asked.dueAtMs - test.clock.nowMs()).toBeLessThanOrEqual(11 * 24 * hourMs);
    expect((await openOf('correct'))?.corrections).toEqual([
      { field: 'name', now: 'Nguyễn Thị Hoa', wanted: 'Nguyễn Thị Hoà' },
    ]);
    await must(reply('correct', 'extend'));
    expect((await openOf('correct'))?.dueAtMs).toBe(asked.dueAtMs + 10 * 24 * hourMs);
    expect(await reply('correct', 'extend')).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    await must(reply('correct', 'execute'));
    expect((await winners())[0]).toBe('Nguyễn Thị Hoà');
    const trail = JSON.stringify(await readActs(test.db, contest.contestId, 50));
    expect(trail).toContain('data:executed');
    expect(trail).not.toContain('Thị Ho');
    await must(ask(anh, { kind: 'correct', fields: {}, words: 'Sai tên đơn vị của tôi' }));
    await must(reply('correct', 'refuse'));
    expect((await must(own(anh).get<OwnData>(path()))).requests[0]?.closed).toMatchObject({
      outcome: 'refused',
      answer,
    });
  });

  it('[S71] whoever is among full names that were looked at reads how often and what for, not by whom', async () => {
    await prove();
    const asked = { list: 1, page: 0, reason: 'đối chiếu danh sách nhận giải' };
    await must(staff.post(`/api/organizer/rounds/${round.roundId}/result/names`, asked));
    const { looks } = await must(own(anh).get<OwnData>(path()));
    expect(looks).toEqual([{ act: 'result:names', times: 1, lastAtMs: test.clock.nowMs() }]);
    expect(JSON.stringify(looks)).not.toMatch(/account|Trần/);
  });

  it('[S64] a withdrawn consent to pictures asks people to take them down within the term of the law', async () => {
    await consent(anh, true, 'photos');
    await consent(anh, false, 'photos');
    const request = await openOf('withdraw');
    expect(request).toMatchObject({ purpose: 'photos', name: 'Lê Đ. A.' });
    expect((request?.dueAtMs ?? 0) - test.clock.nowMs()).toBeGreaterThan(15 * 24 * hourMs);
    await prove();
    await must(reply('withdraw', 'execute'));
    expect(await openOf('withdraw')).toBeUndefined();
  });

  it('[S65] [S66] [S67] a winner is erased after the complaint is answered: name, contact and key are gone, the result stays and verifies', async () => {
    await prove();
    const found = { contest, round };
    const words = 'Đề nghị xem lại đáp án câu số ba';
    await must(
      makeComplaint(test.app, binh?.contestantId ?? '', found, { roundId: round.roundId, attemptId: null, words }),
    );
    await must(ask(binh, { kind: 'delete', words: 'Tôi không muốn lưu nữa' }));
    expect((await openOf('delete'))?.waits).toEqual(['complaint']);
    expect(await reply('delete', 'execute')).toMatchObject({ refusal: { code: 'erasure_waits' } });
    const [complaint] = await readDeskComplaints(test.app, by, found);
    const said = { upheld: false, words: 'Đáp án đã được kiểm tra lại', decisionNo: null };
    await must(answerComplaint(test.app, by, found, complaint?.complaintId ?? '', said));
    expect(await openOf('delete')).toMatchObject({ waits: [], notes: ['prize'], name: 'Trần V. B.' });
    const [person] = await test.db.query<{ phone: string }>('select phone from people where id = $1', [binh?.personId]);
    phoneOfBinh = person?.phone ?? '';
    await test.open.runLog();
    await must(reply('delete', 'execute'));

    const whole = JSON.stringify(
      await Promise.all(
        [
          'people',
          'profiles',
          'sign_in_codes',
          'data_requests',
          'complaint_words',
          'published_names',
          'publications',
        ].map((table) => test.db.query(`select * from ${table}`)),
      ),
    );
    for (const gone of ['Văn Bình', phoneOfBinh, words, 'không muốn lưu']) expect(whole).not.toContain(gone);
    expect(
      await test.db.query('select key from contestant_seals where contestant_id = $1', [binh?.contestantId]),
    ).toEqual([{ key: null }]);
    expect(await own(binh).get(path())).toMatchObject({ refusal: { code: 'not_signed_in' } });
    expect((await winners()).slice(0, 2)).toEqual(['Nguyễn Thị Hoà', 'Trần V. B.']);
    await test.open.runLog();
    expect((await verifyLedger(test.db, noEvidence, test.app.publishedDir)).findings).toEqual([]);
    expect(await verifyBundle()).toMatchObject({ broken: [], verdict: 'holds' });
  });

  it('[S68] whoever was erased does not take part again by the same number while the contest runs', async () => {
    const again = await findOrMakePerson(test.db, phoneOfBinh, randomUUID(), test.clock.nowMs());
    expect(again.id).not.toBe(binh?.personId);
    const profile = { name: 'Trần Văn Bình', unitCode: '18070', audience: 'OFFICIAL' as const };
    const consents = contest.rulebook.privacy.consents.map(({ purpose }) => ({ purpose, given: true }));
    const message = Enrol.parse({ ...profile, consents });
    const refused = { refusal: { code: 'data_erased' } };
    expect(await enrol(test.app, contest.slug, again.id, message)).toMatchObject(refused);
    expect(await enrol(test.app, contest.slug, binh?.personId ?? '', message)).toMatchObject(refused);
    await test.db.query('update people set phone = null where id = $1', [again.id]);
  });

  it('[S64] [J13] in a contest that is archived requests are made and answered still', async () => {
    await prove();
    const archive = async (atMs: number | null) => {
      await test.db.query('update contests set archived_at_ms = $2 where id = $1', [contest.contestId, atMs]);
      await test.app.contests.load(contest.contestId);
    };
    await archive(test.clock.nowMs());
    await must(ask(anh, { kind: 'correct', fields: { name: 'Lê Đức Ánh' }, words: '' }));
    await must(reply('correct', 'execute'));
    expect((await winners())[2]).toBe('Lê Đức Ánh');
    await archive(null);
  });

  it('[S72] the record of processing is made of the rules in force, and names nobody', async () => {
    const url = `${test.url}/api/organizer/contests/${contest.contestId}/processing-record.pdf`;
    const response = await fetch(url, { headers: { cookie: staff.cookie } });
    const text = textOfPdf(Buffer.from(await response.arrayBuffer()));
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain(contest.rulebook.meta.host.vi);
    expect(flat).toContain(`Lưu ${contest.rulebook.privacy.retentionDays} ngày`);
    expect(flat).toContain('sửa trong 10 ngày, rút đồng ý 15 ngày, xóa 20 ngày');
    expect(flat).not.toMatch(/Lê Đức Anh|Thị Ho/);
    expect((await readActs(test.db, contest.contestId, 1))[0]).toMatchObject({
      detail: { kind: 'processing-record' },
    });
  });

  it('[S69] [S70] at the end of the term of the rules everybody is erased, announced a month before, in the trail, and the ledger holds', async () => {
    const endsAtMs = (await view()).endsAtMs;
    const trail = async () => (await readActs(test.db, contest.contestId, 40)).map(({ act }) => act);
    const page = () => must(own().get<PublicContest>(`/api/contests/${contest.slug}`));
    test.clock.advance(endsAtMs - 31 * 24 * hourMs - test.clock.nowMs());
    await test.open.runTimetable();
    await eraseWhenDue(test.app);
    expect(await trail()).not.toContain('data:announced');
    expect((await page()).dataEndsAtMs).toBeUndefined();
    test.clock.advance(2 * 24 * hourMs);
    for (const _twice of [1, 2]) await eraseWhenDue(test.app);
    expect((await trail()).filter((act) => act === 'data:announced')).toHaveLength(1);
    expect((await page()).dataEndsAtMs).toBe(endsAtMs);
    test.clock.advance(endsAtMs - 1 - test.clock.nowMs());
    await eraseWhenDue(test.app);
    expect(await test.db.query('select contestant_id from profiles')).not.toEqual([]);
    test.clock.advance(1);
    const excluded = {
      contestId: contest.contestId,
      role: 'JURY' as const,
      reason: 'Thành viên Ban Giám khảo',
      marks: ['0912345678'],
    };
    await must(addExclusions(test.app, by, excluded));
    await Promise.all([eraseWhenDue(test.app, 1), eraseWhenDue(test.app, 1)]);
    expect(await test.db.query('select f.name, o.phone from profiles f, people o where o.phone is not null')).toEqual(
      [],
    );
    expect(
      await test.db.query('select phone from exclusions union select phone from people where phone is not null'),
    ).toEqual([]);
    expect((await winners()).slice(0, 2)).toEqual(['Nguyễn T. H.', 'Trần V. B.']);
    await test.open.runLog();
    expect((await verifyLedger(test.db, noEvidence, test.app.publishedDir)).findings).toEqual([]);
    expect(await verifyBundle()).toMatchObject({ broken: [] });
  });

  async function verifyBundle(): Promise<{ verdict: string; broken: unknown[] }> {
    const folder = await mkdtemp(join(tmpdir(), 'hoithi-rights-'));
    let text = '';
    const reread = test.app.contests.byId(contest.contestId);
    if (!reread) throw new Error('the contest is there');
    for await (const piece of writeBundle(test.app, reread, 'inspector')) text += piece;
    const bundle = join(folder, 'bundle.gz');
    await writeFile(bundle, gzipSync(text));
    const args = ['--import', 'tsx', programPath('verifier/src/verify-command.ts'), bundle, '--json'];
    const found = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (_fault, stdout, stderr) =>
        stdout === '' ? reject(new Error(stderr)) : resolve(stdout),
      );
    });
    await rm(folder, { recursive: true });
    return JSON.parse(found) as { verdict: string; broken: unknown[] };
  }
});
