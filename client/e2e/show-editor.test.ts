import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { joinOrganizer } from '../../scripts/join-organizer.mjs';
import { press } from './open-hall.ts';
import {
  enterAsOrganizer,
  enterDemo,
  expectNoViolations,
  openStory,
  readDemoSlug,
  type Story,
  takePicture,
} from './open-story.ts';

/** A show is written from a template, with questions of a bank, in another order, and the MC opens it without a file. */

const laptop = [1366, 768] as const;
const phone = [390, 844] as const;
const texts = ['Thẻ căn cước do cơ quan nào cấp?', 'Hồ sơ trực tuyến được trả kết quả trong mấy ngày làm việc?'];

let story: Story;
beforeAll(async () => {
  story = await openStory({});
}, 240_000);
afterAll(() => story?.close());

/** Sends from within a page, as whoever is signed in there. */
const post = (page: Page, path: string, body: unknown) =>
  page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(to as string, { method: 'POST', headers, body: JSON.stringify(sent) });
      return (await answer.json()) as { ok: boolean; value: Record<string, unknown> };
    },
    [path, body] as const,
  );

async function openReviewer(organizer: Page): Promise<Page> {
  const grants = [{ role: 'question-reviewer', contestId: null, unitCode: null }];
  const made = await post(organizer, '/api/accounts/invite', { name: 'Lê Văn Duyệt', function: 'Chuyên viên', grants });
  const { cookie } = await joinOrganizer(story.server.url, String(made.value.path), 'nguoi-duyet');
  const [name = '', value = ''] = cookie.split('=');
  const context = await story.openContext(...laptop);
  await context.addCookies([{ name, value, url: story.server.url, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  await page.goto('/to-chuc');
  return page;
}

/** A bank with two questions that a second person approved. */
async function makeBank(page: Page): Promise<void> {
  const about = { topic: null, difficulty: null, audiences: [], tags: [], source: null, explanation: null };
  const rest = { seconds: null, translations: {}, media: [], practiceOnly: false };
  const options = ['Công an', 'Tư pháp', 'Tài chính', 'Nội vụ'].map((text, at) => ({ id: 'abcd'.charAt(at), text }));
  const questions = texts.map((text) => ({ id: null, kind: 'one', text, options, right: ['a'], ...about, ...rest }));
  const bank = await post(page, '/api/organizer/banks', { name: 'Câu hỏi sân khấu' });
  const path = `/api/organizer/banks/${String(bank.value.bankId)}`;
  const added = await post(page, `${path}/questions`, { questions, act: 'write' });
  const ids = (added.value.added as { questionId: string }[]).map(({ questionId }) => questionId);
  const reviewer = await openReviewer(page);
  for (const [restsOn, to] of [
    [1, 'reviewed'],
    [2, 'approved'],
  ] as const)
    for (const id of ids)
      expect(await post(reviewer, `${path}/questions/${id}/review`, { restsOn, to, comment: null })).toMatchObject({
        ok: true,
      });
}

async function showPage(page: Page, name: string): Promise<void> {
  await expectNoViolations(page);
  await takePicture(page, `show-editor-${name}-laptop`);
  await page.setViewportSize({ width: phone[0], height: phone[1] });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await takePicture(page, `show-editor-${name}-phone`);
  await page.setViewportSize({ width: laptop[0], height: laptop[1] });
}

it('[H45] [H46] [H47] [H48] from a template to the screen: two questions of a bank, another order, opened by the MC', async () => {
  const page = await story.openPage(...laptop);
  await enterAsOrganizer(page.context(), story.server);
  await page.goto('/to-chuc');
  await makeBank(page);
  const slug = await readDemoSlug(story.server);
  await page.goto(`/to-chuc/cuoc-thi/${slug}`);
  await page.getByRole('link', { name: 'Chương trình', exact: true }).click();
  await page.getByRole('button', { name: 'Bắt đầu: Lễ phát động 45 phút' }).click();
  await page.waitForURL('**/chuong-trinh/*');
  await page.getByText('45/45 phút').waitFor();
  await page.getByText('4 chỗ cần điền').waitFor();
  await showPage(page, 'template');

  const cue = (name: string | RegExp) =>
    page.getByRole('list', { name: 'Các phần của chương trình' }).getByRole('button', { name });
  for (const [at, text] of texts.entries()) {
    await cue(new RegExp(`Câu hỏi ${at + 1}`))
      .last()
      .click();
    await page.getByRole('button', { name: 'Câu hỏi từ ngân hàng' }).click();
    await page.getByLabel('Ngân hàng câu hỏi').selectOption({ label: 'Câu hỏi sân khấu' });
    await page.getByLabel('Tìm theo từ').fill(text.slice(0, 12));
    await page.getByText('Có 1 câu đã duyệt.').waitFor();
    if (at === 0) await showPage(page, 'search');
    await page.getByRole('button', { name: `Chọn: ${text}` }).click();
    await page.getByText(text).first().waitFor();
  }
  for (const name of [/Câu hỏi thử/, /Câu hỏi 3/]) {
    await cue(name).last().click();
    await page.getByRole('button', { name: 'Bỏ phần này' }).click();
  }
  // The second question goes before the first, by the keyboard.
  await page.getByRole('button', { name: /^Di chuyển Câu hỏi 2/ }).press('ArrowUp');
  await page.getByText(/^Câu hỏi 2 ở vị trí \d+\/9$/).waitFor();
  await cue(/Câu hỏi 1/)
    .last()
    .click();
  await page.getByText(/^Đã lưu lúc/).waitFor();
  await page.getByText('Sẵn sàng', { exact: true }).waitFor();
  await showPage(page, 'written');
  await page.getByRole('button', { name: 'Giao cho người dẫn' }).click();
  await page.getByText(/^Người dẫn đã có đúng bản này/).waitFor();

  const mc = await story.openPage(...laptop);
  await mc.goto(await enterDemo(mc, 'mc'));
  const card = mc.getByRole('listitem').filter({ hasText: /^Lễ phát động .*9 cảnh/ });
  await card.last().getByRole('button', { name: 'Bắt đầu' }).click();
  const screen = await story.openPage(1920, 1080);
  await screen.goto(await enterDemo(screen, 'screen'));
  await screen.getByText('Lễ phát động', { exact: true }).first().waitFor();
  // programme, address, rules, launch
  for (let no = 2; no <= 5; no++) {
    await press(mc, 'Cảnh tiếp theo');
    await mc.getByText(`Kịch bản: cảnh ${no}/9`).waitFor();
  }
  await press(mc, 'Phát động');
  await screen.getByText('Cuộc thi chính thức bắt đầu').waitFor();
  await press(mc, 'Cảnh tiếp theo');
  await press(mc, 'Mở câu hỏi');
  await screen.getByRole('heading', { name: texts[1] ?? '' }).waitFor();
  await takePicture(screen, 'show-editor-screen');
  expect(story.faults).toEqual([]);
}, 300_000);
