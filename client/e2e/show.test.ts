import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rankShow } from '@hoithi/shared/rules/show/rank-show';
import { scoreShow } from '@hoithi/shared/rules/show/score-show';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press } from './open-hall.ts';
import { enterDemo, expectNoViolations, openStory, type Story } from './open-story.ts';
import { readLedger } from './read-ledger.ts';

/** A show in a real browser: MC, screen and three phones, from the lobby to the award, with every mishap. */

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
/** As long as a file may have it. */
const longest = (id: string, seconds: number) => {
  const words =
    'Theo quy định về bảo vệ dữ liệu cá nhân, người dân nộp hồ sơ trực tuyến được thông báo bằng hình thức nào ';
  const { question: asked, ...cue } = question(id, seconds);
  const options = ['a', 'b', 'c', 'd', 'e', 'f'].map((option) => ({
    id: option,
    text: words.repeat(2).slice(0, 159) + option,
  }));
  return { ...cue, question: { ...asked, text: `${words.repeat(4).slice(0, 399)}?`, options } };
};
const file = {
  format: 'hoithi-show-1',
  id: 'cau-chuyen',
  title: both('Chương trình thử nghiệm'),
  rules: { askUnit: false, timeStepMs: 1 },
  cues: [
    { kind: 'lobby', title: both('Chào mừng hội trường') },
    { kind: 'launch', title: both('Lễ phát động'), button: both('Phát động'), countdownSeconds: 2 },
    question('mot', 20),
    question('hai', 40),
    { kind: 'board', title: both('Bảng điểm') },
    longest('ba', 20),
    {
      kind: 'award',
      title: both('Lễ trao giải'),
      of: {
        what: 'show',
        prizes: [
          { prize: both('Giải Nhất'), count: 1 },
          { prize: both('Giải Nhì'), count: 1 },
        ],
      },
    },
    { kind: 'end', title: both('Xin cảm ơn') },
  ],
};

/** Runs in the page: what of the question and its options is not drawn whole inside its part of the picture. */
function cutWords(): string[] {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-fit]')];
  if (parts.length < 7) return [`${parts.length} parts`];
  const cut = parts.filter((part) => {
    const outer = part.getBoundingClientRect();
    return [...part.querySelectorAll('h1, span')].some((inner) => {
      const { top, bottom, left, right } = inner.getBoundingClientRect();
      return top < outer.top - 1 || bottom > outer.bottom + 1 || left < outer.left - 1 || right > outer.right + 1;
    });
  });
  const low = Math.max(...parts.map((part) => part.getBoundingClientRect().bottom));
  return [...cut.map((part) => part.textContent ?? ''), ...(low > innerHeight ? ['below the picture'] : [])];
}

const serverUrl = process.env.TEST_DATABASE_URL ?? '';

