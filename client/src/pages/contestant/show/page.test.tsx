import '../../../../test/open-test-words.ts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { PhoneView, PlayerView } from '@hoithi/shared/contract/show';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Route, Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import {
  questionCue,
  revealedKey,
  samplePhone,
  samplePlayer,
  sampleQuestion,
  sampleStage,
  sampleText,
} from '../../../../test/sample-show.ts';
import { ScriptedTransport } from '../../../../test/scripted-transport.ts';
import { loadWords } from '../../../locales/i18n.ts';
import ShowPage from './page.tsx';

await loadWords('show', 'show-outage', 'outage', 'contestant', 'refusal');

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], shouldAdvanceTime: true }));
afterEach(() => vi.useRealTimers());

async function openPhone(entered: PhoneView | Result<PhoneView>) {
  const transport = new ScriptedTransport();
  transport.answer('view:enter', () => ('ok' in entered ? entered : accept(entered)));
  const { hook } = memoryLocation({ path: '/thi/481920' });
  render(
    <Router hook={hook}>
      <Route path="/thi/:code">
        <ShowPage transport={transport} />
      </Route>
    </Router>,
  );
  await act(async () => transport.connect());
  return transport;
}
const tile = (letter: string) => screen.getByRole('button', { name: new RegExp(`^Phương án ${letter}:`) });
const lobby = { kind: 'lobby' as const, title: sampleText('Chào'), text: null };
const open = sampleStage(
  questionCue({ opening: { ...(questionCue() as { opening: object }).opening, opensAtMs: 999_000 } }),
);

