import '../../../../test/open-test-words.ts';
import type { OpenedQuestion } from '@hoithi/shared/contract/show';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadWords } from '../../../locales/i18n.ts';
import { AnswerOnPhone } from './answer-on-phone.tsx';

const options = ['a', 'b', 'c'].map((optionId) => ({ optionId, text: `Mục ${optionId}` }));
const asked = (kind: OpenedQuestion['kind']): OpenedQuestion => ({
  kind,
  text: 'Câu hỏi thử?',
  options: kind === 'number' || kind === 'text' ? [] : options,
  picture: null,
});

function openAnswer(kind: OpenedQuestion['kind'], given: string | null = null) {
  const onGiven = vi.fn();
  render(<AnswerOnPhone question={asked(kind)} given={given} mayAnswer buttons={false} onGiven={onGiven} />);
  return onGiven;
}
const tile = (letter: string) => screen.getByRole('button', { name: new RegExp(`^Phương án ${letter}:`) });
const send = () => screen.getByRole('button', { name: 'Gửi câu trả lời' });

describe('answering a question of a show, by its kind', () => {
  beforeAll(() => loadWords('show'));

  it('[H26] one option is sent by one tap', async () => {
    const onGiven = openAnswer('one');
    await userEvent.click(tile('B'));
    expect(onGiven.mock.calls).toEqual([['b']]);
    expect(screen.queryByRole('button', { name: 'Gửi câu trả lời' })).toBeNull();
  });

  it('[H26] several options are put together first, and stand in the order of their ids', async () => {
    const onGiven = openAnswer('several');
    await userEvent.click(tile('C'));
    await userEvent.click(tile('B'));
    await userEvent.click(tile('A'));
    await userEvent.click(tile('B'));
    expect(onGiven).not.toHaveBeenCalled();
    await userEvent.click(send());
    expect(onGiven.mock.calls).toEqual([['a,c']]);
  });

  it('[H26] an order is sent once every item has its place, and each says its place', async () => {
    const onGiven = openAnswer('order');
    await userEvent.click(tile('C'));
    await userEvent.click(tile('A'));
    expect(send()).toHaveProperty('disabled', true);
    await userEvent.click(tile('B'));
    expect(tile('B').getAttribute('aria-label')).toBe('Phương án B: Mục b. Thứ 3');
    await userEvent.click(send());
    expect(onGiven.mock.calls).toEqual([['c,a,b']]);
  });

  it('[H26] a number says how it is read, and words cannot be sent', async () => {
    const onGiven = openAnswer('number');
    const field = screen.getByLabelText(/Câu trả lời là một con số/);
    await userEvent.type(field, 'ba');
    expect(screen.getByText('Chưa đọc được con số này')).toBeTruthy();
    expect(send()).toHaveProperty('disabled', true);
    await userEvent.clear(field);
    await userEvent.type(field, '1.234,5{Enter}');
    expect(screen.getByText('Được hiểu là 1.234,5')).toBeTruthy();
    expect(onGiven.mock.calls).toEqual([['1.234,5']]);
  });

  it('[H26] what was sent can be sent again only when it is another answer', async () => {
    const onGiven = openAnswer('text', 'Trần Phú');
    expect(send()).toHaveProperty('disabled', true);
    await userEvent.type(screen.getByLabelText(/Câu trả lời ngắn/), 'c');
    await userEvent.click(send());
    expect(onGiven.mock.calls).toEqual([['Trần Phúc']]);
  });
});
