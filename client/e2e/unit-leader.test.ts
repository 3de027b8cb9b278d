import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  enterDemo,
  expectNoViolations,
  openSetUp,
  openStory,
  readDemoSlug,
  type Story,
  takePicture,
} from './open-story.ts';

/** A leader with a phone: what is missing, what to send, whom to remind; the organizer with the list at a laptop. */

let story: Story;
beforeAll(async () => {
  story = await openStory({ settings: { REDIS_URL: process.env.TEST_REDIS_URL ?? '' } });
});
afterAll(() => story?.close());

async function openLeader(width: number, height: number): Promise<Page> {
  const context = await story.openContext(width, height, { permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(await enterDemo(page, 'unit-leader'));
  return page;
}

describe('a unit leader', () => {
  it('[U10] [U14] [V2] sees what is missing, sends a message, a picture and a poster, and the view stays while the connection is lost', async () => {
    const page = await openLeader(390, 844);
    await page.getByRole('heading', { name: 'Gửi nhóm của đơn vị' }).waitFor();
    await page.getByRole('heading', { name: 'Đơn vị trực thuộc' }).waitFor();
    await page.getByRole('heading', { name: 'Diễn biến' }).waitFor();
    await expectNoViolations(page);
    await takePicture(page, 'leader-phone');

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
    await expectNoViolations(page);
    await takePicture(page, 'leader-picture');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải ảnh về' }).click();
    expect((await download).suggestedFilename()).toMatch(/^trinh-dien-.*-story\.png$/u);
    await page.getByRole('button', { name: 'Đóng' }).click();

    const poster = await page.getByRole('link', { name: 'Áp phích QR (PDF)' }).getAttribute('href');
    const printed = await page.request.get(poster ?? '');
    expect(printed.headers()['content-type']).toBe('application/pdf');
    expect((await page.request.get((poster ?? '').replace(/units\/[^/]+/u, 'units/42.A.01'))).status()).toBe(403);

    const [context] = story.contexts;
    await context?.setOffline(true);
    await page.getByText('Đang kết nối lại').waitFor();
    await page.getByRole('heading', { name: 'Đơn vị trực thuộc' }).waitFor();
    await context?.setOffline(false);
    await page.getByText('Đang kết nối lại').waitFor({ state: 'detached', timeout: 30_000 });
    expect(story.faults).toEqual([]);
  });

  it("[U15] [U16] [U17] the organizer loads a unit's list, the leader reads who is still to be reminded, the organizer deletes it", async () => {
    const leader = await openLeader(1366, 768);
    await leader.getByRole('heading', { name: 'Diễn biến' }).waitFor();
    const href = await leader.getByRole('link', { name: 'Áp phích QR (PDF)' }).getAttribute('href');
    const code = decodeURIComponent(/units\/([^/]+)/u.exec(href ?? '')?.[1] ?? '');
    const desk = await story.openPage(1366, 768);
    await openSetUp(desk, story.server, await readDemoSlug(story.server));
    await desk.getByRole('heading', { name: 'Danh sách người của đơn vị' }).waitFor();
    const path = join(story.folder, 'danh-sach.csv');
    const people = `Mã đơn vị;Họ và tên;Số điện thoại\n${code};Đặng Thị Quỳnh Như;0912000111\n${code};Lê Văn Ý;0912000222\n`;
    const choose = async (text: string) => {
      await writeFile(path, text);
      const [chooser] = await Promise.all([
        desk.waitForEvent('filechooser'),
        desk.getByLabel('Chọn tệp danh sách').click(),
      ]);
      await chooser.setFiles(path);
    };
    await choose(`${people}X;Ai;1\n`);
    const badRow = desk.getByText('Dòng 4, cột Mã đơn vị');
    await badRow.waitFor();
    await choose(people); // corrected, under the same name
    await badRow.waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: 'Ghi danh sách 2 người' }).click();
    await desk.getByText('Đã ghi 2 người của 1 đơn vị.').waitFor();
    await expectNoViolations(desk);
    await takePicture(desk, 'organizer-rosters');

    // The leader's page receives the list by itself.
    await leader.getByRole('button', { name: 'Xem ai chưa dự thi' }).click();
    await leader.getByText('2 trên 2 người chưa dự thi.').waitFor();
    await leader.getByText('Đặng Thị Quỳnh Như').waitFor();
    await expectNoViolations(leader);
    await takePicture(leader, 'leader-laptop');

    await desk.getByRole('button', { name: /^Xóa danh sách của/u }).click();
    await desk.getByRole('button', { name: 'Xóa danh sách', exact: true }).click();
    await desk.getByRole('button', { name: /^Xóa danh sách của/u }).waitFor({ state: 'detached' });
    await desk.getByText(/^Đã xóa danh sách của/u).waitFor(); // it stays when the last list is gone
    await leader.getByRole('heading', { name: 'Ai chưa dự thi' }).waitFor({ state: 'detached' });
    expect(story.faults).toEqual([]);
  });
});
