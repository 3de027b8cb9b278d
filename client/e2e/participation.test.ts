import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicParticipation } from '@hoithi/shared/contract/public-participation';
import { syntheticMap } from '@hoithi/shared/rules/units/test-synthetic-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterDemo, expectNoViolations, openSetUp, openStory, readDemoSlug, type Story } from './open-story.ts';

/** Participation in a real browser: tiles, table and race on a phone, a map from the desk, all of it on the screen. */

const serverUrl = process.env.TEST_DATABASE_URL ?? '';
const script = '<script>document.title = "xâm nhập"</script>';
const both = (text: string) => ({ vi: text, en: text });

describe.runIf(serverUrl !== '')('participation for everybody', () => {
  let story: Story;
  let slug: string;

  beforeAll(async () => {
    story = await openStory({
      settings: { REDIS_URL: process.env.TEST_REDIS_URL ?? '' },
      databaseServer: serverUrl,
    });
    slug = await readDemoSlug(story.server);
  });
  afterAll(() => story?.close());

  const readFigures = async (): Promise<PublicParticipation> =>
    (
      (await (await fetch(`${story.server.url}/api/contests/${slug}/participation`)).json()) as {
        value: PublicParticipation;
      }
    ).value;

  it('the contest page of a phone that has nothing yet loads at most 150 KiB of JavaScript', async () => {
    const page = await story.openPage(390, 844);
    const scripts: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.url().endsWith('.js')) scripts.push(request.sizes().then((sizes) => sizes.responseBodySize));
    });
    await page.goto(`/c/${slug}`, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    const bytes = (await Promise.all(scripts)).reduce((sum, each) => sum + each, 0);
    expect(scripts.length).toBeGreaterThan(10);
    expect(bytes).toBeLessThanOrEqual(150 * 1024);
  });

  it('[V5] on paper: neither header nor tabs, no tile or card cut, a prize beside its winners, few sheets', async () => {
    const page = await story.openPage(1_280, 900);
    await page.emulateMedia({ media: 'print' });
    const breakOf = (selector: string, side: 'breakInside' | 'breakAfter') =>
      page.evaluate(
        ([found, which]) =>
          [...document.querySelectorAll(found)].map((each) => getComputedStyle(each)[which as 'breakInside']),
        [selector, side] as const,
      );
    const sheets = async () =>
      ((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length;

    await page.goto(`/c/${slug}/tham-gia`);
    await page.getByText('Số người dự thi của tuần').waitFor();
    expect(await page.getByRole('button', { name: 'Bảng' }).isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: 'Hội Thi' }).isVisible()).toBe(false);
    expect(new Set(await breakOf('li[title]', 'breakInside'))).toEqual(new Set(['avoid']));
    expect(await sheets()).toBeLessThanOrEqual(3);

    await page.goto(`/c/${slug}/ket-qua/1`);
    await page.getByText('Giải Nhất').first().waitFor();
    expect(await page.getByRole('link', { name: 'Hội Thi' }).isVisible()).toBe(false);
    expect(new Set(await breakOf('section:has(> ul) > h2', 'breakAfter'))).toEqual(new Set(['avoid']));
    expect(await sheets()).toBeLessThanOrEqual(5);
    await page.close();
  });

  it('[U21] [U23] [C1] on a phone: totals, tiles of two levels, table and race, in both languages', async () => {
    const figures = await readFigures();
    const page = await story.openPage(390, 844);
    await page.goto('/');
    await page.getByRole('link', { name: 'Xem tỷ lệ tham gia của các đơn vị' }).first().click();
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
    const file = join(story.folder, 'ban-do.geojson');
    await writeFile(file, JSON.stringify(syntheticMap([...units, { code: 'X', name: script }])));
    const desk = await story.openPage(1366, 768);
    await openSetUp(desk, story.server, slug);
    await desk.getByLabel('Tệp GeoJSON').setInputFiles(file);
    await desk.getByLabel('Nguồn bản đồ').fill('Bản đồ giả định');
    await desk.getByRole('button', { name: 'Kiểm tra tệp' }).click();
    await desk.getByText('Vùng không khớp đơn vị nào: 1').click();
    await desk.getByText(script).waitFor();
    await desk.getByRole('button', { name: `Nạp bản đồ cho ${units.length} đơn vị` }).click();
    await desk.getByText('Đã nạp bản đồ').waitFor();
    await expectNoViolations(desk);

    const page = await story.openPage(1366, 768);
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
    await writeFile(join(story.folder, 'show.json'), JSON.stringify(show));
    const mc = await story.openPage(1366, 768);
    await mc.goto(await enterDemo(mc, 'mc'));
    await mc.getByLabel('Nạp tệp chương trình (JSON)').setInputFiles(join(story.folder, 'show.json'));
    const card = mc.getByRole('listitem').filter({ hasText: 'Chương trình tham gia' });
    await card.getByRole('button', { name: 'Bắt đầu' }).click();
    const screen = await story.openPage(1920, 1080);
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
    expect(story.faults).toEqual([]);
  });
});
