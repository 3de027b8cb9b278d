import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterDemo, expectNoViolations, openStory, readDemoSlug, type Story, takePicture } from './open-story.ts';

/** From an attempt to a verdict that needs no server: the receipt on the phone, the public log, the verifier from a file. */

const phone = { width: 390, height: 844 };
const databaseServer = process.env.TEST_DATABASE_URL;

describe('a receipt that anybody can verify', () => {
  let story: Story;
  let slug: string;
  beforeAll(async () => {
    story = await openStory({
      settings: { REDIS_URL: process.env.TEST_REDIS_URL ?? '' },
      ...(databaseServer ? { databaseServer } : {}),
    });
    slug = await readDemoSlug(story.server);
  });
  afterAll(() => story?.close());

  async function sitAttempt(page: Page): Promise<void> {
    await page.goto(await enterDemo(page, 'contestant'));
    await page.goto(`/c/${slug}/thi`);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    for (let position = 1; position <= 15; position++) {
      await page.getByText(`${position}/15`).first().waitFor();
      await page.getByRole('radio').first().check({ force: true });
      await page.getByRole('button', { name: 'Trả lời', exact: true }).click();
    }
    await page.getByRole('button', { name: 'Để sau' }).click();
    await page.getByRole('button', { name: 'Nộp bài' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
    await page.getByText('ĐÃ NHẬN BÀI').waitFor();
  }

  async function save(page: Page, button: string, name: string): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    const path = join(story.folder, name);
    await download.saveAs(path);
    return path;
  }

  /** The verdict of the page, opened as a file, with these files given to it. */
  async function verify(page: Page, files: string[], name: string): Promise<string> {
    await page.goto(`file://${join(story.folder, 'verifier.html')}`);
    await page.locator('input[type=file]').setInputFiles(files);
    for (const file of files) await page.getByText(file.split('/').at(-1) ?? '').waitFor();
    await page.getByRole('button', { name: /^(Kiểm chứng|Verify)$/ }).click();
    await page.locator('.verdict').waitFor();
    await takePicture(page, name);
    return page.locator('.verdict').innerText();
  }

  it('[Z9] [Z8] an attempt over plain HTTP: compared on the phone, in the log, saved, and verified without a network', async () => {
    const baseURL = story.server.url.replace('127.0.0.1', 'hoithi.test');
    const context = await story.openContext(phone.width, phone.height, { baseURL });
    const page = await context.newPage();
    await sitAttempt(page);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    const state = page.getByRole('heading', { name: 'Đã ghi trong nhật ký công khai' });
    await state.waitFor({ timeout: 30_000 });
    const compared = page.getByText('đã tự dựng lại bản ghi từ 15 câu trả lời của bạn: khớp');
    await compared.waitFor();
    await expectNoViolations(page);
    await takePicture(page, 'receipt-390-vi');
    await page.reload();
    await state.waitFor();
    await compared.waitFor(); // what the phone knows survives a reload

    const receipt = await save(page, 'Lưu tệp biên nhận', 'bien-nhan.json');
    const picture = await save(page, 'Lưu ảnh biên nhận', 'bien-nhan.png');
    const png = await readFile(picture);
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['PNG', 1080]);

    // Whoever scans the QR: the entry is looked up and proved there.
    const { origin, promise, place } = JSON.parse(await readFile(receipt, 'utf8'));
    await page.goto(`/c/${slug}/kiem-chung#${place.index}.${promise.leaf}.${origin}`);
    await page.getByText(/Bài thi này nằm ở dòng .* của nhật ký công khai/).waitFor();
    await expectNoViolations(page);
    await takePicture(page, 'verification-390-vi');
    const published = await page.getByText(/^[0-9a-f]{64}$/).allInnerTexts();

    const html = Buffer.from(await (await fetch(`${story.server.url}/verifier.html`)).arrayBuffer());
    expect(published).toContain(createHash('sha256').update(html).digest('hex'));
    await writeFile(join(story.folder, 'verifier.html'), html);
    const bundle = join(story.folder, 'goi.gz');
    const packed = await fetch(`${story.server.url}/api/log/${slug}/bundle`);
    await writeFile(bundle, Buffer.from(await packed.arrayBuffer()));
    const text = await readFile(receipt, 'utf8');
    const forged = join(story.folder, 'sua.json');
    await writeFile(
      forged,
      text.replace(/(\\"startedAt\\":\d*)(\d)/, (_, kept, digit) => kept + ((Number(digit) + 1) % 10)),
    );

    for (const [width, height, locale] of [
      [390, 844, 'vi-VN'],
      [1366, 768, 'en-GB'],
    ] as const) {
      const offline = await story.openContext(width, height, { locale });
      await offline.setOffline(true);
      const verifier = await offline.newPage();
      const [right, wrong] = locale === 'vi-VN' ? ['ĐÚNG', 'SAI'] : ['HOLDS', 'BROKEN'];
      expect(await verify(verifier, [receipt], `verifier-receipt-${width}`)).toContain(right);
      const whole = await verify(verifier, [bundle, receipt], `verifier-bundle-${width}`);
      expect(whole).toContain(right);
      expect(whole).toMatch(new RegExp(`(nằm ở chỗ|stands at place) ${place.index} `));
      expect(await verify(verifier, [forged], `verifier-forged-${width}`)).toContain(wrong);
      await offline.close();
    }
    expect(story.faults).toEqual([]);
  }, 240_000);

  it('[Z8] the page under its own policy: it computes here too, and refuses what it cannot read in plain words', async () => {
    const page = await story.openPage(1366, 768);
    await page.goto('/verifier.html');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'thu.txt', mimeType: 'text/plain', buffer: Buffer.from('xin chào') });
    await page.getByText('thu.txt: không phải gói kiểm chứng').waitFor();
    const bundle = Buffer.from(await (await fetch(`${story.server.url}/api/log/${slug}/bundle`)).arrayBuffer());
    const cut = { name: 'cut.gz', mimeType: 'application/gzip', buffer: bundle.subarray(0, bundle.length - 100) };
    await page.locator('input[type=file]').setInputFiles(cut);
    await page.getByText('cut.gz').waitFor();
    await page.getByRole('button', { name: 'Kiểm chứng' }).click();
    await page.getByText('Tệp bị cắt cụt hoặc hỏng khi tải').waitFor();
    await expectNoViolations(page);
    expect(story.faults).toEqual([]);
  });
});
