import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { ContestantView } from '@hoithi/shared/contract/contestant';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';

/** A crowd before the start, and a network that lets no socket through, in a real browser. */

let server: ServerProcess;
let browser: Browser;
let folder: string;
let slug: string;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-crowd-'));
  server = await startServer({ DATA_DIR: folder, LOG_LEVEL: 'warn', STARTS_PER_SECOND: '1', START_QUEUE_MAX: '40' });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const house = (await (await fetch(`${server.url}/api/house`)).json()) as { value: { demoSlug: string } };
  slug = house.value.demoSlug;
});
afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await server?.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function post<T>(path: string, body: unknown, cookie = ''): Promise<{ answer: T; cookie: string }> {
  const response = await fetch(`${server.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  const set = response.headers.getSetCookie().find((line) => line.startsWith('hoithi_contestant'));
  return { answer: (await response.json()) as T, cookie: set?.split(';')[0] ?? cookie };
}

/** People who press at the same moment, without a browser. */
async function fillRoom(people: number): Promise<void> {
  const starting = Array.from({ length: people }, async () => {
    const { cookie } = await post('/demo/enter', { room: 'contestant' });
    const seen = await post<{ value: ContestantView }>(`/contests/${slug}/enter`, {}, cookie);
    const open = seen.answer.value.rounds.find(({ phase }) => phase === 'open');
    await post('/attempts', { roundId: open?.roundId }, cookie);
  });
  await Promise.all(starting);
}

async function openDesk(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'vi-VN', baseURL: server.url, reducedMotion: 'reduce' });
  contexts.push(context);
  const page = await context.newPage();
  await page.request.post('/api/demo/enter', { data: { room: 'contestant' } });
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  const into = process.env.E2E_PICTURES;
  if (into) await page.screenshot({ path: join(into, `${name}.png`), fullPage: true });
}

const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
};
const firstQuestion = (page: Page) => page.getByRole('radio').first();

describe('a crowd', () => {
  it('[W5] a page waits its turn with place and estimate, and begins by itself', async () => {
    const page = await openDesk({ width: 390, height: 844 });
    await page.goto(`/c/${slug}/thi`);
    await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
    await fillRoom(14);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByRole('heading', { name: 'Phòng chờ vào thi' }).waitFor();
    await picture(page, 'waiting-390');
    await page.setViewportSize({ width: 1366, height: 768 });
    await picture(page, 'waiting-1366');
    await expectAccessible(page);
    await page.reload(); // a reload is another reconnect: the place is the person's
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await firstQuestion(page).waitFor({ timeout: 60_000 });
  });

  it('[W5] a full room says so and comes again by itself', async () => {
    const page = await openDesk({ width: 390, height: 844 });
    await page.goto(`/c/${slug}/thi`);
    await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
    await fillRoom(48);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByRole('heading', { name: 'Phòng chờ đã đủ người' }).waitFor();
    await picture(page, 'full-390');
    await expectAccessible(page);
  });
});

describe('a network without sockets', () => {
  it('[W12] the attempt is sat over HTTP, and the page says so', async () => {
    const page = await openDesk({ width: 390, height: 844 });
    await page.routeWebSocket(/socket\.io/, (line) => line.close({ code: 1011 }));
    await page.goto(`/c/${slug}/thi`);
    await page.getByText('Đang dùng đường truyền dự phòng.').waitFor({ timeout: 60_000 });
    await picture(page, 'spare-start-390');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await firstQuestion(page).waitFor({ timeout: 100_000 }); // through the waiting room, if there still is one
    await firstQuestion(page).check({ force: true });
    await picture(page, 'spare-question-390');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Trả lời', exact: true }).click();
    await page.getByText('2/15').first().waitFor();
  });
});
