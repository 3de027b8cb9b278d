import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { type Gate, openGate } from './gate.ts';
import { enterDemo, openStory, type Story } from './open-story.ts';
import { freshLedger } from './read-ledger.ts';

/** A hall whose server stops, and whose store fails, during an open question: a real phone and a real MC. */

const both = (text: string) => ({ vi: text, en: text });
const question = (id: string, seconds: number) => ({
  kind: 'question',
  seconds,
  question: {
    id,
    text: `Câu hỏi ${id} hỏi về điều gì?`,
    options: ['a', 'b', 'c', 'd'].map((option) => ({ id: option, text: `Phương án ${option} câu ${id}` })),
    right: 'b',
    explanation: `Vì lẽ của ${id}`,
    source: 'Tài liệu thử',
  },
});
const file = {
  format: 'hoithi-show-1',
  id: 'su-co',
  title: both('Chương trình gặp sự cố'),
  rules: { askUnit: false },
  cues: [
    { kind: 'lobby', title: both('Chào mừng hội trường') },
    question('mot', 40),
    question('hai', 10),
    { kind: 'end', title: both('Xin cảm ơn') },
  ],
};
const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const portOf = (url: string): number => Number(new URL(url).port);

describe.runIf(serverUrl !== '')('a hall with mishaps', () => {
  let fresh: Awaited<ReturnType<typeof freshLedger>>;
  let [front, store]: Gate[] = [];
  let story: Story;
  let other: ServerProcess | undefined;

  beforeAll(async () => {
    fresh = await freshLedger(serverUrl);
    store = await openGate(portOf(fresh.url));
    const settings = {
      DATABASE_URL: Object.assign(new URL(fresh.url), { port: `${store.port}` }).href,
      REDIS_URL: process.env.TEST_REDIS_URL ?? '',
      LOG_LEVEL: 'warn',
    };
    story = await openStory({ settings });
    other = await startServer({ ...settings, DATA_DIR: join(story.folder, 'other') });
    front = await openGate(portOf(story.server.url));
  });
  afterAll(async () => {
    for (const server of [story?.server, other]) await server?.kill('SIGKILL'); // stopped ones handle no other signal
    for (const gate of [front, store]) await gate?.close();
    await story?.close();
    await fresh?.drop();
  });

  const openPage = async (baseURL: string, width: number, height: number): Promise<Page> =>
    (await story.openContext(width, height, { baseURL })).newPage();
  const press = (mc: Page, label: string) => mc.getByRole('button', { name: label, exact: true }).click();
  const choose = (page: Page, letter: string) => page.getByRole('button', { name: `Phương án ${letter}:` }).click();

  it('[N26] [N15] [N17] an answer outlives a stopped process, and one given while the store fails counts after the lock', async () => {
    const { server: one, folder } = story;
    if (!other || !front || !store) throw new Error('two processes behind a gate');
    const path = join(folder, 'su-co.json');
    await writeFile(path, JSON.stringify(file));
    const mc = await openPage(other.url, 1366, 768);
    await mc.goto(await enterDemo(mc, 'mc'));
    await mc.getByLabel('Nạp tệp chương trình (JSON)').setInputFiles(path);
    const card = mc.getByRole('listitem').filter({ hasText: 'Chương trình gặp sự cố' });
    await card.getByRole('button', { name: 'Bắt đầu' }).click();
    const code = ((await mc.getByText(/^\d{3} \d{3}$/).textContent()) ?? '').replace(' ', '');

    const phone = await openPage(`http://127.0.0.1:${front.port}`, 390, 844);
    await phone.goto(`/thi/${code}`);
    await phone.getByLabel(/Tên hiển thị/).fill('Bảo Trân');
    await phone.getByRole('button', { name: 'Vào chỗ' }).click();
    await phone.getByText('Bạn đã vào chỗ').waitFor();

    // Its process stops as the question opens; the other one takes the answer, and the first is still asleep.
    await press(mc, 'Cảnh tiếp theo');
    await press(mc, 'Mở câu hỏi');
    await phone.getByRole('heading', { name: 'Câu hỏi mot hỏi về điều gì?' }).waitFor();
    front.pointTo(portOf(other.url));
    process.kill(one.pid, 'SIGSTOP');
    await choose(phone, 'B');
    await phone.getByText('Đã lưu').waitFor({ timeout: 20_000 });
    process.kill(one.pid, 'SIGCONT');
    await press(mc, 'Khóa sớm');
    await press(mc, 'Công bố đáp án');
    await phone.getByText('Đúng rồi').waitFor();

    // The store fails during the next question, and works again after its lock.
    await press(mc, 'Cảnh tiếp theo');
    await press(mc, 'Mở câu hỏi');
    await phone.getByRole('heading', { name: 'Câu hỏi hai hỏi về điều gì?' }).waitFor();
    store.shut();
    await choose(phone, 'B');
    await phone.getByText('Đã giữ trên máy này, đang gửi…').waitFor();
    await phone.getByText('Đã khóa câu trả lời.').waitFor();
    store.pointTo(portOf(fresh.url));
    await phone.getByText('Đã lưu').waitFor({ timeout: 30_000 });
    await press(mc, 'Công bố đáp án');
    await phone.getByText('Đúng rồi').waitFor();
    expect(await mc.getByText('1/1').count()).toBe(1);
  });
});
