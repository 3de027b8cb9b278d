import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterDemo, openStory, readDemoSlug, type Story, takePicture } from './open-story.ts';

/** The phone in the hand: an insecure address, a translator, a reload, large text, a screen reader. */

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const phone = { width: 390, height: 844 };
/** What the contest page of a phone may ask for before it can be used. */
const budget = { files: 22 };

describe.runIf(serverUrl !== '')('the phone in the hand', () => {
  let story: Story;
  let slug: string;
  /** The same server under a name of the local network, over plain HTTP. */
  let insecureUrl: string;

  beforeAll(async () => {
    story = await openStory({
      settings: { REDIS_URL: process.env.TEST_REDIS_URL ?? '', LOG_LEVEL: 'info' },
      databaseServer: serverUrl,
    });
    slug = await readDemoSlug(story.server);
    insecureUrl = story.server.url.replace('127.0.0.1', 'hoithi.test');
  });
  afterAll(() => story?.close());

  /** A visitor of the demo in front of the first question. */
  async function startAttempt(page: Page): Promise<void> {
    await page.goto(await enterDemo(page, 'contestant'));
    await page.goto(`/c/${slug}/thi`);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.getByText('1/15').first().waitFor();
  }
  async function answerOne(page: Page): Promise<void> {
    await page.getByRole('radio').first().check({ force: true });
    await page.getByRole('button', { name: 'Trả lời', exact: true }).click();
  }
  async function submitAttempt(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Để sau' }).click();
    await page.getByRole('button', { name: 'Nộp bài' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Nộp bài' }).click();
    await page.getByText('ĐÃ NHẬN BÀI').waitFor();
  }

  it('[E1] over plain HTTP under a host name: a whole attempt, a place in a show, and a copied link', async () => {
    const context = await story.openContext(phone.width, phone.height, { baseURL: insecureUrl });
    const page = await context.newPage();
    await startAttempt(page);
    expect(await page.evaluate(() => [isSecureContext, location.hostname])).toEqual([false, 'hoithi.test']);
    for (let position = 1; position <= 15; position++) {
      await page.getByText(`${position}/15`).first().waitFor();
      await answerOne(page);
    }
    await submitAttempt(page);

    const desk = await story.openContext(1366, 768, { baseURL: insecureUrl });
    const mc = await desk.newPage();
    await mc.goto(await enterDemo(mc, 'mc'));
    await mc.getByRole('button', { name: 'Sao chép đường dẫn' }).click();
    await mc.getByRole('button', { name: 'Đã sao chép' }).waitFor();
    const copied = await readClipboard();
    expect(copied).toMatch(new RegExp(`^${insecureUrl}/man-hinh/`));
    await mc.getByRole('button', { name: 'Bắt đầu' }).first().click();
    const screen = await desk.newPage();
    await screen.goto(copied);
    const code = ((await screen.getByText(/^\d{3} \d{3}$/).textContent()) ?? '').replace(' ', '');
    const guest = await (await story.openContext(phone.width, phone.height, { baseURL: insecureUrl })).newPage();
    await guest.goto(`/thi/${code}`);
    await guest.getByLabel(/Tên hiển thị/).fill('An');
    await guest.getByRole('button', { name: 'Vào chỗ' }).click();
    await guest.getByText('Bạn đã vào chỗ').waitFor();
    expect(story.faults).toEqual([]);
  });

  it('[E6] the heading of what arrives has the focus and says where one is', async () => {
    const page = await story.openPage(phone.width, phone.height);
    const heading = () =>
      page.evaluate(() => document.activeElement?.matches('h1') && document.activeElement.textContent);
    await page.goto(await enterDemo(page, 'contestant'));
    await page.getByRole('link', { name: 'Vào thi' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(heading).toBe('Bài thi Tuần 3');
    await page.getByRole('button', { name: 'Bắt đầu' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('1/15').first().waitFor();
    await expect.poll(heading).toBe(await page.locator('h1').textContent());
    for (let position = 1; position <= 15; position++) {
      await page.getByText(`${position}/15`).first().waitFor();
      await answerOne(page);
    }
    await submitAttempt(page);
    await expect.poll(heading).toBe('Biên nhận bài thi');
    const seal = page.getByRole('heading', { name: 'Biên nhận bài thi' });
    expect(await seal.getAttribute('aria-describedby')).toBe('receipt-seal');
    expect(await page.locator('#receipt-seal').getAttribute('aria-label')).toBe('ĐÃ NHẬN BÀI');
  });

  it('[E7] in landscape an option is on the page, and nothing lies over it', async () => {
    const page = await story.openPage(844, 390);
    await startAttempt(page);
    const isFree = await page
      .locator('fieldset label')
      .first()
      .evaluate((tile) => {
        const { left, top, width } = tile.getBoundingClientRect();
        return tile.contains(document.elementFromPoint(left + width / 2, top + 8));
      });
    expect(isFree).toBe(true);
  });

  it('[E2] a translated page goes on: sign-in, start, answers and receipt with every text wrapped anew', async () => {
    const context = await story.openContext(phone.width, phone.height);
    await context.addInitScript(translateTexts);
    const page = await context.newPage();
    const before = story.faults.length;
    await page.goto(`/c/${slug}/dang-nhap`);
    await page.getByLabel('Số điện thoại').fill('0912 000 001');
    await page.getByRole('button', { name: 'Nhận mã đăng nhập' }).click();
    await page.getByLabel('Mã 6 chữ số').waitFor();
    await startAttempt(page);
    expect(await page.locator('font').count()).toBeGreaterThan(5);
    for (let position = 1; position <= 15; position++) {
      await page.getByText(`${position}/15`).first().waitFor();
      await answerOne(page);
    }
    await submitAttempt(page);
    expect(story.faults.slice(before)).toEqual([]);
  });

  it('[E8] [E7] at 360×640 with letters twice as large: option, receipt and tiles stay readable', async () => {
    const context = await story.openContext(360, 640);
    const page = await context.newPage();
    const letters = 32; // twice the browser's own size, in px
    const browser = await context.newCDPSession(page);
    await browser.send('Page.setFontSizes', { fontSizes: { standard: letters } }); // as a reader sets it: media queries in rem follow
    await startAttempt(page);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe(`${letters}px`);
    const isFree = await page
      .locator('fieldset label')
      .first()
      .evaluate((tile) => {
        tile.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = tile.getBoundingClientRect();
        return tile.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
    expect(isFree).toBe(true);
    for (let position = 1; position <= 15; position++) {
      await page.getByText(`${position}/15`).first().waitFor();
      await answerOne(page);
    }
    await submitAttempt(page);
    const lines = await page
      .locator('dl dd:not([aria-labelledby="log-stub"] *)') // a hash of 64 digits takes what it takes
      .evaluateAll((values) =>
        values.map((value) => value.clientHeight / Number.parseFloat(getComputedStyle(value).lineHeight)),
      );
    expect(lines.length).toBeGreaterThan(4);
    expect(Math.max(...lines)).toBeLessThan(3);

    await page.goto(`/c/${slug}/tham-gia`);
    await page.locator('li[title]').first().waitFor();
    const widths = await page
      .locator('li[title]')
      .evaluateAll((tiles) => tiles.map((tile) => tile.getBoundingClientRect().width));
    expect(widths.length).toBeGreaterThan(5);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(3 * letters);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  it('[E9] a new contestant with phone and code: six taps from the contest to question 1', async () => {
    const page = await story.openPage(phone.width, phone.height);
    let taps = 0;
    const tap = async (which: Locator) => {
      await which.click();
      taps += 1;
    };
    await page.goto(`/c/${slug}`);
    await tap(page.getByRole('link', { name: 'Đăng nhập để dự thi' }));
    await page.getByLabel('Số điện thoại').fill('0912 000 032');
    const before = story.server.output().length;
    await tap(page.getByRole('button', { name: 'Nhận mã đăng nhập' }));
    await page.getByLabel('Mã 6 chữ số').waitFor();
    const code = () => /"msg":"[^"]*?\b(\d{6})\b/.exec(story.server.output().slice(before))?.[1] ?? '';
    await expect.poll(code).not.toBe('');
    await page.getByLabel('Mã 6 chữ số').fill(code());
    await page.getByLabel(/Họ và tên/).fill('Nguyễn Thị Hường');
    await page.getByRole('combobox', { name: /Đơn vị/ }).fill('so y te');
    await tap(page.getByRole('option').first());
    await tap(page.getByRole('radio', { name: 'Người dân' }));
    await tap(page.getByRole('checkbox').first());
    await tap(page.getByRole('button', { name: 'Đăng ký và làm bài ngay' }));
    await page.getByText('1/15').first().waitFor();
    expect(taps).toBe(6);
  });

  /** What was copied, read by a page that may. */
  async function readClipboard(): Promise<string> {
    const context = await story.openContext(800, 600, { permissions: ['clipboard-read'] });
    const page = await context.newPage();
    await page.goto('/suc-khoe');
    return page.evaluate(() => navigator.clipboard.readText());
  }

  it('[E10] a second visit opens from the phone, also without a network, and says so', async () => {
    const context = await story.openContext(phone.width, phone.height);
    const page = await context.newPage();
    const fetched: string[] = [];
    await context.route('**/*', (route) => {
      // The worker reads the same files again, out of the browser's cache.
      if (route.request().serviceWorker() === null) fetched.push(new URL(route.request().url()).pathname);
      return route.continue();
    });
    await page.goto(`/c/${slug}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const assets = fetched.filter((path) => path.startsWith('/assets/'));
    expect(assets.length).toBeLessThanOrEqual(budget.files);
    const storedIn = (name: string) =>
      page.evaluate(async (cache) => (await (await caches.open(cache)).keys()).length, name);
    await expect.poll(() => storedIn('pages'), { timeout: 20_000 }).toBeGreaterThan(0);
    await expect.poll(() => storedIn('assets'), { timeout: 20_000 }).toBeGreaterThanOrEqual(new Set(assets).size);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);

    await context.setOffline(true);
    await page.goto(`/c/${slug}`);
    await page.getByRole('alert').waitFor();
    await takePicture(page, 'phone-offline-390');
    await context.setOffline(false);
    await page.goto(`/c/${slug}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await context.close();
  });
});

/** As the browser's translator does it: each text goes into new elements, whatever the page remembers of it. */
function translateTexts(): void {
  const wrap = (from: Node) => {
    const walker = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const parent = text.parentElement;
      if (!parent || !text.nodeValue?.trim() || parent.closest('font, script, style, svg, title, option')) continue;
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = text.nodeValue;
      outer.append(inner);
      text.parentNode?.replaceChild(outer, text);
    }
  };
  document.addEventListener('DOMContentLoaded', () => {
    wrap(document.body);
    new MutationObserver(() => wrap(document.body)).observe(document.body, { childList: true, subtree: true });
  });
}
