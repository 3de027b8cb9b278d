import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programPath } from '../../server/src/platform/programs.ts';
import { writeBundle } from '../../server/src/proof/bundle.ts';
import { publishRound } from '../../server/src/round/publish-round.ts';
import { finalizeRound } from '../../server/test/finalize-round.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../server/test/open-test-app.ts';
import { enrolPerson, must, type ScriptedContestant, sit } from '../../server/test/scripted-contestant.ts';
import { dropPrediction, setRounds } from '../../server/test/test-rules.ts';
import { expectNoViolations, openBrowser, type Story, takePicture } from './open-story.ts';
import { signInStaff } from './result-ledger.ts';

/** What the law promises everybody: a name withdrawn after the publication, and an erasure from the request to the masked result. */

const laptop = [1366, 768] as const;
const phone = [390, 844] as const;
const whole = 'Công Tằng Tôn Nữ Huyền Trân Phương Thảo';
const masked = 'Công T. T. N. H. T. P. T.';

describe.runIf(process.env.TEST_DATABASE_URL !== undefined)('the own data of a winner', () => {
  const undo: (() => Promise<unknown>)[] = [];
  let test: TestApp;
  let browser: Pick<Story, 'faults' | 'openContext'>;
  let contestId: string;
  let slug: string;
  let winner: ScriptedContestant;

  beforeAll(async () => {
    test = await openTestApp();
    undo.push(() => test.close());
    browser = await openBrowser(test.url, undo);
    const nowMs = test.clock.nowMs();
    const rules = testRules((each) => {
      dropPrediction(each);
      each.publication.names = 'full';
      setRounds(each.week, [[nowMs - 60_000, nowMs + 7_200_000]]);
    });
    const { contest, round } = await makeContest(test.app, rules);
    ({ contestId, slug } = contest);
    winner = await enrolPerson(test, contest, whole);
    await must(consentTo(winner, true));
    await sit(test, contest, round, winner.cookie, { right: 15, paceMs: 2_000 });
    const second = await enrolPerson(test, contest, 'Trần Văn Bình');
    await sit(test, contest, round, second.cookie, { right: 12, paceMs: 2_000 });
    test.clock.advance(round.closesAtMs + 60_000 - test.clock.nowMs());
    await test.open.runTimetable();
    await finalizeRound(test, round.roundId);
    await must(publishRound(test.app, { actor: 'test', organizationId: null, contestIds: null }, round.roundId));
    await test.open.runLog();
  }, 120_000);
  afterAll(async () => {
    for (const close of undo.reverse()) await close();
  });

  const consentTo = async (person: ScriptedContestant, given: boolean) => {
    const headers = { 'content-type': 'application/json', cookie: person.cookie, origin: test.url };
    const body = JSON.stringify({ consents: [{ purpose: 'publish-name', given }] });
    return (await fetch(`${test.url}/api/contests/${slug}/consents`, { method: 'POST', headers, body })).json();
  };
  async function openAs(context: BrowserContext, name: string, value: string): Promise<Page> {
    await context.addCookies([{ name, value, url: test.url, httpOnly: true, sameSite: 'Lax' }]);
    context.setDefaultTimeout(30_000);
    return context.newPage();
  }
  /** In a browser of somebody else: what one has fetched may be half a minute old. */
  async function expectNamed(name: string, gone: string | null): Promise<void> {
    const context = await browser.openContext(...phone);
    const page = await context.newPage();
    await page.goto(`/c/${slug}/ket-qua/1`);
    await page.getByText(name, { exact: false }).first().waitFor();
    if (gone !== null) expect(await page.getByText(gone).count()).toBe(0);
    await context.close();
  }
  async function verifyBundle(): Promise<{ broken: unknown[]; verdict: string }> {
    const folder = await mkdtemp(join(tmpdir(), 'hoithi-rights-'));
    undo.push(() => rm(folder, { recursive: true }));
    const contest = test.app.contests.byId(contestId);
    if (!contest) throw new Error('the contest is there');
    let text = '';
    for await (const piece of writeBundle(test.app, contest, 'inspector')) text += piece;
    const path = join(folder, 'bundle.gz');
    await writeFile(path, gzipSync(text));
    const args = ['--import', 'tsx', programPath('verifier/src/verify-command.ts'), path, '--json'];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (_fault, stdout, stderr) =>
        stdout === ''
          ? reject(new Error(stderr))
          : resolve(JSON.parse(stdout) as { broken: unknown[]; verdict: string }),
      );
    });
  }

  it('[S60] [S61] [S64] [S66] a consent withdrawn masks the name; an erasure leaves a result that verifies', async () => {
    const own = await openAs(
      await browser.openContext(...phone),
      'hoithi_contestant',
      winner.cookie.split('=')[1] ?? '',
    );
    await expectNamed(whole, null);
    await own.goto(`/c/${slug}`);
    await own.getByRole('link', { name: 'Dữ liệu của tôi' }).click();
    await own.getByText(`Ghi là: ${whole}`).waitFor();
    await expectNoViolations(own);
    await takePicture(own, 'my-data-390');
    await own.getByRole('checkbox', { name: /công bố họ tên/ }).uncheck();
    await own.getByRole('button', { name: 'Lưu sự đồng ý' }).click();
    await own.getByText(`Ghi là: ${masked}`).waitFor();
    await expectNamed(masked, whole);

    await own.goto(`/c/${slug}/du-lieu`);
    await own.getByRole('button', { name: 'Yêu cầu xóa dữ liệu' }).click();
    await takePicture(own, 'my-data-delete-390');
    await own.getByRole('dialog').getByRole('button', { name: 'Gửi yêu cầu' }).click();
    await own.getByText('Đã tiếp nhận yêu cầu số 1.').waitFor();
    await takePicture(own, 'my-data-sent-390');

    const head = await openAs(
      await browser.openContext(...laptop),
      'hoithi_staff',
      await signInStaff(test, 'organizer', 'Nguyễn Thị Ánh Tuyết'),
    );
    await test.db.query('update sessions set proved_at_ms = $1 where account_id is not null', [test.clock.nowMs()]);
    await head.goto(`/to-chuc/cuoc-thi/${slug}/chuan-bi#du-lieu`);
    await head.getByRole('button', { name: 'Xóa dữ liệu' }).waitFor();
    await takePicture(head, 'data-requests-1366');
    await head.getByRole('button', { name: 'Xóa dữ liệu' }).click();
    await head.getByRole('dialog').getByLabel('Trả lời, lý do').fill('Theo đề nghị của người dự thi');
    await takePicture(head, 'data-requests-dialog-1366');
    await head.getByRole('dialog').getByRole('button', { name: 'Xóa dữ liệu' }).click();
    await head.getByText('Không có đề nghị nào đang chờ.').waitFor();

    await expectNamed(masked, whole);
    await own.goto(`/c/${slug}/du-lieu`);
    await own.waitForURL(/dang-nhap/);
    await test.open.runLog();
    expect(await verifyBundle()).toMatchObject({ verdict: 'holds', broken: [] });
    expect(browser.faults).toEqual([]);
  }, 180_000);
});
