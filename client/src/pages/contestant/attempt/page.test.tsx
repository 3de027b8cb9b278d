import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  attempt,
  openPage,
  openRound,
  publicContest,
  question,
  receipt,
  serverNowMs,
  view,
} from '../../../../test/contestant-story.tsx';
import { settle } from '../../../../test/settle.ts';
import { i18n } from '../../../locales/i18n.ts';

const path = '/c/cds/thi';
type Answer = { answerId: string; questionId: string; optionIds: string[]; typed: string | null };
const save =
  (next: (position: number) => ReturnType<typeof question> | null) =>
  ({ answerId, questionId, optionIds, typed }: Answer) => {
    const position = Number(questionId.slice(2));
    return accept({
      receipt: {
        answerId,
        questionId,
        optionIds,
        typed,
        arrivedAtMs: serverNowMs + position,
        elapsedMs: 1,
        creditMs: 0,
        repeated: false,
      },
      next: next(position),
      answered: position,
    });
  };
const nextOfThree = (position: number) => (position < 3 ? question(position + 1) : null);

beforeEach(() => localStorage.clear());

describe('before the start', () => {
  it('the card shows what will happen; the start opens the questions', async () => {
    const { transport } = await openPage(path);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Bài thi Tuần 1');
    expect(screen.getByText(/không quay lại và không sửa/)).toBeTruthy();
    transport.answer('attempt:start', () => accept(attempt()));
    await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu' }));
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Câu hỏi số 1?');
    expect(transport.of('attempt:start')[0]?.message).toEqual({ roundId: openRound.roundId, practice: false });
  });

  it('[A9] a refused start shows why and stays', async () => {
    const { transport } = await openPage(path);
    transport.answer('attempt:start', () => refuse({ code: 'no_attempts_left', max: 1 }));
    await userEvent.click(screen.getByRole('button', { name: 'Bắt đầu' }));
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('Bạn đã dùng hết 1 lượt thi theo thể lệ.');
  });
});