describe('a phone in a show', () => {
  it('[E6] opening, time, right answer and the own one are spoken', async () => {
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    const spoken = () => document.querySelector('output.unseen[aria-live="assertive"]')?.textContent ?? '';
    expect(spoken()).toContain(sampleQuestion.text);
    expect(spoken()).toMatch(/Có \d+ giây để trả lời\./);
    const given = sampleQuestion.options[0]?.optionId ?? '';
    const answer = { answerId: 'a', asking: 2, given, arrivedAtMs: 1_000_500, elapsedMs: 500 };
    await act(async () => {
      transport.push('player', samplePlayer({ version: 8, answer }));
      transport.push('stage', sampleStage(questionCue({ phase: 'revealed', revealed: revealedKey }), { version: 9 }));
    });
    expect(spoken()).toMatch(/^Đáp án đúng là Phương án [B-F]: .*\. Bạn chọn Phương án A: /);
    const ended = { version: 10, ended: true };
    await act(async () =>
      transport.push('stage', sampleStage(questionCue({ phase: 'revealed', revealed: revealedKey }), ended)),
    );
    expect(spoken()).toBe('');
  });

  describe('at a buzzer', () => {
    const buzzer = { points: 100, first: null, close: null, out: 0 };
    const { opening } = questionCue() as { opening: object };
    const at = (part: object, cue: object = {}) =>
      sampleStage(questionCue({ opening: { ...opening, opensAtMs: 999_000 }, buzzer: { ...buzzer, ...part }, ...cue }));
    const other = { playerId: 'p9', name: 'Hoàng Long', unitName: null, elapsedMs: 950, right: null };
    const own = { ...other, playerId: samplePlayer().playerId, name: 'Bảo Trân' };

    it('[H51] one button, pressed once; then that it was pressed', async () => {
      const transport = await openPhone(samplePhone(at({}), samplePlayer()));
      transport.answer('answer:submit', ({ answerId }: { answerId: string }) =>
        accept({ answerId, asking: 2, given: '!', arrivedAtMs: 1_000_500, elapsedMs: 500 }),
      );
      expect(screen.queryByRole('button', { name: /^Phương án/ })).toBeNull();
      const button = screen.getByRole('button', { name: 'Bấm chuông' });
      await userEvent.click(button);
      await userEvent.click(button);
      expect(transport.of('answer:submit').map(({ message }) => message)).toMatchObject([{ asking: 2, given: '!' }]);
      expect(screen.getByText('Đã bấm. Đang xem ai bấm trước…')).toBeTruthy();
      expect(button.getAttribute('aria-pressed')).toBe('true');
    });

    it.each([
      ['other', other, 'Hoàng Long được quyền trả lời.'],
      ['own', own, 'Bạn bấm trước. Mời bạn trả lời!'],
      ['wrong', { ...other, right: false }, 'Hoàng Long trả lời chưa đúng. Chuông có thể mở lại.'],
    ])('[H51] who was first is read aloud, and nothing is left to press: %s', async (_name, first, words) => {
      const close = { playerId: 'p8', name: 'Thu Hà', unitName: null, behindMs: 40 };
      await openPhone(samplePhone(at({ first, close }, { phase: 'locked' }), samplePlayer()));
      expect(screen.getByText(words).closest('output')?.getAttribute('aria-live')).toBe('assertive');
      expect(screen.getByText(/^Sát nút: Thu Hà bấm sau 40 phần nghìn giây/)).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Bấm chuông' })).toBeNull();
    });

    it('[H51b] whoever was wrong reads why there is no button', async () => {
      await openPhone(samplePhone(at({ out: 1 }), samplePlayer({ playing: false })));
      expect(screen.getByText('Bạn đã trả lời câu này, xin chờ câu sau.')).toBeTruthy();
      expect(screen.queryByRole('button', { name: 'Bấm chuông' })).toBeNull();
    });

    it('[H51] after the reveal who was right, and the right answer', async () => {
      const first = { ...other, right: true };
      await openPhone(samplePhone(at({ first }, { phase: 'revealed', revealed: revealedKey }), samplePlayer()));
      expect(screen.getByRole('heading', { name: 'Hoàng Long trả lời đúng.' })).toBeTruthy();
      expect(screen.getByText('Ngày 10 tháng 10')).toBeTruthy();
      expect(screen.queryByText(/^Bạn chọn/)).toBeNull();
    });
  });

  it('[H4] the player’s key is on the phone before the join is sent', async () => {
    const transport = await openPhone(samplePhone(sampleStage(lobby), null));
    let stored: string | null = null;
    transport.answer('run:join', (message: { playerKey: string }) => {
      stored = localStorage.getItem('hoithi.player.481920');
      expect(message.playerKey).toBe(stored);
      return accept(samplePhone(sampleStage(lobby, { version: 2 }), samplePlayer()));
    });
    await userEvent.type(screen.getByLabelText(/Tên hiển thị/), 'Bảo Trân');
    await userEvent.click(screen.getByRole('button', { name: 'Vào chỗ' }));
    expect(stored).toMatch(/^[0-9a-f]{64}$/);
    expect(screen.getByText('Bảo Trân')).toBeTruthy();
  });

  it('[H50] where another show follows, the phone goes on there with the same key', async () => {
    const key = 'a'.repeat(64);
    localStorage.setItem('hoithi.player.481920', key);
    const transport = await openPhone(samplePhone(sampleStage(lobby), samplePlayer()));
    await act(async () => transport.push('stage', sampleStage(lobby, { version: 10, ended: true, next: '730114' })));
    expect(transport.of('view:enter').at(-1)?.message).toEqual({ code: '481920', token: key });
    await act(async () => void (await vi.advanceTimersByTimeAsync(1_500)));
    await act(async () => transport.connect());
    expect(transport.of('view:enter').at(-1)?.message).toEqual({ code: '730114', token: key });
  });

  it('[H18] a refused nickname is shown at its field, and the form stays', async () => {
    const transport = await openPhone(samplePhone(sampleStage(lobby), null));
    transport.answer('run:join', () => refuse({ code: 'nickname_taken' }));
    await userEvent.type(screen.getByLabelText(/Tên hiển thị/), 'An');
    await userEvent.click(screen.getByRole('button', { name: 'Vào chỗ' }));
    expect(screen.getByRole('alert').textContent).toContain('đã có người dùng');
  });

  it('[H18f] a long name is counted, never cut: it is said by how much it is too long, and nothing is sent', async () => {
    const transport = await openPhone(samplePhone(sampleStage(lobby), null));
    transport.answer('run:join', () => refuse({ code: 'nickname_taken' }));
    const field = screen.getByLabelText(/Tên hiển thị/) as HTMLInputElement;
    const long = 'Công Tằng Tôn Nữ Thị Hoàng Anh Minh Châu 1';
    await userEvent.type(field, long);
    expect(field.value).toBe(long);
    expect(screen.getByText(/Đã viết 42\/40 ký tự/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Vào chỗ' }));
    expect(screen.getByRole('alert').textContent).toContain('dài hơn mức cho phép 2 ký tự');
    expect(transport.of('run:join')).toEqual([]);
    await userEvent.type(field, '{Backspace}{Backspace}');
    await userEvent.click(screen.getByRole('button', { name: 'Vào chỗ' }));
    expect(transport.of('run:join')).toHaveLength(1);
  });

  it('[H7] nothing of the question is seen before its moment, all of it from then on', async () => {
    const soon = questionCue({ opening: { ...(questionCue() as { opening: object }).opening, opensAtMs: 1_000_800 } });
    await openPhone(samplePhone(sampleStage(soon), samplePlayer()));
    expect(screen.queryByText(sampleQuestion.text)).toBeNull();
    expect(screen.getByText('Câu hỏi sắp mở')).toBeTruthy();
    await act(async () => void (await vi.advanceTimersByTimeAsync(900)));
    expect(screen.getByText(sampleQuestion.text)).toBeTruthy();
  });

  it('[A3] one tap sends, the ack shows it as saved, and a second tap changes nothing', async () => {
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    await userEvent.click(tile('B'));
    expect(screen.getByText('Đang gửi…')).toBeTruthy();
    const [sent] = transport.of('answer:submit');
    const message = sent?.message as { answerId: string; asking: number; given: string };
    expect(message).toMatchObject({ asking: 2, given: 'b' });
    await act(async () => sent?.ack(accept({ ...message, arrivedAtMs: 1_000_500, elapsedMs: 500 })));
    expect(screen.getByText('Đã lưu')).toBeTruthy();
    await userEvent.click(tile('A'));
    expect(transport.of('answer:submit')).toHaveLength(1);
  });

  it('[A4] an answer given offline waits on the phone and is sent under the same id', async () => {
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    await act(async () => transport.drop());
    await userEvent.click(tile('C'));
    expect(screen.getByText('Giữ trên máy, sẽ gửi khi có mạng')).toBeTruthy();
    const before = JSON.parse(localStorage.getItem(`hoithi.show.${open.runId}`) ?? 'null');
    await act(async () => transport.connect());
    expect(transport.of('answer:submit').at(-1)?.message).toEqual(before);
  });

  it('[A4] a page opened again sends the pending answer', async () => {
    const pending = { answerId: '7d9f3c52-6f1c-4a58-9a3c-333333333333', asking: 2, given: 'a' };
    localStorage.setItem(`hoithi.show.${open.runId}`, JSON.stringify(pending));
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    expect(transport.of('answer:submit').map(({ message }) => message)).toEqual([pending]);
  });

  const answerB = async (transport: ScriptedTransport) => {
    await userEvent.click(tile('B'));
    const [sent] = transport.of('answer:submit');
    return { sent, message: sent?.message as { answerId: string; asking: number; given: string } };
  };
  const locked = questionCue({ phase: 'locked' });
  const revealed = questionCue({ phase: 'revealed', revealed: revealedKey });
  const afterReveal = (answer: PlayerView['answer'], right: boolean) =>
    samplePlayer({ version: 9, answer, last: { asking: 2, right, points: right ? 978 : 0, elapsedMs: answer && 900 } });

  it('[N17] while the store fails an answer is stored on the phone and sent again, also after the lock, until it is saved', async () => {
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    const { sent, message } = await answerB(transport);
    await act(async () => sent?.ack(refuse({ code: 'unavailable' })));
    expect(screen.getByText('Đã giữ trên máy này, đang gửi…')).toBeTruthy();
    expect(screen.getByText(/^Máy chủ tạm gián đoạn/)).toBeTruthy();
    await act(async () => transport.push('stage', sampleStage(locked, { version: 5 })));
    await act(async () => void (await vi.advanceTimersByTimeAsync(500)));
    const again = transport.of('answer:submit').at(-1);
    expect(transport.of('answer:submit')).toHaveLength(2);
    expect(again?.message).toEqual(message);
    await act(async () => again?.ack(accept({ ...message, arrivedAtMs: 1_000_500, elapsedMs: 500 })));
    expect(screen.getByText(/Đã lưu/)).toBeTruthy();
    expect(screen.queryByText(/^Máy chủ tạm gián đoạn/)).toBeNull();
    expect(localStorage.getItem(`hoithi.show.${open.runId}`)).toBeNull();
  });

  it('[N15] a right answer that came after the reveal is not called right: it was not counted', async () => {
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    const { sent } = await answerB(transport);
    await act(async () => sent?.ack(refuse({ code: 'unavailable' })));
    await act(async () => transport.push('stage', sampleStage(revealed, { version: 6 })));
    expect(screen.queryByText('Đúng rồi')).toBeNull();
    expect(screen.getByText('Đã giữ trên máy này, đang gửi…')).toBeTruthy(); // not reported yet what was counted
    await act(async () => transport.push('player', afterReveal(null, false)));
    expect(screen.getByText('Chưa được tính')).toBeTruthy();
    await act(async () => void (await vi.advanceTimersByTimeAsync(500)));
    await act(async () =>
      transport
        .of('answer:submit')
        .at(-1)
        ?.ack(refuse({ code: 'already_revealed' })),
    );
    expect(screen.getByText('Chưa được tính')).toBeTruthy();
  });

  it('[H9a] a saved answer is right or wrong by the key alone; points follow with the own view', async () => {
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    const { sent, message } = await answerB(transport);
    await act(async () => sent?.ack(accept({ ...message, arrivedAtMs: 1, elapsedMs: 900 })));
    await act(async () => transport.push('stage', sampleStage(revealed, { version: 6 })));
    expect(screen.getByText('Đúng rồi')).toBeTruthy();
    expect(screen.queryByText(/\+978 điểm/)).toBeNull();
    await act(async () => transport.push('player', afterReveal({ ...message, arrivedAtMs: 1, elapsedMs: 900 }, true)));
    expect(screen.getByText(/\+\d+ điểm/)).toBeTruthy();
  });

  it('[A4] an answer that was saved while its ack was lost is right at the reveal', async () => {
    const transport = await openPhone(samplePhone(open, samplePlayer()));
    const { message } = await answerB(transport);
    await act(async () => transport.push('stage', sampleStage(revealed, { version: 6 })));
    await act(async () => transport.push('player', afterReveal({ ...message, arrivedAtMs: 1, elapsedMs: 900 }, true)));
    expect(screen.getByText('Đúng rồi')).toBeTruthy();
  });

  it('after the reveal: right, points, place, the way to the next', async () => {
    const stage = sampleStage(questionCue({ phase: 'revealed', revealed: revealedKey }));
    const answer = { answerId: 'x', asking: 2, given: 'b', arrivedAtMs: 1, elapsedMs: 900 };
    await openPhone(
      samplePhone(stage, samplePlayer({ answer, last: { asking: 2, right: true, points: 978, elapsedMs: 900 } })),
    );
    expect(screen.getByText('Đúng rồi')).toBeTruthy();
    expect(screen.getByText(/\+978 điểm/)).toBeTruthy();
    expect(screen.getByText('Còn kém hạng trên 5 điểm')).toBeTruthy();
  });

  it('[H3] a run that is ended in the middle of a question leaves nobody on that question', async () => {
    const stage = sampleStage(questionCue({ phase: 'revealed', revealed: revealedKey }), { ended: true });
    await openPhone(
      samplePhone(stage, samplePlayer({ last: { asking: 2, right: true, points: 978, elapsedMs: 900 } })),
    );
    expect(screen.getByRole('heading', { name: 'Phần thi đã kết thúc' })).toBeTruthy();
    expect(screen.queryByText('Đúng rồi')).toBeNull();
    expect(screen.getByRole('link', { name: 'Kiểm chứng bộ câu hỏi' })).toBeTruthy();
  });

  it('[H10] right answers in a row are shown where they count', async () => {
    const stage = sampleStage(questionCue({ phase: 'revealed', revealed: revealedKey }));
    const last = { asking: 2, right: true, points: 1200, elapsedMs: 900 };
    await openPhone(samplePhone(stage, samplePlayer({ last, streak: 3 })));
    expect(screen.getByText('3 câu đúng liên tiếp')).toBeTruthy();
  });

  it('[H11] [H22] whoever a rescue brought back reads that alone at the rescue, and a word of it before the next question', async () => {
    const rescue = {
      kind: 'rescue' as const,
      title: sampleText('Cứu trợ'),
      back: 30,
      reserves: true,
      rescued: 30,
      out: 0,
    };
    const transport = await openPhone(samplePhone(sampleStage(rescue), samplePlayer({ back: true })));
    expect(screen.getByText('Bạn được cứu trợ').closest('output')?.textContent).toContain('Bảo Trân');
    expect(screen.queryByText('Bạn đã trở lại cuộc chơi!')).toBeNull();
    await act(async () =>
      transport.push('stage', sampleStage(questionCue({ phase: 'ready', opening: null }), { version: 3 })),
    );
    expect(screen.getByText('Bạn đã trở lại cuộc chơi!')).toBeTruthy();
    expect(screen.queryByText('Bạn được cứu trợ')).toBeNull();
  });

  it('[H13a] [H15] the own unit stands with its place among the teams, not while the board is frozen', async () => {
    const team = { name: 'Huyện Vũ Quang', rank: 3, of: 13, points: 974.3, mark: 5 };
    const board = {
      kind: 'board' as const,
      title: sampleText('Bảng điểm'),
      of: 'teams' as const,
      rows: [],
      total: 13,
      in: null,
      bestOf: 3,
      unfreeze: null,
    };
    const transport = await openPhone(samplePhone(sampleStage(board), samplePlayer({ team })));
    expect(screen.getByText('hạng 3 trên 13 đội, 974,3 điểm')).toBeTruthy();
    await act(async () => transport.push('stage', sampleStage(board, { version: 3, frozen: true })));
    expect(screen.queryByText('hạng 3 trên 13 đội, 974,3 điểm')).toBeNull();
  });

  it('[H22] who is still out at a rescue is not called back, and a pause covers nobody', async () => {
    const rescue = {
      kind: 'rescue' as const,
      title: sampleText('Cứu trợ'),
      back: 1,
      reserves: false,
      rescued: 1,
      out: 3,
    };
    const transport = await openPhone(
      samplePhone(sampleStage(rescue), samplePlayer({ status: 'out', playing: false })),
    );
    expect(screen.queryByText('Bạn được cứu trợ')).toBeNull();
    await act(async () => {
      transport.push('player', samplePlayer({ version: 4, back: true }));
      transport.push('stage', sampleStage(rescue, { version: 4, paused: true }));
    });
    expect(screen.queryByText('Bạn được cứu trợ')).toBeNull();
    expect(screen.getByRole('heading', { name: 'Chương trình tạm nghỉ' })).toBeTruthy();
  });

  it('[H11b] a void question says so, and the lobby prints the rule', async () => {
    const stage = sampleStage(questionCue({ phase: 'revealed', revealed: { ...revealedKey, voided: true } }));
    const rules = { ...stage.rules, mode: 'elimination' as const, voidIfNobodyRight: true };
    const transport = await openPhone(samplePhone({ ...stage, rules }, samplePlayer()));
    expect(screen.getByText('Không ai trả lời đúng nên câu này không loại ai.')).toBeTruthy();
    await act(async () => transport.push('stage', sampleStage(lobby, { version: 5, rules })));
    expect(screen.getByText('Câu không ai trả lời đúng thì không loại ai.')).toBeTruthy();
  });

  it('[H12] a sudden death is no numbered question', async () => {
    await openPhone(
      samplePhone(
        sampleStage(questionCue({ kind: 'sudden-death', number: 1, of: 1, phase: 'ready', opening: null })),
        samplePlayer(),
      ),
    );
    expect(screen.getByRole('heading', { name: 'Câu hỏi phân định' })).toBeTruthy();
    expect(screen.queryByText('Câu 1/1')).toBeNull();
  });

  it('[H11] a player who is out may watch, not tap; [H15] a frozen board hides the place', async () => {
    await openPhone(samplePhone({ ...open, frozen: true }, samplePlayer({ status: 'out', playing: false })));
    expect(tile('A')).toHaveProperty('disabled', true);
    expect(screen.getByText(/Bạn đã dừng cuộc chơi/)).toBeTruthy();
  });

  it('[H18] a removed player sees it, and the key is deleted from the phone', async () => {
    localStorage.setItem('hoithi.player.481920', 'ab'.repeat(32));
    const transport = await openPhone(samplePhone(sampleStage(lobby), samplePlayer()));
    await act(async () => transport.push('player:removed'));
    expect(screen.getByText('Bạn đã được mời ra')).toBeTruthy();
    expect(localStorage.getItem('hoithi.player.481920')).toBeNull();
  });

  it('[H18b] a phone that was asleep while it was removed among many joins again after the next scan', async () => {
    localStorage.setItem('hoithi.player.481920', 'ab'.repeat(32));
    await openPhone(refuse({ code: 'player_removed' }));
    expect(screen.getByText('Bạn đã được mời ra')).toBeTruthy();
    expect(localStorage.getItem('hoithi.player.481920')).toBeNull();
  });
});
