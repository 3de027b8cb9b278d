import '../../../../test/open-test-words.ts';
import type { StageCue, StageView } from '@hoithi/shared/contract/show';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleParticipation, sampleUnit } from '../../../../test/sample-participation.ts';
import { sampleScreenView } from '../../../../test/sample-screen.ts';
import {
  onScreen,
  questionCue,
  revealedKey,
  sampleFloor,
  sampleQuestion,
  sampleStage,
  sampleText,
} from '../../../../test/sample-show.ts';
import { loadWords } from '../../../locales/i18n.ts';
import { joinHyphens } from '../../../ui/join-hyphens.ts';
import { ShowPicture } from './show-picture.tsx';

await loadWords('screen', 'participation');

const draw = (cue: StageCue, atMs = 1_005_000, part: Partial<StageView> = {}) =>
  render(<ShowPicture view={{ ...sampleScreenView(), show: onScreen(sampleStage(cue, part)) }} nowMs={() => atMs} />);
const prizeOf = (place: number, amount: number | null = null) => ({
  award: null,
  prize: sampleText(['Giải Nhất', 'Giải Nhì', 'Giải Ba'][place] ?? 'Giải Khuyến khích'),
  value: amount === null ? null : { kind: 'money' as const, amount, currency: 'VND' },
  place,
});
const winner = (name: string, rank: number) => ({
  rank,
  name,
  unitName: 'Trung tâm Phục vụ hành chính công và Xúc tiến đầu tư huyện Hương Sơn',
  mark: null,
  points: 10,
  elapsedMs: 1000,
});
const step = (name: string, rank: number) => ({ ...prizeOf(rank === 1 ? 0 : 1), winners: [winner(name, rank)] });
const awardCue = { kind: 'award' as const, title: sampleText('Trao giải'), picture: 'calling' as const };