describe('one question at a time', () => {
  it('[A5] choosing does not answer; one more press does, and the next question comes with the ack', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
    transport.answer('answer:submit', save(nextOfThree));
    expect(screen.getByRole('button', { name: 'Chọn một phương án' })).toHaveProperty('disabled', true);
    await userEvent.click(screen.getByRole('radio', { name: 'Phương án B: Hai 1' }));
    expect(transport.of('answer:submit')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Trả lời' }));
    await settle();
    expect(transport.of('answer:submit')[0]?.message).toMatchObject({ questionId: 'q-1', optionIds: ['x'] });
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.textContent).toBe('Câu hỏi số 2?');
    expect(document.activeElement).toBe(heading);
    expect(screen.getByText(/Đã lưu câu 1/)).toBeTruthy();
  });

  it('a laptop answers with a letter or a digit and Enter', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
    transport.answer('answer:submit', save(nextOfThree));
    await userEvent.keyboard('c{Enter}');
    await settle();
    await userEvent.keyboard('1{Enter}');
    await settle();
    expect(transport.of('answer:submit').map((sent) => (sent.message as Answer).optionIds)).toEqual([['y'], ['w']]);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Câu hỏi số 3?');
  });

  it('[A6] a question with several right options takes several', async () => {
    const enter = view({ attempt: attempt({ questions: [question(1, { kind: 'several' })] }) });
    const { transport } = await openPage(path, { enter });
    await userEvent.click(screen.getByRole('checkbox', { name: /Phương án A/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Phương án D/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Trả lời' }));
    expect(transport.of('answer:submit')[0]?.message).toMatchObject({ optionIds: ['w', 'z'] });
  });

  it('[Q28] a page whose storage is closed shows the question all the same', async () => {
    const closed = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    await openPage(path, { enter: view({ attempt: attempt({ questions: [question(1)] }) }) });
    expect(screen.getByRole('heading', { name: 'Câu hỏi số 1?' })).toBeTruthy();
    closed.mockRestore();
  });

  it('[X10] a picture is shown with its description, a sound is played by a press and stopped by the next', async () => {
    const played: string[] = [];
    vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(function (this: HTMLMediaElement) {
      played.push(`play ${new URL(this.src).pathname}`);
      return Promise.resolve();
    });
    vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(function (this: HTMLMediaElement) {
      played.push(`pause ${new URL(this.src).pathname}`);
    });
    const media = [
      { kind: 'picture' as const, hash: 'a'.repeat(64), alt: 'Trống đồng Ngọc Lũ' },
      { kind: 'sound' as const, hash: 'b'.repeat(64), alt: 'Một đoạn hát xoan' },
    ];
    await openPage(path, { enter: view({ attempt: attempt({ questions: [question(1, { media })] }) }) });
    const picture = screen.getByRole('img', { name: 'Trống đồng Ngọc Lũ' });
    expect(picture.getAttribute('src')).toBe(`/api/pictures/${'a'.repeat(64)}`);
    expect(screen.getByText('Một đoạn hát xoan')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Nghe/ }));
    await userEvent.click(screen.getByRole('button', { name: /Dừng/ }));
    const address = `/api/pictures/${'b'.repeat(64)}`;
    expect(played).toEqual([`play ${address}`, `pause ${address}`]);
    vi.restoreAllMocks();
  });

  it('[Q28] a question that has other languages is read in the chosen one, and the next one too', async () => {
    const said = (n: number) => ({
      en: { text: `Question number ${n}?`, options: { w: `One ${n}`, x: `Two ${n}`, y: 'Three', z: 'Four' } },
    });
    const first = question(1, { said: said(1) });
    const { transport } = await openPage(path, { enter: view({ attempt: attempt({ questions: [first] }) }) });
    transport.answer(
      'answer:submit',
      save((position) => question(position + 1, { said: said(position + 1) })),
    );
    expect(screen.getByRole('heading', { level: 1 })).toMatchObject({ textContent: 'Câu hỏi số 1?', lang: 'vi' });
    await userEvent.click(screen.getByRole('radio', { name: 'English' }));
    expect(screen.getByRole('heading', { level: 1 })).toMatchObject({ textContent: 'Question number 1?', lang: 'en' });
    const two = screen.getByRole('radio', { name: /Two 1/ });
    expect(two).toHaveProperty('lang', 'en');
    await userEvent.click(two);
    await userEvent.click(screen.getByRole('button', { name: 'Trả lời' }));
    await settle();
    expect(transport.of('answer:submit')[0]?.message).toMatchObject({ optionIds: ['x'] });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Question number 2?');
  });

  it('[Q5] an order is pressed item by item, and is answered once it is whole', async () => {
    const enter = view({ attempt: attempt({ questions: [question(1, { kind: 'order' })] }) });
    const { transport } = await openPage(path, { enter });
    await userEvent.click(screen.getByRole('button', { name: /Phương án C: Ba 1. Chưa xếp/ }));
    await userEvent.keyboard('ab');
    expect(screen.getByRole('button', { name: 'Xếp đủ thứ tự' })).toHaveProperty('disabled', true);
    await userEvent.keyboard('ad'); // A is taken out again, then the last but one is placed
    expect(screen.getByText('Còn 1 mục chưa xếp')).toBeTruthy();
    await userEvent.keyboard('a');
    expect(screen.getByRole('button', { name: 'Phương án A: Một 1. Thứ 4', pressed: true })).toBeTruthy();
    await userEvent.keyboard('{Enter}');
    await settle();
    expect(transport.of('answer:submit')[0]?.message).toMatchObject({ optionIds: ['y', 'x', 'z', 'w'], typed: null });
  });

  it('[Q5] a number is read as it is written here, and one that cannot be read is not sent', async () => {
    const enter = view({ attempt: attempt({ questions: [question(1, { kind: 'number', options: [] })] }) });
    const { transport } = await openPage(path, { enter });
    const box = screen.getByRole('textbox', { name: 'Câu trả lời là một con số' });
    await userEvent.type(box, '12a');
    expect(screen.getByText('Chưa đọc được con số này')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Nhập câu trả lời' })).toHaveProperty('disabled', true);
    await userEvent.clear(box);
    await userEvent.type(box, '1.234,5{Enter}');
    await settle();
    expect(screen.getByText('Được hiểu là 1.234,5')).toBeTruthy();
    expect(transport.of('answer:submit')[0]?.message).toMatchObject({ optionIds: [], typed: '1.234,5' });
  });

  it('[A4] offline is shown, the answer is stored, and is sent under the same id when the connection is back', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
    await act(async () => transport.drop());
    expect(screen.getByText('Mất kết nối.')).toBeTruthy();
    await userEvent.keyboard('a{Enter}');
    expect(transport.of('answer:submit')).toHaveLength(0);
    expect(screen.getByText(/1 câu trả lời đang giữ trên máy này/)).toBeTruthy();
    const stored = JSON.parse(localStorage.getItem(`hoithi.outbox.${attempt().attemptId}`) ?? '[]') as Answer[];
    transport.answer('answer:submit', save(nextOfThree));
    transport.answer('view:enter', () => accept(view({ attempt: attempt() })));
    await act(async () => transport.connect());
    await settle();
    expect(transport.of('answer:submit')[0]?.message).toMatchObject({ answerId: stored[0]?.answerId });
    expect(screen.queryByText('Mất kết nối.')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Câu hỏi số 2?');
  });

  it.each([
    ['vi', 'Máy chủ tạm gián đoạn.', 'Đã giữ trên máy này, đang gửi…', /Đã lưu câu 1/],
    ['en', 'The server is interrupted.', 'Stored on this device, sending…', /Question 1 saved/],
  ])(
    '[N17] in %s: while the store fails the answer is shown as stored here and being sent, then as saved',
    async (language, title, stored, saved) => {
      await i18n.changeLanguage(language);
      const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
      await userEvent.keyboard('a{Enter}');
      const [sending] = transport.of('answer:submit');
      await act(async () => sending?.ack(refuse({ code: 'unavailable' })));
      expect(screen.getByText(title)).toBeTruthy();
      expect(screen.getByText(stored)).toBeTruthy();
      transport.answer('answer:submit', save(nextOfThree));
      await screen.findByText(saved);
      expect(transport.of('answer:submit')[1]?.message).toEqual(sending?.message);
      expect(screen.queryByText(title)).toBeNull();
    },
  );

  it('[E6] on an English page the words of the contest are marked as Vietnamese, and are not translated', async () => {
    await i18n.changeLanguage('en');
    await openPage(path, { enter: view({ attempt: attempt() }) });
    const heading = screen.getByRole('heading', { level: 1 });
    const options = screen.getAllByText(/^(Một|Hai|Ba|Bốn) 1$/);
    expect(options).toHaveLength(4);
    for (const each of [heading, ...options]) {
      const marked = each.closest('[lang]');
      expect([marked?.getAttribute('lang'), marked?.getAttribute('translate')]).toEqual(['vi', 'no']);
    }
    expect(screen.getByRole('button', { name: 'Choose an option' }).closest('[lang]')?.getAttribute('lang')).toBe('en');
  });

  it('[E3] a question whose time ran out unanswered is not called saved', async () => {
    const first = attempt({ questions: [question(1, { locksAtMs: serverNowMs + 20_000 })] });
    const { transport } = await openPage(path, { enter: view({ attempt: first }) });
    transport.answer('view:enter', () => accept(view({ attempt: attempt({ questions: [question(2)] }) })));
    await act(async () => transport.drop());
    await act(async () => transport.connect());
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Câu hỏi số 2?');
    expect(screen.queryByText(/Đã lưu/)).toBeNull();
    expect(screen.getByText('Câu 1 đã hết giờ mà chưa có câu trả lời')).toBeTruthy();
  });

  it('[E3] an answer that came too late for its question is called late, by how much', async () => {
    const first = attempt({ questions: [question(1, { locksAtMs: serverNowMs + 20_000 })] });
    const { transport } = await openPage(path, { enter: view({ attempt: first }) });
    transport.answer('answer:submit', () => refuse({ code: 'answer_too_late', lateByMs: 4200, graceMs: 500 }));
    transport.answer('view:enter', () => accept(view({ attempt: attempt({ questions: [question(2)] }) })));
    await userEvent.keyboard('a{Enter}');
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Câu hỏi số 2?');
    expect(screen.queryByText(/Đã lưu/)).toBeNull();
    expect(screen.getByText('Câu 1: câu trả lời đến muộn 4,2 giây, không được tính')).toBeTruthy();
  });

  it('[E3] after a reload nothing is said of a question that this page has not seen', async () => {
    await openPage(path, { enter: view({ attempt: attempt({ questions: [question(2)] }) }) });
    expect(screen.queryByText(/câu 1/i)).toBeNull();
  });

  it('[T2] an answer that arrived too late is listed on the receipt', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
    await act(async () => transport.drop());
    await userEvent.keyboard('a{Enter}');
    const over = view({ attempt: null });
    const [own] = over.mine;
    if (own) own.receipts = [receipt({ submittedBy: 'time', answered: 0 })];
    transport.answer('answer:submit', () => refuse({ code: 'answer_too_late', lateByMs: 4200, graceMs: 500 }));
    transport.answer('view:enter', () => accept(over));
    transport.answer('attempt:review', () => refuse({ code: 'not_allowed' }));
    await act(async () => transport.connect());
    await settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Biên nhận bài thi');
    expect(screen.getByText(/1 câu trả lời đến máy chủ sau giờ khóa \(muộn nhất 4,2 giây\)/)).toBeTruthy();
    expect(screen.getByText('tự nộp khi hết giờ')).toBeTruthy();
  });
});

