import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';

/** A leader with a phone: what is missing, what to send, whom to remind; the organizer with the list at a laptop. */

let server: ServerProcess;
let browser: Browser;
let folder: string;
const contexts: BrowserContext[] = [];
const faults: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-e2e-leader-'));
  server = await startServer({ DATA_DIR: folder, REDIS_URL: process.env.TEST_REDIS_URL ?? '', LOG_LEVEL: 'warn' });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await server?.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function enterDemo(room: 'unit-leader' | 'organizer', width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'vi-VN',
    baseURL: server.url,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  contexts.push(context);
  context.on('page', (page) => page.on('pageerror', (fault) => faults.push(fault.message)));
  const page = await context.newPage();
  await page.goto('/');
  const goTo = await page.evaluate(async (which) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/api/demo/enter', { method: 'POST', headers, body: JSON.stringify({ room: which }) });
    return String((await answer.json()).value.goTo);
  }, room);
  await page.goto(goTo);
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
const shoot = async (page: Page, name: string): Promise<void> => {
  const into = process.env.SCREENSHOTS;
  if (into) await page.screenshot({ path: join(into, `${name}.png`), fullPage: true });
};

describe('a unit leader', () => {
  it('[U10] [U14] [V2] sees what is missing, sends a message, a picture and a poster, and keeps the view while the line is down', async () => {
    const page = await enterDemo('unit-leader', 390, 844);
    await page.getByRole('heading', { name: 'Gửi nhóm của đơn vị' }).waitFor();
    await page.getByRole('heading', { name: 'Đơn vị trực thuộc' }).waitFor();
    await page.getByRole('heading', { name: 'Diễn biến' }).waitFor();
    await expectAccessible(page);
    await shoot(page, 'leader-phone');

    await page.getByRole('button', { name: 'Sao chép lời nhắc' }).click();
    await page.getByText('Đã sao chép').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/c\/trinh-dien\?don-vi=/u);

    await page.getByRole('button', { name: 'Thẻ ảnh' }).click();
    const picture = page.getByRole('img', { name: /^Thẻ ảnh/u });
    await picture.waitFor();
    const sizeOf = () =>
      picture.evaluate((image) => [
        (image as HTMLImageElement).naturalWidth,
        (image as HTMLImageElement).naturalHeight,
      ]);
    await expect.poll(sizeOf).toEqual([1080, 1080]);
    await page.getByRole('radio', { name: 'Dọc' }).check();
    await expect.poll(sizeOf).toEqual([1080, 1920]);
    await expectAccessible(page);
    await shoot(page, 'leader-picture');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải ảnh về' }).click();
    expect((await download).suggestedFilename()).toMatch(/^trinh-dien-.*-story\.png$/u);
    await page.getByRole('button', { name: 'Đóng' }).click();

    const poster = await page.getByRole('link', { name: 'Áp phích QR (PDF)' }).getAttribute('href');
    const printed = await page.request.get(poster ?? '');
    expect(printed.headers()['content-type']).toBe('application/pdf');
    expect((await page.request.get((poster ?? '').replace(/units\/[^/]+/u, 'units/42.A.01'))).status()).toBe(403);

    const [context] = contexts;
    await context?.setOffline(true);
    await page.getByText('Đang kết nối lại').waitFor();
    await page.getByRole('heading', { name: 'Đơn vị trực thuộc' }).waitFor();
    await context?.setOffline(false);
    await page.getByText('Đang kết nối lại').waitFor({ state: 'detached', timeout: 30_000 });
    expect(faults).toEqual([]);
  });

  it("[U15] [U16] [U17] the organizer loads a unit's list, the leader reads who is still to be reminded, the organizer deletes it", async () => {
    const leader = await enterDemo('unit-leader', 1366, 768);
    await leader.getByRole('heading', { name: 'Diễn biến' }).waitFor();
    const href = await leader.getByRole('link', { name: 'Áp phích QR (PDF)' }).getAttribute('href');
    const code = decodeURIComponent(/units\/([^/]+)/u.exec(href ?? '')?.[1] ?? '');
    const desk = await enterDemo('organizer', 1366, 768);
    await desk.getByRole('link', { name: 'Chuẩn bị' }).click();
    await desk.getByRole('heading', { name: 'Danh sách người của đơn vị' }).waitFor();
    const path = join(folder, 'danh-sach.csv');
    await writeFile(
      path,
      `Mã đơn vị;Họ và tên;Số điện thoại\n${code};Đặng Thị Quỳnh Như;0912000111\n${code};Lê Văn Ý;0912000222\nX;Ai;1\n`,
    );
    await desk.getByLabel('Chọn tệp danh sách').setInputFiles(path);
    await desk.getByText('Dòng 4, cột Mã đơn vị').waitFor();
    await desk.getByRole('button', { name: 'Ghi danh sách 2 người' }).click();
    await desk.getByText('Đã ghi 2 người của 1 đơn vị.').waitFor();
    await expectAccessible(desk);
    await shoot(desk, 'organizer-rosters');

    // The leader's page hears of the list by itself.
    await leader.getByRole('button', { name: 'Xem ai chưa dự thi' }).click();
    await leader.getByText('2 trên 2 người chưa dự thi.').waitFor();
    await leader.getByText('Đặng Thị Quỳnh Như').waitFor();
    await expectAccessible(leader);
    await shoot(leader, 'leader-laptop');

    await desk.getByRole('button', { name: /^Xóa danh sách của/u }).click();
    await desk.getByRole('button', { name: 'Xóa danh sách', exact: true }).click();
    await desk.getByText(/^Đã xóa danh sách của/u).waitFor();
    await leader.getByRole('heading', { name: 'Ai chưa dự thi' }).waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });
});