describe.runIf(serverUrl !== '')('a show', () => {
  let story: Story;

  beforeAll(async () => {
    story = await openStory({
      settings: { REDIS_URL: process.env.TEST_REDIS_URL ?? '' },
      databaseServer: serverUrl,
    });
  });
  afterAll(() => story?.close());

  async function openMc(): Promise<Page> {
    const page = await story.openPage(1366, 768);
    await page.goto(await enterDemo(page, 'mc'));
    return page;
  }
  async function sitDown(code: string, name: string): Promise<Page> {
    const page = await story.openPage(390, 844);
    await page.goto('/thi');
    await page.getByLabel('Mã sáu chữ số trên màn hình').fill(code);
    await page.getByRole('button', { name: 'Vào', exact: true }).click();
    await page.getByLabel(/Tên hiển thị/).fill(name);
    await page.getByRole('button', { name: 'Vào chỗ' }).click();
    await page.getByText('Bạn đã vào chỗ').waitFor();
    return page;
  }
  const choose = (page: Page, letter: string) => page.getByRole('button', { name: `Phương án ${letter}:` }).click();
  const seeSaved = (page: Page) => page.getByText('Đã lưu').waitFor();

  it('[H2] [H4] [H5] [H20] from the lobby to the award: reloads, 20 seconds offline, another MC device, and the ledger gives the same board', async () => {
    const path = join(story.folder, 'cau-chuyen.json');
    await writeFile(path, JSON.stringify(file));
    const mc = await openMc();
    await mc.getByLabel('Nạp tệp chương trình (JSON)').setInputFiles(path);
    const card = mc.getByRole('listitem').filter({ hasText: 'Chương trình thử nghiệm' });
    await card.getByRole('button', { name: 'Bắt đầu' }).click();
    await mc.getByRole('button', { name: 'Cảnh tiếp theo' }).waitFor();

    const screen = await story.openPage(1920, 1080);
    await screen.goto(await enterDemo(screen, 'screen'));
    await screen.getByText('Chào mừng hội trường').waitFor();
    const code = ((await screen.getByText(/^\d{3} \d{3}$/).textContent()) ?? '').replace(' ', '');

    const [an, binh, chi] = [await sitDown(code, 'An'), await sitDown(code, 'Bình'), await sitDown(code, 'Chi')];
    await expectNoViolations(an);
    await screen.locator('p', { hasText: /^Vừa vào:\s*Chi\s*Bình\s*An$/ }).waitFor();

    await press(mc, 'Cảnh tiếp theo');
    await an.reload();
    await an.getByText('Lễ phát động').waitFor();
    await press(mc, 'Phát động');
    await screen.getByText('Cuộc thi chính thức bắt đầu').waitFor();
    await press(mc, 'Cảnh tiếp theo');
    await an.reload();
    await an.getByText('Câu 1/3').first().waitFor();

    // One: everybody answers; An reloads while the question is open and finds the answer saved.
    await press(mc, 'Mở câu hỏi');
    await screen.getByText('Câu hỏi mot hỏi về điều gì?').waitFor();
    await choose(an, 'B');
    await seeSaved(an);
    await an.reload();
    await seeSaved(an);
    expect(await an.getByRole('button', { name: 'Phương án B:' }).getAttribute('aria-pressed')).toBe('true');
    await choose(binh, 'B');
    await choose(chi, 'A');
    await Promise.all([seeSaved(binh), seeSaved(chi)]);
    await expectNoViolations(chi);
    await screen.getByText('Đã trả lời 3/3').waitFor();
    await press(mc, 'Khóa sớm');
    await press(mc, 'Công bố đáp án');
    await screen.getByText('Vì lẽ của mot').waitFor();
    await an.getByText('Đúng rồi').waitFor();
    await chi.getByText('Chưa đúng').waitFor();
    await expectNoViolations(an);
    await an.reload();
    await an.getByText('Đúng rồi').waitFor();

    // Two: Bình is offline for 20 seconds across the opening, answers offline, and the answer arrives in time.
    await press(mc, 'Cảnh tiếp theo');
    await binh.getByText('Câu 2/3').first().waitFor();
    await press(mc, 'Mở câu hỏi');
    await binh.getByRole('heading', { name: 'Câu hỏi hai hỏi về điều gì?' }).waitFor();
    await binh.context().setOffline(true);
    const goneAtMs = performance.now();
    await choose(binh, 'B');
    await binh.getByText('Giữ trên máy, sẽ gửi khi có mạng').waitFor();
    await choose(an, 'B');
    await choose(chi, 'B');
    await Promise.all([seeSaved(an), seeSaved(chi)]);

    // Meanwhile the MC leaves the laptop and a tablet takes over in one tap.
    const tablet = await openMc();
    await tablet.getByRole('button', { name: 'Nhận quyền điều khiển' }).click();
    await tablet.getByRole('button', { name: 'Khóa sớm' }).waitFor();
    await mc.getByRole('button', { name: 'Nhận quyền điều khiển' }).waitFor();
    await expect.poll(() => performance.now() - goneAtMs, { timeout: 25_000, interval: 200 }).toBeGreaterThan(20_000);
    await binh.context().setOffline(false);
    await seeSaved(binh);
    await press(tablet, 'Khóa sớm');
    await press(tablet, 'Công bố đáp án');
    await binh.getByText('Đúng rồi').waitFor();
    await press(tablet, 'Cảnh tiếp theo');
    await screen.getByText('Bảng điểm').waitFor();
    await an.reload();
    await an.getByText('Bảng điểm').waitFor();

    // Three: An moves to another phone; Chi does not answer; the question locks by its time.
    await press(tablet, 'Cảnh tiếp theo');
    const token = await an.evaluate((key) => localStorage.getItem(key), `hoithi.player.${code}`);
    await an.close();
    const an2 = await story.openPage(390, 844);
    await an2.goto(`/thi/${code}#g=${token}`);
    await an2.getByText('Câu 3/3').first().waitFor();
    expect(new URL(an2.url()).hash).toBe('');
    await press(tablet, 'Mở câu hỏi');
    await choose(an2, 'B');
    for (const [width, height] of [
      [1024, 768],
      [1920, 1080],
    ] as const) {
      await screen.setViewportSize({ width, height });
      await expect.poll(() => screen.evaluate(cutWords), { timeout: 10_000 }).toEqual([]);
    }
    await seeSaved(an2);
    await press(tablet, 'Công bố đáp án');
    await chi.getByText('Bạn không trả lời câu này').waitFor();

    // The award, from the lowest prize up and one step back.
    await press(tablet, 'Cảnh tiếp theo');
    await screen.getByText('Lễ trao giải').waitFor();
    await press(tablet, 'Xướng giải tiếp theo');
    await screen.getByText('Giải Nhì').waitFor();
    expect(await screen.content()).not.toMatch(/>(An|Bình)</);
    await press(tablet, 'Công bố tên');
    await screen.getByText('Bình', { exact: true }).waitFor();
    await press(tablet, 'Xướng giải tiếp theo');
    expect(await screen.content()).not.toMatch(/>An</);
    const announced = tablet.getByRole('button', { name: 'Công bố tên' });
    await announced.and(tablet.locator(':not([aria-busy="true"])')).waitFor();
    await tablet.getByRole('button', { name: 'Lùi' }).click();
    await tablet.getByRole('button', { name: 'Xướng giải tiếp theo' }).waitFor();
    await press(tablet, 'Xướng giải tiếp theo');
    await press(tablet, 'Công bố tên');
    await screen.getByText('An', { exact: true }).waitFor();
    await press(tablet, 'Bục vinh danh');
    await press(tablet, 'Bảng vàng');
    await screen.getByRole('heading', { name: 'Bảng vàng' }).waitFor();
    await press(tablet, 'Cảnh tiếp theo');
    await an2.getByText('Xin cảm ơn').waitFor();
    const shownPoints = Number(((await an2.locator('section b').nth(1).textContent()) ?? '').replace(/\D/g, ''));
    await press(tablet, 'Kết thúc chương trình');
    await an2.getByRole('link', { name: 'Kiểm chứng bộ câu hỏi' }).click();
    await an2.getByText('Các câu hỏi dưới đây đúng là bộ câu hỏi đã cam kết.').waitFor();

    const { file: played, events, players, answersOf, nameOf } = await readLedger(story.ledgerUrl ?? '', code);
    const tally = scoreShow(played, events, players, answersOf);
    const board = rankShow(played, tally, new Set()).map((place) => `${place.rank} ${nameOf.get(place.playerId)}`);
    expect(board).toEqual(['1 An', '2 Bình', '3 Chi']);
    expect(shownPoints).toBe([...tally.values()].find((player) => nameOf.get(player.playerId) === 'An')?.points);
    expect(story.faults).toEqual([]);
  });
});