describe('a short answer on a paper', () => {
  it('[Q5] [A5] is saved when its box is left, and not before', async () => {
    const paper = attempt({ pacing: 'paper', questions: [question(1, { kind: 'text', options: [] }), question(2)] });
    const { transport } = await openPage(path, { enter: view({ attempt: paper }) });
    transport.answer(
      'answer:submit',
      save(() => null),
    );
    await userEvent.type(screen.getByRole('textbox', { name: 'Câu trả lời ngắn' }), 'Huế');
    expect(transport.of('answer:submit')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: /Câu sau|tiếp/i }));
    await settle();
    expect(transport.of('answer:submit').map(({ message }) => message)).toMatchObject([
      { optionIds: [], typed: 'Huế' },
    ]);
  });
});

describe('two devices', () => {
  it('[A11] the page that lost the attempt shows it and takes it back only when pressed', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
    await act(async () => transport.push('attempt:superseded'));
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Bài thi đang mở trên thiết bị khác');
    await userEvent.click(screen.getByRole('button', { name: 'Tiếp tục trên thiết bị này' }));
    await settle();
    expect(transport.of('view:enter').at(-1)?.message).toEqual({ slug: 'cds', takeOver: true });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Câu hỏi số 1?');
  });

  it('[A11] a reconnect after a drop takes nothing over', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
    await act(async () => transport.drop());
    await act(async () => transport.connect());
    await settle();
    expect(transport.of('view:enter').at(-1)?.message).toEqual({ slug: 'cds', takeOver: false });
  });
});

