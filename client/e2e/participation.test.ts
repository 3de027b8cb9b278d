import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import { syntheticMap } from '@hoithi/shared/rules/units/test-synthetic-map';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { freshLedger } from './read-ledger.ts';

/** Participation in a real browser: tiles, table and race on a phone, a map from the desk, all of it on the screen. */

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const script = '<script>document.title = "xâm nhập"</script>';
const both = (text: string) => ({ vi: text, en: text });

describe.runIf(serverUrl !== '')('participation for everybody', () => {
  let fresh: Awaited<ReturnType<typeof freshLedger>>;
  let server: ServerProcess;
  let browser: Browser;
  let folder: string;
  let slug: string;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-e2e-participation-'));
    fresh = await freshLedger(serverUrl);
    server = await startServer({
      DATA_DIR: folder,
      DATABASE_URL: fresh.url,
      REDIS_URL: process.env.TEST_REDIS_URL ?? '',
      LOG_LEVEL: 'warn',
    });
    slug = ((await (await fetch(`${server.url}/api/house`)).json()) as { value: { demoSlug: string } }).value.demoSlug;
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
    await fresh?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function openPage(width: number, height: number): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'vi-VN',
      baseURL: server.url,
      reducedMotion: 'reduce',
    });
    context.on('page', (page) => page.on('pageerror', (fault) => faults.push(fault.message)));
    contexts.push(context);
    return context.newPage();
  }
  const enterDemo = async (page: Page, room: 'organizer' | 'mc' | 'screen'): Promise<string> => {
    await page.goto('/');
    return page.evaluate(async (which) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/api/demo/enter', { method: 'POST', headers, body: JSON.stringify({ room: which }) });
      return (await answer.json()).value.goTo;
    }, room);
  };
  const expectNoViolations = async (page: Page): Promise<void> => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  };
  const readFigures = async (): Promise<PublicParticipation> =>
    ((await (await fetch(`${server.url}/api/contests/${slug}/participation`)).json()) as { value: PublicParticipation })
      .value;

  it('[U21] [U23] [C1] on a phone: totals, tiles of two levels, table and race, in both languages', async () => {
    const figures = await readFigures();
    const page = await openPage(390, 844);
    await page.goto('/');
    await page.getByRole('link', { name: 'Tham gia theo đơn vị' }).first().click();
    await page.getByRole('heading', { name: 'Tham gia theo đơn vị' }).waitFor();
    await page.getByText('Số người dự thi của tuần').waitFor();
    const districts = figures.units.filter(({ level }) => level === 'DISTRICT');
    expect(await page.locator('li[title]').count()).toBe(districts.length);
    await expectNoViolations(page);

    await page.getByLabel('Cấp đơn vị').selectOption('COMMUNE');
    await page.getByText('Phường Trần Phú').or(page.getByText('P. Trần Phú')).first().waitFor();
    expect(new URL(page.url()).searchParams.get('cap')).toBe('COMMUNE');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);

    await page.getByLabel('Cấp đơn vị').selectOption('DISTRICT');
    await page.getByRole('button', { name: 'Bảng' }).click();
    await page
      .getByRole('rowheader', { name: /Huyện Vũ Quang/ })
      .first()
      .waitFor();
    await expectNoViolations(page);

    await page.getByRole('button', { name: 'Đường đua' }).click();
    await page.getByRole('slider', { name: 'Thời điểm' }).waitFor();
    await page.getByRole('slider', { name: 'Thời điểm' }).fill('0');
    await page.getByRole('button', { name: 'Chạy' }).waitFor();
    await expectNoViolations(page);
    await page.getByRole('button', { name: /English|EN/ }).click();
    await page.getByRole('heading', { name: 'Participation by unit' }).waitFor();
    await expectNoViolations(page);
  });

  it('[U24] [U25] [U26] [U27] the desk loads a map, everybody sees it, and the screen turns through map, ranking and race', async () => {
    const units = (await readFigures()).units.filter(({ level }) => level === 'DISTRICT');
    const file = join(folder, 'ban-do.geojson');
    await writeFile(file, JSON.stringify(syntheticMap([...units, { code: 'X', name: script }])));
    const desk = await openPage(1366, 768);
    await enterDemo(desk, 'organizer');
    await desk.goto(`/to-chuc/cuoc-thi/${slug}/chuan-bi`);
    await desk.getByLabel('Tệp GeoJSON').setInputFiles(file);
    await desk.getByLabel('Nguồn bản đồ').fill('Bản đồ giả định');
    await desk.getByRole('button', { name: 'Kiểm tra tệp' }).click();
    await desk.getByText('Vùng không khớp đơn vị nào: 1').click();
    await desk.getByText(script).waitFor();
    await desk.getByRole('button', { name: `Nạp bản đồ cho ${units.length} đơn vị` }).click();
    await desk.getByText('Đã nạp bản đồ').waitFor();
    await expectNoViolations(desk);

    const page = await openPage(1366, 768);
    await page.goto(`/c/${slug}/tham-gia`);
    await page.getByRole('img', { name: 'Bản đồ tham gia' }).waitFor();
    await page.getByText('Nguồn bản đồ: Bản đồ giả định').waitFor();
    await expectNoViolations(page);

    const show = {
      format: 'hoithi-show-1',
      id: 'tham-gia',
      title: both('Chương trình tham gia'),
      rules: { askUnit: false },
      cues: [
        { kind: 'participation', level: 'DISTRICT', forms: ['map'] },
        { kind: 'participation', title: both('Các sở, ban, ngành'), level: 'AGENCY', forms: ['table'] },
        { kind: 'participation', level: 'DISTRICT', forms: ['race'] },
        { kind: 'participation' },
        { kind: 'end', title: both('Xin cảm ơn') },
      ],
    };
    await writeFile(join(folder, 'show.json'), JSON.stringify(show));
    const mc = await openPage(1366, 768);
    await mc.goto(await enterDemo(mc, 'mc'));
    await mc.getByLabel('Nạp tệp chương trình (JSON)').setInputFiles(join(folder, 'show.json'));
    const card = mc.getByRole('listitem').filter({ hasText: 'Chương trình tham gia' });
    await card.getByRole('button', { name: 'Bắt đầu' }).click();
    const screen = await openPage(1920, 1080);
    await screen.goto(await enterDemo(screen, 'screen'));
    await screen.getByRole('img', { name: 'Bản đồ tham gia' }).waitFor();
    const next = () => mc.getByRole('button', { name: 'Cảnh tiếp theo', exact: true }).click();
    await next();
    await screen.getByText('Các sở, ban, ngành').waitFor();
    await screen.getByRole('rowheader').first().waitFor();
    await next();
    await screen.getByRole('heading', { name: 'Tham gia: Cấp huyện' }).waitFor();
    await screen.getByText('Huyện Vũ Quang', { exact: true }).waitFor();
    await next();
    await screen.getByRole('img', { name: 'Bản đồ tham gia' }).waitFor();
    expect(await screen.title()).not.toContain('xâm nhập');
    expect(faults).toEqual([]);
  });
});
