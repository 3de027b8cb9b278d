import type { ContestantView } from '@hoithi/shared/contract/contestant';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectNoViolations, openStory, readDemoSlug, type Story, takePicture } from './open-story.ts';

/** A crowd before the start, and a network that lets no socket through, in a real browser. */

let story: Story;
let slug: string;

beforeAll(async () => {
  story = await openStory({ settings: { STARTS_PER_SECOND: '1', START_QUEUE_MAX: '40' } });
  slug = await readDemoSlug(story.server);
});
afterAll(() => story?.close());

async function post<T>(path: string, body: unknown, cookie = ''): Promise<{ answer: T; cookie: string }> {
  const response = await fetch(`${story.server.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith('hoithi_contestant'));
  return { answer: (await response.json()) as T, cookie: set?.split(';')[0] ?? cookie };
}

/** People who press at the same moment, without a browser. */
async function fillRows(people: number): Promise<void> {
  const starting = Array.from({ length: people }, async () => {
    const { cookie } = await post('/demo/enter', { audience: 'contestant' });
    const seen = await post<{ value: ContestantView }>(`/contests/${slug}/enter`, {}, cookie);
    const open = seen.answer.value.rounds.find(({ phase }) => phase === 'open');
    await post('/attempts', { roundId: open?.roundId }, cookie);
  });
  await Promise.all(starting);
}

async function openDesk(width: number, height: number): Promise<Page> {
  const page = await story.openPage(width, height);
  await page.request.post('/api/demo/enter', { data: { audience: 'contestant' } });
  return page;
}

const firstQuestion = (page: Page) => page.getByRole('radio').first();

describe('a crowd', () => {
  it('[W5] a page waits its turn with place and estimate, and begins by itself', async () => {
    const page = await openDesk(390, 844);
    await page.goto(`/c/${slug}/thi`);
    await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
    await fillRows(14);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByRole('heading', { name: 'Phòng chờ vào thi' }).waitFor();
    await takePicture(page, 'waiting-390');
    await page.setViewportSize({ width: 1366, height: 768 });
    await takePicture(page, 'waiting-1366');
    await expectNoViolations(page);
    await page.reload(); // a reload is another reconnect: the place is the person's
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await firstQuestion(page).waitFor({ timeout: 60_000 });
  });

  it('[W5] a full queue shows that, and the page tries again by itself', async () => {
    const page = await openDesk(390, 844);
    await page.goto(`/c/${slug}/thi`);
    await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
    await fillRows(48);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByRole('heading', { name: 'Phòng chờ đã đủ người' }).waitFor();
    await takePicture(page, 'full-390');
    await expectNoViolations(page);
  });
});

describe('a network without sockets', () => {
  it('[W12] the attempt works over HTTP, and the page shows that', async () => {
    const page = await openDesk(390, 844);
    await page.routeWebSocket(/socket\.io/, (socket) => socket.close({ code: 1011 }));
    await page.goto(`/c/${slug}/thi`);
    await page.getByText('Đang dùng đường truyền dự phòng.').waitFor({ timeout: 60_000 });
    await takePicture(page, 'spare-start-390');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await firstQuestion(page).waitFor({ timeout: 100_000 }); // through the start queue, if there still is one
    await firstQuestion(page).check({ force: true });
    await takePicture(page, 'spare-question-390');
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Trả lời', exact: true }).click();
    await page.getByText('2/15').first().waitFor();
  });
});