describe('a reconnect after a drop', () => {
  it('[A11] a page whose own old connection still counts as another device gets its attempt back, and its answer is not lost', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: attempt() }) });
    await act(async () => transport.drop());
    await userEvent.keyboard('a{Enter}');
    transport.answer('view:enter', () => accept(view({ attempt: attempt(), elsewhere: true })));
    transport.answer('answer:submit', () => refuse({ code: 'superseded' }));
    await act(async () => transport.connect());
    await settle();
    expect(screen.getByText('Bài thi đang mở trên thiết bị khác')).toBeTruthy();
    transport.answer('view:enter', () => accept(view({ attempt: attempt() })));
    transport.answer('answer:submit', save(nextOfThree));
    expect(await screen.findByText('Câu hỏi số 2?', {}, { timeout: 5000 })).toBeTruthy();
    expect(
      transport.of('view:enter').every((sent, i) => i === 0 || !(sent.message as { takeOver: boolean }).takeOver),
    ).toBe(true);
  });
});

describe('a paper', () => {
  const paper = (part = {}) =>
    attempt({ pacing: 'paper', questions: [question(1), question(2), question(3)], ...part });

  it('[A5] each choice is saved as it is made, may be changed, and shows where it is', async () => {
    const { transport } = await openPage(path, { enter: view({ attempt: paper() }) });
    await userEvent.click(screen.getByRole('radio', { name: /Phương án A/ }));
    expect(transport.of('answer:submit')).toHaveLength(1);
    expect(screen.getByText('Đang lưu…')).toBeTruthy();
    const [sent] = transport.of('answer:submit');
    await act(async () => sent?.ack(save(() => null)(sent.message as Answer)));
    await settle();
    expect(screen.getByText('✓ Đã lưu')).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: /Phương án B/ }));
    expect(transport.of('answer:submit')[1]?.message).toMatchObject({ optionIds: ['x'] });
    expect(screen.getByRole('button', { name: 'Câu 1, đang gửi' })).toBeTruthy();
  });

  it('a paper opened again goes on at the first open question and any other can be visited', async () => {
    const saved = [{ questionId: 'q-1', optionIds: ['y'], arrivedAtMs: serverNowMs }];
    await openPage(path, { enter: view({ attempt: paper({ saved, answered: 1 }) }) });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Câu hỏi số 2?');
    await userEvent.click(screen.getByRole('button', { name: 'Câu 1, đã lưu' }));
    expect(screen.getByRole('radio', { name: /Phương án C/ })).toHaveProperty('checked', true);
  });

  it('[A7] submitting names the unanswered questions, and the receipt follows', async () => {
    const saved = [{ questionId: 'q-2', optionIds: ['y'], arrivedAtMs: serverNowMs }];
    const { transport, where } = await openPage(path, { enter: view({ attempt: paper({ saved, answered: 1 }) }) });
    await userEvent.click(screen.getByRole('button', { name: 'Nộp bài' }));
    await userEvent.click(screen.getAllByRole('button', { name: 'Nộp bài' }).at(-1) as HTMLElement);
    expect(screen.getByText(/Còn 2 câu chưa trả lời: 1, 3/)).toBeTruthy();
    transport.answer('attempt:submit', () => accept(receipt({ answered: 1 })));
    transport.answer('attempt:review', () => refuse({ code: 'not_allowed' }));
    await userEvent.click(screen.getAllByRole('button', { name: 'Nộp bài' }).at(-1) as HTMLElement);
    await settle();
    expect(where()).toBe(`/c/cds/lan-thi/${receipt().attemptId}`);
    expect(screen.getByText('1/3')).toBeTruthy();
    expect(screen.queryByText(/điểm/)).toBeNull();
  });
});

