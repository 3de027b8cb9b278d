import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { joinOrganizer } from '../../scripts/join-organizer.mjs';
import { enterAsOrganizer, expectNoViolations, openStory, type Story, takePicture } from './open-story.ts';

/** A paper of thirty questions goes from Word into a round: pasted, two corrected, reviewed by a second person, drawn by a contest. */

const laptop = [1366, 768] as const;
const phone = [390, 844] as const;
const interactionsMax = 40;

/** Presses, keys and fields that somebody fills in, counted over both people. */
let interactions = 0;
async function press(target: Locator): Promise<void> {
  interactions += 1;
  await target.click();
}
async function type(target: Locator, text: string): Promise<void> {
  interactions += 1;
  await target.fill(text);
}
async function hit(page: Page, keys: string): Promise<void> {
  interactions += 1;
  await page.keyboard.press(keys);
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true });

/** As Word writes it: the right letter underlined, a question and its options in paragraphs of their own. */
function paper(): string {
  const paragraphs = Array.from({ length: 30 }, (_, at) => {
    const right = at % 4;
    const options = ['Hai ngày làm việc', 'Năm ngày làm việc', 'Bảy ngày làm việc', 'Mười ngày làm việc'];
    const lines = options.map((text, place) => {
      const letter = `${'ABCD'.charAt(place)}.`;
      return `<p class=MsoNormal>${place === right ? `<u>${letter}</u>` : letter} ${text} kể từ ngày nhận hồ sơ</p>`;
    });
    const typo = at === 6 || at === 20 ? 'thời hạnn' : 'thời hạn';
    return `<p class=MsoNormal><b>Câu ${at + 1}.</b> Theo quy định số ${at + 101}, ${typo} trả kết quả thủ tục số ${at + 1} là bao lâu?</p>${lines.join('')}`;
  });
  return `<html><head><style>p.MsoNormal { font-family: "Times New Roman"; color: black }</style></head><body>${paragraphs.join('')}</body></html>`;
}

/** Another window with the paper, all of it copied. */
async function copyPaper(page: Page): Promise<void> {
  const word = await page.context().newPage();
  await word.setContent(paper());
  await word.bringToFront();
  await word.keyboard.press('Control+a');
  await word.keyboard.press('Control+c');
  await word.close();
  await page.bringToFront();
}

async function showPage(page: Page, name: string): Promise<void> {
  await expectNoViolations(page);
  await takePicture(page, `banks-${name}-laptop`);
  await page.setViewportSize({ width: phone[0], height: phone[1] });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await takePicture(page, `banks-${name}-phone`);
  await page.setViewportSize({ width: laptop[0], height: laptop[1] });
}

let story: Story;
beforeAll(async () => {
  story = await openStory({});
}, 240_000);
afterAll(() => story?.close());

/** Somebody who joined by an invitation with one role, at a machine of their own. */
async function openReviewer(organizer: Page): Promise<Page> {
  const path = await organizer.evaluate(async () => {
    const grants = [{ role: 'question-reviewer', contestId: null, unitCode: null }];
    const answer = await fetch('/api/accounts/invite', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Lê Văn Duyệt', function: 'Chuyên viên', grants }),
    });
    return String((await answer.json()).value.path);
  });
  const { cookie } = await joinOrganizer(story.server.url, path, 'nguoi-duyet');
  const [name = '', value = ''] = cookie.split('=');
  const context = await story.openContext(...laptop);
  await context.addCookies([{ name, value, url: story.server.url, httpOnly: true, sameSite: 'Lax' }]);
  return context.newPage();
}

