import { weeklyFile } from '@hoithi/shared/rulebook/test-weekly';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceContest } from '../../scripts/announce-contest.mjs';
import { enterAsOrganizer, expectNoViolations, openStory, type Story } from './open-story.ts';

/** A week of a real plan in a real browser: sign-in, attempt with every mishap, close, publish, result. */

const phone = { width: 390, height: 844 };
const slug = 'ha-tinh-2023';
const hourMs = 3_600_000;

let story: Story;
let organizer: BrowserContext;

beforeAll(async () => {
  story = await openStory({
    settings: { REDIS_URL: process.env.TEST_REDIS_URL ?? '', LOG_LEVEL: 'info' },
    flags: ['--empty'],
  });
  organizer = await story.openContext(1366, 768);
  await enterOrganizer();
  await createContest();
});
afterAll(() => story?.close());

async function enterOrganizer(): Promise<void> {
  await enterAsOrganizer(organizer, story.server);
  const page = await organizer.newPage();
  await page.goto('/to-chuc');
  await page.getByRole('heading').first().waitFor();
  await page.close();
}

/** Four weeks as Hà Tĩnh holds them, the first of which began today. */
async function createContest(): Promise<void> {
  const cookie = (await organizer.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const today = new Date(Date.now() + 7 * hourMs).toISOString().slice(0, 10);
  const rulebook = weeklyFile({ firstOpensAtMs: Date.parse(`${today}T00:00:00+07:00`), pacing: 'one-by-one' });
  Object.assign(rulebook.publication ?? {}, { finalize: 'one' }); // two people are what the story of a result is for
  await announceContest(story.server.url, cookie, { rulebook, slug, units: { kind: 'set', set: '42' } });
}

async function signIn(page: Page, number: string, name: string): Promise<void> {
  await page.goto(`/c/${slug}`);
  await page
    .getByRole('link', { name: 'Đăng nhập để dự thi' })
    .or(page.getByRole('button', { name: 'Đăng nhập để dự thi' }))
    .click();
  await page.getByLabel('Số điện thoại').fill(number);
  const before = story.server.output().length;
  await page.getByRole('button', { name: 'Nhận mã đăng nhập' }).click();
  await page.getByLabel('Mã 6 chữ số').waitFor();
  const code = await readCode(before);
  await page.getByLabel('Mã 6 chữ số').fill(code);
  const verify = page.getByRole('button', { name: 'Đăng nhập', exact: true });
  if (await verify.isVisible()) await verify.click().catch(() => undefined);
  await page.getByLabel(/Họ và tên/).fill(name);
  await page.getByRole('combobox', { name: /Đơn vị/ }).fill('tran phu');
  await page
    .getByRole('option', { name: /Phường Trần Phú/ })
    .first()
    .click();
  const audience = page.getByLabel(/Đối tượng/);
  if (await audience.isVisible()) await audience.selectOption({ index: 1 });
  const consents = page.getByRole('checkbox');
  for (const box of await consents.all()) expect(await box.isChecked()).toBe(false);
  await consents.first().check();
  await page.getByRole('button', { name: 'Đăng ký dự thi' }).click();
}

/** The development gateway writes the code into the server's log. */
async function readCode(from: number): Promise<string> {
  const found = () => /"msg":"[^"]*?\b(\d{6})\b/.exec(story.server.output().slice(from))?.[1] ?? '';
  await expect.poll(found).not.toBe('');
  return found();
}

async function answerOne(page: Page): Promise<void> {
  await page.getByRole('radio').first().check({ force: true });
  await page.getByRole('button', { name: 'Trả lời', exact: true }).click();
}

describe('a week in a browser', () => {
  it('[A4] [T1] sign in, take the attempt through a reload, an offline answer and a wrong device clock, submit, see the result', async () => {
    const context = await story.openContext(phone.width, phone.height);
    await context.clock.install({ time: new Date(Date.now() + 3 * hourMs) }); // the device is three hours ahead
    const page = await context.newPage();
    await signIn(page, '0912 345 678', 'Nguyễn Thị Hường');
    await page
      .getByRole('link', { name: 'Vào thi' })
      .or(page.getByRole('button', { name: 'Vào thi' }))
      .click();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByText('1/15').first().waitFor();
    await expectNoViolations(page);

    await answerOne(page);
    await page.getByText('2/15').first().waitFor();
    const question = await page
      .getByRole('heading', { level: 1 })
      .or(page.getByRole('heading', { level: 2 }))
      .first()
      .innerText();
    await page.reload();
    await page.getByText('2/15').first().waitFor();
    expect(await page.getByText(question).first().isVisible()).toBe(true);

    await context.setOffline(true);
    await answerOne(page);
    await page.getByText('Mất kết nối.').first().waitFor({ timeout: 30_000 });
    await context.setOffline(false);
    await page.getByText('3/15').first().waitFor({ timeout: 30_000 });

    for (let position = 3; position <= 15; position++) {
      await page.getByText(`${position}/15`).first().waitFor();
      await answerOne(page);
    }
    await page.getByLabel(/Con số của bạn/).fill('12480');
    await page.getByRole('button', { name: 'Chốt dự đoán' }).click();
    await page.getByRole('button', { name: 'Chốt', exact: true }).click();
    await page.getByRole('button', { name: 'Nộp bài' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
    await page.getByText('ĐÃ NHẬN BÀI').waitFor();
    expect(await page.getByText('15/15').first().isVisible()).toBe(true);
    await expectNoViolations(page);

    const desk = await organizer.newPage();
    await desk.goto('/to-chuc');
    await closeAndPublish(desk);
    await page.goto(`/c/${slug}/ket-qua/1`);
    await page.getByText('Nguyễn T. H.').first().waitFor({ timeout: 20_000 });
    await expectNoViolations(page);
    await page.goto(`/c/${slug}`);
    await page
      .getByText(/vì sao/i)
      .first()
      .waitFor();
  });
});

async function closeAndPublish(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Đóng sớm' }).first().click();
  await desk.getByLabel('Lý do').fill('kết thúc sớm để công bố');
  await desk.getByRole('button', { name: 'Đóng tuần thi' }).click();
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  await desk.goto(`/to-chuc/cuoc-thi/${slug}/ket-qua/1`);
  await desk.getByRole('button', { name: 'Chốt kết quả' }).click({ timeout: 20_000 });
  await desk.getByText('Kết quả đã được chốt.').waitFor({ timeout: 20_000 });
  await expectNoViolations(desk);
  await desk.getByRole('button', { name: 'Công bố ngay' }).click();
  await desk.getByText('Đang có giá trị').first().waitFor({ timeout: 20_000 });
}