describe("the screen's cues", () => {
  it('[H4] the lobby shows the code, the address and who has come', () => {
    draw({ kind: 'lobby', title: sampleText('Chào mừng'), text: null });
    expect(screen.getByText('481 920')).toBeTruthy();
    expect(screen.getByText('thi.example.vn/thi')).toBeTruthy();
    expect(screen.getByText(/Nguyễn Phương Hoàng Bảo Trân/)).toBeTruthy();
  });
  it('[H1] the lobby shows the text of its cue', () => {
    draw({
      kind: 'lobby',
      title: sampleText('Chào mừng'),
      text: sampleText('Mời quý vị kết nối Wi-Fi của hội trường'),
    });
    expect(screen.getByText(/Mời quý vị kết nối/)).toBeTruthy();
  });
  it('a hyphen inside a word is no place to break a line', () => {
    draw({ kind: 'pause', title: sampleText('Nghỉ giải lao'), text: sampleText('Wi-Fi, 13-15 giờ, trước - sau') });
    expect(screen.getByText('Wi\u2060-\u2060Fi, 13\u2060-\u206015 giờ, trước - sau')).toBeTruthy();
  });
  describe('a buzzer', () => {
    const name = 'Nguyễn Phương Hoàng Bảo Trân';
    const first = { playerId: 'p1', name, unitName: 'Huyện Thạch Hà', elapsedMs: 950, right: null as boolean | null };
    const buzzer = { points: 100, first, close: null, out: 0 };

    it('[H51] says how it is answered, and nothing of typing', () => {
      draw(questionCue({ buzzer: { ...buzzer, first: null } }));
      expect(screen.getByText('Bấm chuông giành quyền trả lời')).toBeTruthy();
    });
    it('[H51] shows who was first with the unit, and a close second with the distance', () => {
      const close = { playerId: 'p2', name: 'Thu Hà', unitName: null, behindMs: 40 };
      draw(questionCue({ phase: 'locked', buzzer: { ...buzzer, close } }));
      expect(screen.getByRole('heading', { name })).toBeTruthy();
      expect(screen.getByText('Huyện Thạch Hà')).toBeTruthy();
      expect(screen.getByText('Mời trả lời')).toBeTruthy();
      expect(screen.getByText(/^Sát nút: Thu Hà bấm sau 40 phần nghìn giây/)).toBeTruthy();
    });
    it('[H51b] says in words that the answer was wrong', () => {
      draw(questionCue({ phase: 'locked', buzzer: { ...buzzer, first: { ...first, right: false } } }));
      expect(screen.getByText('Chưa đúng')).toBeTruthy();
    });
    it('[H51] after the reveal: who was right', () => {
      const right = { ...first, right: true };
      draw(questionCue({ phase: 'revealed', revealed: revealedKey, buzzer: { ...buzzer, first: right } }));
      expect(screen.getByText(`${name} trả lời đúng`)).toBeTruthy();
    });
  });

  describe('the launch', () => {
    const units = [sampleUnit('Huyện Hương Sơn'), sampleUnit('Thị xã Hồng Lĩnh')];
    const drawLaunch = (part: object, atMs: number) => {
      const cue: StageCue = {
        kind: 'launch',
        title: sampleText('Phát động'),
        button: sampleText('Bấm'),
        countdownSeconds: 0,
        sentence: null,
        launchedAtMs: 1_000_000,
        ...part,
      };
      const view = {
        ...sampleScreenView({ participation: sampleParticipation({ units }) }),
        show: onScreen(sampleStage(cue)),
      };
      return render(<ShowPicture view={view} nowMs={() => atMs} />);
    };
    it('[H21] after it the units stand by name, without a figure', () => {
      const { container } = drawLaunch({}, 1_005_000);
      expect(screen.getByRole('heading', { name: 'Cuộc thi chính thức bắt đầu' })).toBeTruthy();
      expect(screen.getAllByRole('listitem').map((each) => each.textContent)).toEqual([
        'H. Hương Sơn',
        'TX. Hồng Lĩnh',
      ]);
      expect(container.textContent).not.toMatch(/\d/);
    });
    it('[H21] the sentence of the file stands in its place; before the press it does not stand anywhere', () => {
      const sentence = sampleText('Tháng chuyển đổi số bắt đầu');
      const before = drawLaunch({ sentence, launchedAtMs: null }, 1_005_000);
      expect(screen.getByRole('heading', { name: 'Phát động' })).toBeTruthy();
      expect(screen.queryByText('Tháng chuyển đổi số bắt đầu')).toBeNull();
      before.unmount();
      drawLaunch({ sentence }, 1_000_000);
      expect(screen.getByRole('heading', { name: 'Tháng chuyển đổi số bắt đầu' })).toBeTruthy();
    });
    it('[H21] a screen that comes later finds the last picture still', () => {
      const moving = drawLaunch({}, 1_000_500);
      expect(moving.container.querySelector('[data-still]')).toBeNull();
      moving.unmount();
      expect(drawLaunch({}, 1_060_000).container.querySelector('[data-still]')).toBeTruthy();
    });
  });
  describe('the floor of an elimination', () => {
    const names = ['Trần Văn An', 'Lê Thị Bình', 'Phạm Chi', 'Đỗ Dũng', 'Vũ Giang', 'Hồ Hà', 'Bùi Khánh'];
    const all = names.map(() => true);
    const drawFloor = (after: readonly boolean[], part: object = {}, cue?: StageCue) => {
      const asked = cue ?? questionCue({ phase: 'revealed', revealed: { ...revealedKey, ...part }, floor: true });
      const stage = sampleStage(asked);
      const show = onScreen(
        { ...stage, rules: { ...stage.rules, mode: 'elimination' } },
        sampleFloor(names, all, after),
      );
      return render(<ShowPicture view={{ ...sampleScreenView(), show }} nowMs={() => 1_030_000} />);
    };
    it('[H22] each player is a light with a name; who is out has gone dark, and the figure counts who is in', () => {
      const { container } = drawFloor(all.map((_, at) => at !== 2));
      expect(screen.getByRole('img', { name: 'Sàn thi đấu: còn 6 trên 7 người' })).toBeTruthy();
      expect(screen.getByText('6', { selector: 'b' })).toBeTruthy();
      expect(screen.getByText('1 người dừng cuộc chơi ở câu này')).toBeTruthy();
      const lit = [...container.querySelectorAll('[data-lit]')].map((each) => each.textContent);
      expect(lit).toEqual(names.filter((_, at) => at !== 2));
    });
    it('[H22] the last five stand as cards with their units, and the last one alone', () => {
      const { unmount } = drawFloor(all.map((_, at) => at < 5));
      expect(screen.getByText('5 người cuối cùng trên sàn thi đấu')).toBeTruthy();
      expect(screen.getAllByText('Huyện Thạch Hà')).toHaveLength(5);
      unmount();
      drawFloor(all.map((_, at) => at === 3));
      expect(screen.getByText('Người cuối cùng trên sàn thi đấu')).toBeTruthy();
    });
    it('[H11b] a void question says why nobody is out', () => {
      drawFloor(all, { voided: true });
      expect(screen.getByText('Không ai trả lời đúng nên câu này không loại ai')).toBeTruthy();
    });
    it('[H22] before the MC shows the floor the reveal stands; a rescue stands on the floor', () => {
      const { unmount } = drawFloor(all, {}, questionCue({ phase: 'revealed', revealed: revealedKey, floor: false }));
      expect(screen.getByText(joinHyphens(revealedKey.explanation))).toBeTruthy();
      expect(screen.queryByRole('img', { name: /Sàn thi đấu/ })).toBeNull();
      unmount();
      const rescue = {
        kind: 'rescue' as const,
        title: sampleText('Cứu trợ'),
        back: 3,
        reserves: false,
        rescued: null,
        out: 4,
      };
      drawFloor(all, {}, rescue);
      expect(screen.getByText('4 người chờ cứu trợ')).toBeTruthy();
      expect(screen.getByRole('img', { name: /Sàn thi đấu/ })).toBeTruthy();
    });
  });
  it('[H7] before the opening moment nothing of the question is drawn, from it on all of it', () => {
    const { unmount } = draw(questionCue(), 999_999);
    expect(screen.queryByText(sampleQuestion.text)).toBeNull();
    expect(screen.getByText('Câu 2/6')).toBeTruthy();
    unmount();
    draw(questionCue(), 1_000_000);
    expect(screen.getByText(sampleQuestion.text)).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.getByText('20')).toBeTruthy();
  });
  it('[H5] the digits follow the server: 15 seconds after five, locked after twenty', () => {
    const { unmount } = draw(questionCue(), 1_005_000);
    expect(screen.getByText('15')).toBeTruthy();
    unmount();
    draw(questionCue(), 1_020_001);
    expect(screen.getByText('Đã khóa')).toBeTruthy();
  });
  it('[H7] the reveal marks the right option and shows how the hall answered', () => {
    draw(questionCue({ phase: 'revealed', revealed: revealedKey }));
    expect(screen.getByText('75 %')).toBeTruthy();
    expect(screen.getByText(joinHyphens(revealedKey.explanation))).toBeTruthy();
    expect(document.querySelectorAll('[data-state="right"]')).toHaveLength(1);
  });
  it('[H16] an announced prize is shown without a name; a revealed name is large, the earlier ones beside it', () => {
    const award = { ...awardCue, remaining: 1 };
    const { unmount } = draw({
      ...award,
      shown: [step('Bình', 2)],
      announced: { ...prizeOf(0, 3_000_000), persons: 1 },
    });
    expect(screen.getByText('Giải Nhất')).toBeTruthy();
    expect(screen.getByText(/3\.000\.000/)).toBeTruthy();
    expect(screen.queryByText('An')).toBeNull();
    unmount();
    draw({ ...award, shown: [step('Bình', 2), step('An', 1)], announced: null });
    expect(screen.getByText('An')).toBeTruthy();
    expect(screen.getByText('Bình')).toBeTruthy();
  });
  it('[H44] in a contest of two languages a title and a prize stand in both, in one of one alone', () => {
    const title = { vi: 'Trao giải', en: 'The awards' };
    const prize = { ...prizeOf(0), prize: { vi: 'Giải Nhất', en: 'First prize' } };
    const award = { ...awardCue, title, remaining: 1, shown: [], announced: { ...prize, persons: 1 } };
    draw(award);
    expect(screen.queryByText('First prize')).toBeNull();
    document.body.innerHTML = '';
    draw(award, 0, { bilingual: true });
    expect(screen.getByText('The awards').lang).toBe('en');
    expect(screen.getByRole('heading', { name: /Giải Nhất/ }).textContent).toContain('First prize');
    document.body.innerHTML = '';
    const board = {
      kind: 'board' as const,
      of: 'players' as const,
      rows: [],
      total: 0,
      in: null,
      bestOf: null,
      unfreeze: null,
    };
    draw({ ...board, title: { vi: 'Bảng điểm', en: 'The board' } }, 0, { bilingual: true });
    expect(screen.getByText('The board')).toBeTruthy();
  });
  it('[H16] of many called before, the last five stand below and the others are counted without the one being called', () => {
    const shown = Array.from({ length: 9 }, (_, at) => step(`Người ${at + 1}`, 9 - at));
    draw({ ...awardCue, remaining: 0, shown, announced: null });
    expect(screen.getAllByRole('listitem').map((each) => each.textContent?.match(/Người \d|và.*/)?.[0])).toEqual([
      'Người 8',
      'Người 7',
      'Người 6',
      'Người 5',
      'Người 4',
      'và 3 người khác',
    ]);
  });
  it('[H16] a group stands whole at once, with how many prizes there are', () => {
    const winners = ['Lê Văn Tám', 'Trần Thị Bảy', 'Phạm Minh Chín'].map((name, at) => winner(name, at + 4));
    draw({ ...awardCue, remaining: 1, shown: [{ ...prizeOf(3, 200_000), winners }], announced: null });
    expect(screen.getByText('3 giải')).toBeTruthy();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });
  it('[H16] after the last name the podium has the first prize in the middle, and the roll of honour everybody by prize', () => {
    const group = { ...prizeOf(3), winners: [winner('Khuyến Một', 5), winner('Khuyến Hai', 6)] };
    const shown = [
      group,
      { ...prizeOf(2), winners: [winner('Ba', 4)] },
      step('Nhì B', 3),
      step('Nhì A', 2),
      step('Nhất', 1),
    ];
    const { container, unmount } = draw({ ...awardCue, picture: 'podium', remaining: 0, shown, announced: null });
    const steps = [...container.querySelectorAll('section')].map((each) => each.textContent);
    expect(steps.map((each) => each?.match(/Nhì A.*Nhì B|Nhất|Ba/)?.[0].slice(0, 5))).toEqual(['Nhì A', 'Nhất', 'Ba']);
    expect(container.textContent).not.toContain('Khuyến Một');
    unmount();
    draw({ ...awardCue, picture: 'honour', remaining: 0, shown, announced: null });
    expect(screen.getAllByRole('heading', { level: 3 }).map((each) => each.textContent)).toEqual([
      'Giải Nhất',
      'Giải Nhì',
      'Giải Ba',
      'Giải Khuyến khích',
    ]);
    expect(screen.getAllByRole('listitem')).toHaveLength(6);
  });
  it('[H27] a board that is opened row by row marks what hides something and whose turn it is', () => {
    const row = (name: string, rank: number, open: boolean) => ({
      ...{ playerId: name, rank, name, unitName: null, points: 900 - rank, elapsedMs: 0, wasRank: rank, members: null },
      ...{ status: null, outAt: null, mark: null, open },
    });
    const rows = [row('An', 1, false), row('Bình', 2, false), row('Chi', 3, true)];
    const unfreeze = { playerId: 'Bình', opened: 1, left: 2 };
    const cue = { kind: 'board' as const, title: null, of: 'players' as const, rows, total: 3, in: null, bestOf: null };
    const { container } = draw({ ...cue, unfreeze }, 0, { frozen: true });
    expect(screen.getByText('Còn mở 2 dòng')).toBeTruthy();
    expect(container.querySelectorAll('[data-hidden]')).toHaveLength(2);
    expect(container.querySelector('[data-next]')?.textContent).toContain('Bình');
  });
  it('[H28] a draw shows list and source first, the seed with its press, then each number with its name', () => {
    const cue = {
      ...{
        kind: 'draw' as const,
        title: sampleText('Bốc thăm'),
        of: 'round' as const,
        label: sampleText('Giải may mắn'),
      },
      ...{
        list: { people: 1234, hash: 'ab'.repeat(32) },
        typed: false,
        ready: false,
        seed: null,
        shown: [],
        remaining: 2,
      },
      source: { kind: 'lottery' as const, company: 'XSKT Hà Tĩnh', prize: 'Giải đặc biệt', atMs: 1_000_000, digits: 5 },
    };
    const { unmount } = draw(cue);
    expect(screen.getByText('1.234 số')).toBeTruthy();
    expect(screen.getByText('Chờ kết quả xổ số')).toBeTruthy();
    unmount();
    const seeded = draw({ ...cue, seed: '60417' });
    expect(seeded.container.textContent).toContain('60417');
    seeded.unmount();
    const an = { number: 1018, name: 'Trần Thị An', unitName: null, absent: true };
    draw({ ...cue, seed: '60417', shown: [an], remaining: 1 });
    expect(screen.getByText('1.018')).toBeTruthy();
    expect(screen.getByText('Vắng mặt, số kế tiếp thay thế')).toBeTruthy();
  });
  it('[H13] [H15] a board of teams says how its mean is computed, a frozen one that it is frozen', () => {
    const row = {
      playerId: null,
      rank: 1,
      name: 'Huyện Vũ Quang',
      unitName: null,
      points: 974.3,
      elapsedMs: 0,
      wasRank: null,
      members: 3,
      status: null,
      outAt: null,
      mark: 4,
      open: null,
    };
    draw({ kind: 'board', title: null, of: 'teams', rows: [row], total: 1, in: null, bestOf: 3, unfreeze: null }, 0, {
      frozen: true,
    });
    expect(screen.getByText('điểm trung bình của 3 người cao nhất mỗi đội')).toBeTruthy();
    expect(screen.getByText('974,3')).toBeTruthy();
    expect(screen.getByText('Bảng đang giữ kín')).toBeTruthy();
  });
  it('[H23] [H13a] a board of an elimination says who is in and where the others went out; a mark stands beside the unit', () => {
    const row = (name: string, status: 'in' | 'out', outAt: number | null) => ({
      playerId: name,
      rank: status === 'in' ? 1 : 2,
      name,
      unitName: 'Huyện Vũ Quang',
      points: 4,
      elapsedMs: 20_000,
      wasRank: null,
      members: null,
      status,
      outAt,
      mark: 7,
      open: null,
    });
    const rows = [row('Trần An', 'in', null), row('Lê Bình', 'out', 5)];
    const { container } = draw({
      kind: 'board',
      title: null,
      of: 'players',
      rows,
      total: 90,
      in: 1,
      bestOf: null,
      unfreeze: null,
    });
    expect(screen.getByText('Còn 1 người trên sàn thi đấu, trên 90 người chơi')).toBeTruthy();
    const [first, second] = screen.getAllByRole('listitem');
    expect(first?.textContent).toContain('còn thi');
    expect(second?.textContent).toContain('dừng câu 5');
    expect(container.querySelectorAll('ol svg')).toHaveLength(2);
  });
  it('black is black, a pause is a pause, a rehearsal is marked', () => {
    const black = draw(questionCue(), 1_005_000, { black: true });
    expect(black.container.textContent).toBe('');
    black.unmount();
    const paused = draw(questionCue(), 1_005_000, { paused: true });
    expect(screen.getByText('Chương trình tạm nghỉ')).toBeTruthy();
    paused.unmount();
    draw(questionCue(), 1_005_000, { rehearsal: true });
    expect(screen.getByText('TỔNG DUYỆT')).toBeTruthy();
  });
});