it('[Q13] [Q16] thirty questions pasted from Word, two corrected, reviewed by a second person, used in a round', async () => {
  const page = await story.openPage(...laptop);
  await enterAsOrganizer(page.context(), story.server);
  const reviewer = await (async () => {
    await page.goto('/to-chuc');
    return openReviewer(page);
  })();
  await press(link(page, 'Ngân hàng câu hỏi'));
  await page.getByRole('heading', { name: 'Bộ câu hỏi đi kèm chương trình' }).waitFor();
  await press(button(page, 'Lập ngân hàng mới'));
  await type(page.getByLabel(/^Tên ngân hàng/), 'Cải cách hành chính 2026');
  await press(button(page, 'Lập ngân hàng'));
  await press(link(page, 'Dán từ Word'));
  await copyPaper(page);
  await press(page.getByRole('textbox', { name: 'Khung dán đề' }));
  await hit(page, 'Control+v');
  await page.getByRole('heading', { name: /^Đọc được 30 câu/ }).waitFor();
  await showPage(page, 'paste');
  await type(page.getByLabel(/^Chủ đề cho/), 'Thủ tục hành chính');
  await type(page.getByLabel(/^Văn bản làm căn cứ/), 'Quyết định số 101/QĐ-UBND');
  await press(button(page, 'Nhập 30 câu'));
  await press(link(page, 'Xem các câu vừa thêm'));
  await page.getByText('30 câu', { exact: true }).first().waitFor();
  await showPage(page, 'bank');

  await type(page.getByRole('searchbox', { name: 'Tìm trong câu hỏi' }), 'hạnn');
  await page.getByText('2 câu', { exact: true }).first().waitFor();
  await press(page.getByRole('link', { name: /^7 / }));
  const text = page.getByRole('textbox', { name: 'Câu hỏi', exact: true });
  for (const [number, keys] of [
    [7, 'Control+Enter'],
    [21, 'Control+s'],
  ] as const) {
    await page.getByRole('heading', { name: `Câu ${number}`, exact: true }).waitFor();
    await text.waitFor();
    if (number === 7) await showPage(page, 'question');
    await type(text, (await text.inputValue()).replace('hạnn', 'hạn'));
    await hit(page, keys);
  }
  await page.getByText(/^Đã lưu lúc/).waitFor();

  await reviewer.goto('/to-chuc');
  await press(link(reviewer, 'Ngân hàng câu hỏi').first());
  await press(reviewer.getByRole('link', { name: /Cải cách hành chính/ }));
  await press(link(reviewer, 'Soát, duyệt'));
  await reviewer.getByRole('heading', { name: /quy định số 101/ }).waitFor();
  await showPage(reviewer, 'review');
  await type(reviewer.getByLabel('Ghi chú'), 'Ghi rõ điều, khoản.');
  await press(button(reviewer, 'Trả lại'));
  await reviewer.getByText('29 câu', { exact: true }).waitFor();
  await reviewer.getByRole('heading', { name: /quy định số 101/ }).waitFor({ state: 'hidden' });
  await button(reviewer, 'Đạt, đã soát').waitFor(); // the key belongs to the question that is shown
  await hit(reviewer, 'd');
  await button(reviewer, 'Đánh dấu đã soát 28 câu').waitFor();
  await press(button(reviewer, /^Đánh dấu đã soát \d+ câu$/));
  await press(reviewer.getByRole('dialog').getByRole('button', { name: 'Đạt, đã soát' }));
  await press(button(reviewer, 'Duyệt 29 câu đã soát'));
  await press(reviewer.getByRole('dialog').getByRole('button', { name: 'Duyệt' }));
  await reviewer
    .getByText('Không còn câu nào chờ quý vị.')
    .or(reviewer.getByText('Không còn câu nào chờ bạn.'))
    .waitFor();

  await page.goto('/to-chuc/the-le');
  await press(button(page, 'Dùng mẫu này: Thi một lần'));
  const general = page.locator('section#general');
  await type(general.getByLabel(/^Tên cuộc thi/).first(), 'Thi tìm hiểu thủ tục hành chính');
  await type(general.getByLabel(/^Cơ quan tổ chức/).first(), 'Sở Nội vụ');
  const rounds = page.locator('section#rounds');
  await press(rounds.locator('summary').first());
  await press(rounds.getByText(/^Thủ tục hành chính/).first());
  await type(rounds.getByLabel('Mở lúc: ngày').first(), '01/03/2027');
  await type(rounds.getByLabel('Đóng lúc: ngày').first(), '01/03/2027');
  await rounds.getByText(/^Ngân hàng có 29 câu đã duyệt cho đề này/).waitFor();
  await page.getByText(/^Đã lưu lúc/).waitFor();
  await press(button(page, 'Công bố cuộc thi'));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Công bố' }));
  await page.waitForURL('**/to-chuc/cuoc-thi/**');
  expect(interactions).toBeLessThanOrEqual(interactionsMax);
  expect(story.faults).toEqual([]);
}, 240_000);
