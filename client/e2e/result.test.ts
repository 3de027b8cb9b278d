import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifierScorer } from '../../server/src/result/second-scorer.ts';
import { openTestApp, type TestApp } from '../../server/test/open-test-app.ts';
import { textOfPdf } from '../../server/test/text-of-pdf.ts';
import { expectNoViolations, openBrowser, type Story, takePicture } from './open-story.ts';
import { answerOnPhone, type ClosedRound, closeRound, holder, signInStaff } from './result-ledger.ts';

/** From the close to a corrected result: a committee on two devices, a contestant on a phone, anybody with the verifier. */

const laptop = [1366, 768] as const;
const phone = [390, 844] as const;
const reason = 'Biên bản họp số 03/BB-BTC ngày 03/3/2026';
const minutes = 60_000;
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const runProgram = promisify(execFile);

describe.runIf(process.env.TEST_DATABASE_URL !== undefined)('a result from the close to its correction', () => {
  const undo: (() => Promise<unknown>)[] = [];
  let test: TestApp;
  let browser: Pick<Story, 'faults' | 'openContext'>;
  let folder: string;
  let closed: ClosedRound;
  let own: Page;
  let head: Page;
  let judge: Page;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-result-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    test = await openTestApp({}, { secondScorer: verifierScorer });
    undo.push(() => test.close());
    browser = await openBrowser(test.url, undo);
    closed = await closeRound(test, async (contest, cookie) => {
      own = await openAs(await browser.openContext(...phone), 'hoithi_contestant', cookie.split('=')[1] ?? '');
      await answerOnPhone(own, test, contest);
    });
    const signIn = async (size: readonly [number, number], role: 'organizer' | 'judge', name: string) =>
      openAs(await browser.openContext(...size), 'hoithi_staff', await signInStaff(test, role, name));
    head = await signIn(laptop, 'organizer', 'Nguyễn Thị Ánh Tuyết');
    judge = await signIn(phone, 'judge', 'Trần Quốc Khánh');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const [name, page] of Object.entries({ own, head, judge })) await takePicture(page, `zz-failed-${name}`);
  });
  afterAll(async () => {
    for (const close of undo.reverse()) await close();
  });

  async function openAs(context: BrowserContext, name: string, value: string): Promise<Page> {
    await context.addCookies([{ name, value, url: test.url, httpOnly: true, sameSite: 'Lax' }]);
    context.setDefaultTimeout(30_000); // server, database and browser share the machine, and the server is not the built one
    return context.newPage();
  }
  /** The page of the result, one of its parts; whoever opens it has just proved who it is. */
  async function open(page: Page, part = ''): Promise<void> {
    await test.db.query('update sessions set proved_at_ms = $1 where account_id is not null', [test.clock.nowMs()]);
    await page.goto(`/to-chuc/cuoc-thi/${closed.contest.slug}/ket-qua/1${part && `/${part}`}`);
    await page.getByText('Tiếp theo:').waitFor();
  }
  const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
  const press = (where: Page | Locator, name: string): Promise<void> =>
    where.getByRole('button', { name, exact: true }).first().click();
  const dialog = (page: Page): Locator => page.getByRole('dialog');
  /** What a decision would change, seen before it is made; then made for its reason. */
  async function decide(page: Page, picture: string): Promise<string> {
    await dialog(page).getByText('Chưa có gì thay đổi').waitFor();
    const preview = await dialog(page).innerText();
    await takePicture(page, picture);
    await dialog(page).getByLabel('Lý do').fill(reason);
    await press(dialog(page), 'Lập bảng mới');
    await dialog(page).waitFor({ state: 'detached' });
    return preview;
  }
  async function excludeFirst(name: string, picture: string): Promise<string> {
    await open(head, 'bang');
    const row = head.getByRole('row').filter({ hasText: name });
    await row.locator('summary').click();
    await takePicture(head, 'result-places-1366');
    await press(row, 'Loại khỏi kết quả');
    return decide(head, picture);
  }
  /** The first of two people on the laptop, the second on the phone. */
  async function finalizeByTwo(): Promise<void> {
    await open(head);
    await press(head, 'Xác nhận, người thứ nhất');
    await head.getByText('Bạn đã xác nhận.').waitFor({ timeout: 60_000 });
    await open(judge);
    await judge.getByText('Nguyễn Thị Ánh Tuyết đã xác nhận').first().waitFor();
    await takePicture(judge, 'result-second-390');
    await press(judge, 'Xác nhận, người thứ hai');
    await judge.getByText('Người chốt: Nguyễn Thị Ánh Tuyết, Trần Quốc Khánh.').waitFor({ timeout: 60_000 });
  }
  async function save(page: Page, button: string, name: string): Promise<Buffer> {
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), press(page, button)]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    await writeFile(join(process.env.E2E_PICTURES ?? folder, name), bytes);
    return bytes;
  }
  /** The verdict of the verifier over the public bundle of now, with the phone's receipt. */
  async function verifyBundle(name: string): Promise<string> {
    await test.open.runLog();
    const packed = await fetch(`${test.url}/api/log/${closed.contest.slug}/bundle`);
    const path = join(folder, name);
    await writeFile(path, Buffer.from(await packed.arrayBuffer()));
    const receipt = join(process.env.E2E_PICTURES ?? folder, 'bien-nhan.json');
    const command = ['--import', 'tsx', 'verifier/src/verify-command.ts', path, '--receipt', receipt];
    return (await runProgram(process.execPath, command, { cwd: checkout })).stdout; // it throws where something is broken
  }

  it('[F14] [F16] [F18] [F20] a complaint, a wrong key, an exclusion and two ties: previewed, decided, answered', async () => {
    await own.goto(`/c/${closed.contest.slug}/khieu-nai`);
    await own.getByLabel('Nội dung').fill('Câu cuối có đáp án sai so với văn bản, đề nghị xem lại.');
    await press(own, 'Gửi khiếu nại');
    await own.getByText(/Đã gửi khiếu nại số 1/).waitFor();
    await takePicture(own, 'complaint-own-390');

    await open(head);
    await takePicture(head, 'result-work-1366');
    await expectNoViolations(head);
    await open(judge);
    await takePicture(judge, 'result-work-390');
    await expectNoViolations(judge);
    await open(judge, 'khieu-nai');
    await press(judge, 'Xem khiếu nại');
    await judge.getByText('Câu cuối có đáp án sai').waitFor();
    await takePicture(judge, 'result-complaints-390');

    await open(head, 'quyet-dinh');
    await press(head, 'Sửa đáp án');
    await dialog(head).getByRole('searchbox').fill(closed.wrongKey.text);
    await press(dialog(head), 'Chọn câu này');
    await dialog(head).getByRole('radio', { name: 'Phương án khác đúng' }).check();
    await dialog(head).getByLabel(closed.wrongKey.chosen).check();
    await takePicture(head, 'result-key-1366');
    await press(dialog(head), 'Xem trước');
    const byKey = await decide(head, 'result-preview-1366');
    expect(byKey).toMatch(/Đặng V\. H\. Y\.[\s\S]*từ Giải Nhất xuống Giải Ba/);
    const byExclusion = await excludeFirst('Đặng V. H. Y.', 'result-exclude-1366');
    expect(byExclusion).toContain('ra khỏi bảng');

    await open(head);
    const tie = card(head, 'Cần quyết định').getByRole('article');
    expect(await tie.count()).toBe(2);
    await press(tie.first(), 'Xem trước thứ tự này');
    expect(await decide(head, 'result-order-1366')).toMatch(/được Giải Nhất/);
    await press(card(head, 'Cần quyết định').getByRole('article'), 'Bốc thăm');
    const [day = '', clock = ''] = new Date(test.clock.nowMs() + 12 * minutes + 7 * 60 * minutes)
      .toISOString()
      .split('T');
    for (const [label, value] of [
      ['Công ty xổ số', 'Xổ số kiến thiết Hà Tĩnh'],
      ['Giải', 'Giải đặc biệt'],
      ['Quay lúc: ngày', day.split('-').reverse().join('/')],
      ['Quay lúc: giờ', clock.slice(0, 5)],
      ['Lý do', reason],
    ] as const)
      await dialog(head)
        .getByLabel(new RegExp(`^${label}`))
        .first()
        .fill(value);
    await takePicture(head, 'result-draw-1366');
    await press(dialog(head), 'Chốt danh sách');
    await card(head, 'Bốc thăm').getByText('Chờ số').waitFor();
    test.clock.advance(15 * minutes);
    for (const page of [head, judge]) {
      await open(page);
      await press(card(page, 'Bốc thăm'), 'Nhập số');
      await dialog(page).getByLabel('5 chữ số').fill('01234');
      await press(dialog(page), 'Bốc thăm');
      await dialog(page).waitFor({ state: 'detached' });
    }
    await takePicture(judge, 'result-drawn-390');
    await press(card(judge, 'Bốc thăm'), 'Xem trước bảng mới');
    expect(await decide(judge, 'result-lots-390')).toMatch(/được Giải Ba/);

    await open(judge, 'khieu-nai');
    await press(judge, 'Xem khiếu nại');
    await press(judge, 'Trả lời');
    await dialog(judge).getByRole('radio', { name: 'Chấp nhận', exact: true }).check();
    await dialog(judge).getByLabel('Nội dung trả lời').fill('Đáp án câu cuối đã được sửa cho mọi người.');
    await dialog(judge).getByLabel('Số quyết định kèm theo, nếu có').fill('1');
    await takePicture(judge, 'result-answer-390');
    await press(dialog(judge), 'Gửi trả lời');
    await judge.getByText(/Chấp nhận. Trần Quốc Khánh trả lời/).waitFor();
    expect(browser.faults).toEqual([]);
  }, 150_000);

  it('[F10] [F12] [F22] [F24] [F26] two people finalize on two devices; published; minutes, decision, certificates', async () => {
    await finalizeByTwo();
    await open(head);
    await takePicture(head, 'result-finalized-1366');
    await press(head, 'Công bố ngay');
    await head.getByText('Đang có giá trị').waitFor({ timeout: 30_000 });
    await takePicture(head, 'result-published-1366');

    await open(head, 'van-ban');
    await head.getByLabel('Lý do').fill(reason);
    for (const [label, value] of [
      ['Số', '15'],
      ['Địa danh', 'Hà Tĩnh'],
      ['Chức vụ người ký', 'Trưởng Ban Tổ chức'],
      ['Họ tên người ký', 'Nguyễn Thị Ánh Tuyết'],
      ['Ngày ký', '03/03/2026'],
    ] as const)
      await head.getByLabel(label, { exact: true }).fill(value);
    await takePicture(head, 'result-papers-1366');
    await expectNoViolations(head);
    const minutesText = textOfPdf(await save(head, 'Tải PDF', 'bien-ban.pdf')).normalize('NFC');
    expect(minutesText).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(minutesText).toContain('Bĭa Niê Kđăm');
    await head.getByRole('radio', { name: 'Dự thảo quyết định' }).check();
    await head.getByLabel('Số', { exact: true }).fill('16');
    await head.getByLabel('Ngày ký', { exact: true }).fill('03/03/2026');
    await head.getByLabel('Lý do').fill(reason);
    expect(textOfPdf(await save(head, 'Tải PDF', 'quyet-dinh.pdf')).normalize('NFC')).toContain('Trần Thị Mỹ Lệ');

    await open(head, 'giay-chung-nhan');
    await head.getByLabel(/^Ngày ký/).fill('03/03/2026');
    await head.getByLabel('Lý do').fill(reason);
    await takePicture(head, 'result-certificates-1366');
    const certificates = textOfPdf(await save(head, 'Một tệp PDF để in', 'giay-chung-nhan.pdf'));
    expect(certificates.normalize('NFC')).toContain(holder.name);
    const [certificate] = await test.db.query<{ id: string }>(
      'select c.id from certificates c join profiles p using (contestant_id) where p.name = $1',
      [holder.name],
    );
    const anybody = await (await browser.openContext(...phone)).newPage();
    await anybody.goto(`/cn/${certificate?.id}`);
    await anybody.getByText(holder.name).waitFor();
    await expectNoViolations(anybody);
    await takePicture(anybody, 'certificate-390');
    expect(browser.faults).toEqual([]);
  }, 150_000);

  it('[F13] [Z5] [Z9] a phone checks its receipt; a correction beside an open complaint; both versions stay, both bundles hold', async () => {
    await test.open.runLog();
    await own.goto(`/c/${closed.contest.slug}`);
    await own
      .getByText(/Giải Ba/)
      .first()
      .waitFor();
    await takePicture(own, 'contest-own-390');
    await own.goto(`/c/${closed.contest.slug}/lan-thi/${await attemptOfHolder()}`);
    await own.getByRole('heading', { name: 'Đã ghi trong nhật ký công khai' }).waitFor({ timeout: 30_000 });
    await takePicture(own, 'receipt-own-390');
    await save(own, 'Lưu tệp biên nhận', 'bien-nhan.json');
    const before = await verifyBundle('lan-1.gz');
    await own.goto(`/c/${closed.contest.slug}/khieu-nai`);
    await own.getByLabel('Nội dung').fill('Một người đạt giải thuộc Tổ Thư ký, đề nghị xem lại.');
    await press(own, 'Gửi khiếu nại');
    await own.getByText(/Đã gửi khiếu nại số 2/).waitFor();

    const correction = await excludeFirst('Trần T. M. L.', 'result-correction-1366');
    expect(correction).toContain('vẫn giữ nguyên');
    await finalizeByTwo();
    await open(head);
    await press(head, 'Công bố đính chính');
    await dialog(head).getByText('1 khiếu nại chưa trả lời').waitFor();
    await takePicture(head, 'result-correct-1366');
    await dialog(head).getByLabel('Lý do').fill('Một người đạt giải thuộc Tổ Thư ký.');
    await press(dialog(head), 'Công bố đính chính');
    await dialog(head).waitFor({ state: 'detached' });
    await head.getByText('Đã được thay').waitFor();

    const anybody = await (await browser.openContext(...laptop)).newPage();
    const results = `/c/${closed.contest.slug}/ket-qua/1`;
    await anybody.goto(results);
    await anybody
      .getByText(/Một người đạt giải thuộc Tổ Thư ký/)
      .first()
      .waitFor();
    expect(await anybody.getByText('Trần T. M. L.').count()).toBe(0);
    await takePicture(anybody, 'results-valid-1366');
    await anybody
      .getByRole('link', { name: /^Xem bản số/ })
      .first()
      .click();
    await anybody.getByText('Trần T. M. L.').first().waitFor();
    await takePicture(anybody, 'results-replaced-1366');
    await expectNoViolations(anybody);
    await anybody.setViewportSize({ width: phone[0], height: phone[1] });
    await takePicture(anybody, 'results-replaced-390');
    const after = await verifyBundle('lan-2.gz');
    for (const verdict of [before, after]) expect(verdict).toMatch(/ĐÚNG/);
    expect(browser.faults).toEqual([]);
  }, 150_000);

  async function attemptOfHolder(): Promise<string> {
    const [row] = await test.db.query<{ id: string }>(
      'select a.id from attempts a join profiles p using (contestant_id) where p.name = $1',
      [holder.name],
    );
    return row?.id ?? '';
  }
});