describe('the prediction', () => {
  const open = { enabled: true, kind: 'PARTICIPANT_PERSONS', value: null } as const;

  it('[P2] comes after the questions, with the text of its kind, and is locked once', async () => {
    const enter = view({ attempt: attempt({ questions: [], answered: 3, prediction: open }) });
    const { transport } = await openPage(path, { enter });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Theo bạn, có bao nhiêu người tham gia dự thi trong tuần thi này?',
    );
    const box = screen.getByRole('textbox');
    await userEvent.type(box, '0012480');
    expect(box).toHaveProperty('value', '12.480');
    transport.answer('prediction:submit', (m: { value: number }) => accept({ value: m.value }));
    await userEvent.click(screen.getByRole('button', { name: 'Chốt dự đoán' }));
    expect(transport.of('prediction:submit')).toHaveLength(0); // a confirmation first
    await userEvent.click(screen.getByRole('button', { name: 'Chốt', hidden: true }));
    await settle();
    expect(transport.of('prediction:submit')[0]?.message).toMatchObject({ value: 12_480 });
    expect(screen.getByText('12.480')).toBeTruthy();
  });

  it('[P2] the mark of a missing number goes as soon as one is written', async () => {
    await openPage(path, { enter: view({ attempt: attempt({ questions: [], answered: 3, prediction: open }) }) });
    await userEvent.click(screen.getByRole('button', { name: 'Chốt dự đoán' }));
    expect(screen.getByText('Hãy nhập một con số.')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox'), '7');
    expect(screen.queryByText('Hãy nhập một con số.')).toBeNull();
  });

  it('[P2] one given earlier in the round does not come again', async () => {
    const prediction = { ...open, value: 7200 };
    await openPage(path, { enter: view({ attempt: attempt({ questions: [], answered: 3, prediction }) }) });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Xem lại trước khi nộp');
    expect(screen.getByText('7.200')).toBeTruthy();
  });
});

describe('the end of the time', () => {
  it('[P2] a receipt says that no prediction was given where one was asked for, and nothing where none was', async () => {
    const place = `/c/cds/lan-thi/${receipt().attemptId}`;
    const open = (predicts: boolean) => {
      const entered = view();
      for (const own of entered.mine) own.receipts = [receipt({ predicts, prediction: null })];
      return openPage(place, { enter: entered });
    };
    await open(true);
    expect(screen.getByText('không dự đoán')).toBeTruthy();
    cleanup();
    await open(false);
    expect(screen.queryByText('không dự đoán')).toBeNull();
  });

  it('[A8] at zero the page waits for the server’s receipt and shows it', async () => {
    const ending = attempt({ startedAtMs: serverNowMs - 600_000, locksAtMs: serverNowMs });
    const { transport, where } = await openPage(path, { enter: view({ attempt: ending }) });
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Hết giờ làm bài');
    expect(transport.of('attempt:submit')).toHaveLength(0);
    transport.answer('attempt:review', () => refuse({ code: 'not_allowed' }));
    await act(async () => transport.push('attempt:submitted', receipt({ submittedBy: 'time' })));
    await settle();
    expect(where()).toContain('/lan-thi/');
    expect(screen.getByText(/Kết quả được công bố lúc 09:00 Thứ Bảy, 04\/11\/2023/)).toBeTruthy();
  });

  it('[V1] a score is shown only if the server sent one', async () => {
    const ending = attempt({ practice: true, locksAtMs: serverNowMs });
    const { transport } = await openPage(path, { enter: view({ attempt: ending, contest: publicContest.contest }) });
    transport.answer('attempt:review', () => refuse({ code: 'not_allowed' }));
    await act(async () =>
      transport.push('attempt:submitted', receipt({ practice: true, score: { points: 2, pointsMax: 3, right: 2 } })),
    );
    await settle();
    expect(screen.getByText('2/3 điểm')).toBeTruthy();
  });
});
