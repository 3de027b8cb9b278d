import '../../../test/open-test-words.ts';
import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import { act, cleanup, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { sampleParticipation, sampleUnit } from '../../../test/sample-participation.ts';
import { sampleScreenView } from '../../../test/sample-screen.ts';
import { onScreen, questionCue, sampleStage } from '../../../test/sample-show.ts';
import { ScriptedTransport } from '../../../test/scripted-transport.ts';
import { loadWords } from '../../locales/i18n.ts';
import ScreenApp from './screen-app.tsx';

await loadWords('screen', 'participation');
Range.prototype.getClientRects ??= () => document.body.getClientRects(); // jsdom lays nothing out

function openScreen(answer: unknown, search = '') {
  const transport = new ScriptedTransport();
  transport.answer('view:enter', () => answer);
  const { hook, searchHook } = memoryLocation({ path: `/man-hinh/bi-mat-cua-hoi-truong${search}` });
  render(
    <Router hook={hook} searchHook={searchHook}>
      <Route path="/man-hinh/:token">
        <ScreenApp transport={transport} />
      </Route>
    </Router>,
  );
  return transport;
}
async function showScreen(view: ScreenView, search = '') {
  const transport = openScreen(accept(view), search);
  await act(async () => transport.connect());
  return transport;
}
const tileOf = (name: string) => screen.getByTitle(name).textContent ?? '';

describe("the hall's screen", () => {
  it('[H9] enters with the token of its link', async () => {
    const transport = await showScreen(sampleScreenView());
    expect(transport.of('view:enter')[0]?.message).toEqual({ token: 'bi-mat-cua-hoi-truong', board: false });
    expect(screen.getByRole('heading').textContent).toBe('Tìm hiểu về chuyển đổi số');
  });

  describe('of another kind, by its address', () => {
    const show = onScreen(sampleStage(questionCue({ phase: 'ready', opening: null })));
    it('[H24] the way in stands beside every picture', async () => {
      await showScreen(sampleScreenView({ show }), '?dang=kem-ma');
      expect(screen.getByText('Câu 2/6')).toBeTruthy();
      expect(screen.getByText(show.stage.code.replace(/^(\d{3})/, '$1 '))).toBeTruthy();
    });
    const code = show.stage.code.replace(/^(\d{3})/, '$1 ');
    it('[H24a] code and QR in a corner where the MC chose it; beside the band, on overlay and monitor there are none', async () => {
      const cornered = sampleScreenView({ show: { ...show, corner: true } });
      await showScreen(cornered);
      expect(screen.getByText(code).closest('aside')?.dataset.place).toBe('side');
      for (const [search, times] of [
        ['?dang=kem-ma', 1],
        ['?dang=lop-phu', 0],
      ] as const) {
        cleanup();
        await showScreen(cornered, search);
        expect(screen.queryAllByText(code)).toHaveLength(times);
      }
      cleanup();
      await showScreen(
        sampleScreenView({ show: { ...show, corner: true, stage: { ...show.stage, joinOpen: false } } }),
      );
      expect(screen.queryByText(code)).toBeNull();
    });
    it('[H24] the board alone, while the stage shows a question', async () => {
      const row = {
        playerId: 'p',
        rank: 1,
        name: 'Bảo Trân',
        unitName: null,
        points: 900,
        elapsedMs: 0,
        wasRank: null,
      };
      const rows = [{ ...row, members: null, status: null, outAt: null, mark: null, open: null }];
      const board = {
        kind: 'board' as const,
        title: null,
        of: 'players' as const,
        rows,
        total: 1,
        in: null,
        bestOf: null,
        unfreeze: null,
      };
      const transport = await showScreen(sampleScreenView({ show: { ...show, board } }), '?dang=bang');
      expect(transport.of('view:enter')[0]?.message).toMatchObject({ board: true });
      expect(screen.getByText('Bảo Trân')).toBeTruthy();
      expect(screen.queryByText('Câu 2/6')).toBeNull();
    });
    it('[H24] the overlay has no ground, and nothing where no show is on', async () => {
      await showScreen(sampleScreenView({ show }), '?dang=lop-phu');
      expect(document.documentElement.hasAttribute('data-transparent')).toBe(true);
      expect(screen.getByText('20 giây để trả lời')).toBeTruthy();
      cleanup();
      await showScreen(sampleScreenView(), '?dang=lop-phu');
      expect(screen.queryByRole('heading')).toBeNull();
    });
    it('[H24] the monitor says what is on and who has answered; a kind that nobody knows is the picture', async () => {
      await showScreen(sampleScreenView({ show }), '?dang=nhac');
      expect(screen.getByText('Chờ mở câu')).toBeTruthy();
      cleanup();
      await showScreen(sampleScreenView({ show }), '?dang=gi-do');
      expect(screen.queryByText('Chờ mở câu')).toBeNull();
    });
  });

  it('[H9] a link that was renewed is reported, with the way to the new one', async () => {
    const transport = openScreen(refuse({ code: 'not_found', what: 'screen' }));
    await act(async () => transport.connect());
    expect(screen.getByRole('alert').textContent).toContain('không còn dùng được');
  });

  it('shows its picture without a connection too, with a small sign', async () => {
    const transport = await showScreen(sampleScreenView());
    await act(async () => transport.drop());
    expect(screen.getByRole('heading').textContent).toBe('Tìm hiểu về chuyển đổi số');
    expect(screen.getByText('Đang nối lại')).toBeTruthy();
  });

  it('[C2] a tile shows the rate with its denominator, and never rounds up to the target', async () => {
    const units = [sampleUnit('Huyện Can Lộc', { persons: 1399, headcount: 2000, tile: [0, 0] })];
    await showScreen(sampleScreenView({ picture: 'participation', participation: sampleParticipation({ units }) }));
    expect(tileOf('Huyện Can Lộc')).toBe('H. Can Lộc69,9\u00a0%1.399/2.000');
    expect(screen.getByText(/0\/1 đơn vị/u)).toBeTruthy();
  });

  describe('[U28] targets', () => {
    const district = (name: string, persons: number, targetRate: number | null) =>
      sampleUnit(name, { persons, targetRate, tile: [persons, 0] });
    const agency = (name: string, persons: number, targetRate: number | null) =>
      sampleUnit(name, { level: 'AGENCY', persons, targetRate });
    const show = (units: UnitParticipation[]) =>
      showScreen(sampleScreenView({ picture: 'participation', participation: sampleParticipation({ units }) }));
    const ancestorsOf = (name: string) =>
      screen.getByTitle(name).querySelector<HTMLElement>('[style*="bottom"]')?.style.bottom ?? null;
    const hasStar = (name: string) => screen.getByTitle(name).querySelector('svg') !== null;

    it('[U28] where none of the units has one, targets are not mentioned and no line is drawn', async () => {
      await show([district('Huyện Can Lộc', 100, null), district('Huyện Vũ Quang', 30, null)]);
      expect(document.body.textContent).not.toMatch(/chỉ tiêu/iu);
      expect([ancestorsOf('Huyện Can Lộc'), hasStar('Huyện Can Lộc')]).toEqual([null, false]);
    });

    it('[U28] one that all share is named; units without one have no line and are not in the count', async () => {
      await show([
        district('Huyện Can Lộc', 75, 0.7),
        district('Huyện Vũ Quang', 30, 0.7),
        district('Nơi khác', 9, null),
      ]);
      expect(screen.getByText(/^Chỉ tiêu 70/u).textContent).toContain('1/2 đơn vị đạt chỉ tiêu');
      expect(['Huyện Can Lộc', 'Huyện Vũ Quang', 'Nơi khác'].map(ancestorsOf)).toEqual(['70%', '70%', null]);
    });

    it('[U28] different ones are each the line of their own tile, and the words name none', async () => {
      await show([district('Huyện Can Lộc', 75, 0.7), district('Thành phố Hà Tĩnh', 80, 1)]);
      expect(screen.getByText(/^Chỉ tiêu được giao/u).textContent).toContain('1/2 đơn vị đạt chỉ tiêu');
      expect([ancestorsOf('Huyện Can Lộc'), hasStar('Huyện Can Lộc')]).toEqual(['70%', true]);
      expect([ancestorsOf('Thành phố Hà Tĩnh'), hasStar('Thành phố Hà Tĩnh')]).toEqual(['100%', false]);
    });

    it('[U28] the agencies beside the map are compared with theirs', async () => {
      const districts = [district('Huyện Can Lộc', 75, null), district('Huyện Vũ Quang', 30, null)];
      await show([...districts, agency('Sở Y tế', 100, 1), agency('Sở Nội vụ', 20, 1)]);
      const text = screen.getByText(/^Chỉ tiêu/u).textContent?.replace('\u00a0', ' ');
      expect(text).toBe('Chỉ tiêu 100 %: 1/2 đơn vị đạt chỉ tiêu');
    });
  });

  it('[C2] a unit without a headcount is counted and not rated', async () => {
    const units = [sampleUnit('Huyện Can Lộc', { persons: 41, headcount: null, tile: [0, 0] })];
    await showScreen(sampleScreenView({ picture: 'participation', participation: sampleParticipation({ units }) }));
    expect(tileOf('Huyện Can Lộc')).toBe('H. Can Lộc41 người');
  });

  it('[V3] coarse figures are marked as floors, and a floor of nobody is not 0 %', async () => {
    const units = [
      sampleUnit('Huyện Can Lộc', { persons: 410, headcount: 1000, tile: [0, 0] }),
      sampleUnit('Huyện Vũ Quang', { persons: 0, headcount: 250, tile: [1, 0] }),
    ];
    const view = sampleParticipation({ units, coarse: true, counts: null });
    await showScreen(sampleScreenView({ picture: 'participation', participation: view }));
    expect(tileOf('Huyện Can Lộc')).toContain('410/1.000');
    expect(tileOf('Huyện Vũ Quang')).toContain('dưới 10');
    expect(tileOf('Huyện Vũ Quang')).not.toContain('0\u00a0%');
    expect(screen.getByText(/mức tối thiểu/u)).toBeTruthy();
  });

  it('names the places where people have just come in', async () => {
    const before = [sampleUnit('Huyện Can Lộc', { tile: [0, 0] }), sampleUnit('Huyện Hương Sơn', { tile: [1, 0] })];
    const after = before.map((each, i) => (i === 1 ? { ...each, persons: each.persons + 1 } : each));
    const viewOf = (units: typeof before) =>
      sampleScreenView({ picture: 'participation', participation: sampleParticipation({ units }) });
    const transport = await showScreen(viewOf(before));
    const next = { ...viewOf(after), version: 2 };
    await act(async () => transport.push('view', next));
    expect(screen.getByText(/Vừa có thêm/u).textContent).toContain('H. Hương Sơn');
  });
});
