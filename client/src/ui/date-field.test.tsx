import '../../test/open-test-words.ts';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { DateField } from './date-field.tsx';
import { MomentField } from './moment-field.tsx';

function Day({ start = '', onValue }: { start?: string; onValue: (value: string) => void }) {
  const [value, setValue] = useState(start);
  const take = (next: string) => {
    setValue(next);
    onValue(next);
  };
  return <DateField label="Ngày ký" required value={value} onChange={take} />;
}

function Moment({ onValue }: { onValue: (value: string | null) => void }) {
  const [value, setValue] = useState('');
  const take = (next: string | null) => {
    setValue(next ?? '');
    onValue(next);
  };
  return <MomentField label="Mở lúc" usualClock="08:00" value={value} onChange={take} />;
}

const box = (name: RegExp | string) => screen.getByLabelText(name, { selector: 'input' }) as HTMLInputElement;

describe('a day', () => {
  it('stands as dd/mm/yyyy; digits alone are enough, the strokes come by themselves', async () => {
    const received: string[] = [];
    render(<Day start="2026-03-02" onValue={(value) => received.push(value)} />);
    expect(box(/^Ngày ký/).value).toBe('02/03/2026');
    await userEvent.clear(box(/^Ngày ký/));
    await userEvent.type(box(/^Ngày ký/), '05092026');
    expect(box(/^Ngày ký/).value).toBe('05/09/2026');
    expect(received.at(-1)).toBe('2026-09-05');
    await userEvent.clear(box(/^Ngày ký/));
    await userEvent.type(box(/^Ngày ký/), '7/9/2026');
    await userEvent.tab();
    expect(box(/^Ngày ký/).value).toBe('07/09/2026');
  });

  it('that is not in the calendar is named beside the field once it is left, and is not lost', async () => {
    const received: string[] = [];
    render(<Day onValue={(value) => received.push(value)} />);
    await userEvent.type(box(/^Ngày ký/), '31/02/2026');
    expect(screen.queryByRole('alert')).toBeNull();
    await userEvent.tab();
    expect(screen.getByRole('alert').textContent).toBe('Viết ngày có thật, như 02/03/2026');
    expect(box(/^Ngày ký/)).toMatchObject({ value: '31/02/2026' });
    expect(box(/^Ngày ký/).getAttribute('aria-invalid')).toBe('true');
    expect(received.at(-1)).toBe('31/02/2026');
  });

  it('is taken from the browser’s calendar too', () => {
    const received: string[] = [];
    const { container } = render(<Day onValue={(value) => received.push(value)} />);
    expect(screen.getByRole('button', { name: 'Mở lịch: Ngày ký' })).toBeTruthy();
    fireEvent.change(container.querySelector('input[type=date]') as HTMLElement, { target: { value: '2026-12-30' } });
    expect(box(/^Ngày ký/).value).toBe('30/12/2026');
    expect(received).toEqual(['2026-12-30']);
  });
});

describe('a day with an hour', () => {
  it('has the usual hour until another is written; half a day is none', async () => {
    const received: (string | null)[] = [];
    render(<Moment onValue={(value) => received.push(value)} />);
    await userEvent.type(box('Mở lúc: ngày'), '0203');
    expect(received.at(-1)).toBeNull();
    await userEvent.type(box('Mở lúc: ngày'), '2026');
    expect(received.at(-1)).toBe('2026-03-02T08:00');
    await userEvent.clear(box('Mở lúc: giờ'));
    await userEvent.type(box('Mở lúc: giờ'), '20h30');
    await userEvent.tab();
    expect(box('Mở lúc: giờ').value).toBe('20:30');
    expect(received.at(-1)).toBe('2026-03-02T20:30');
    await userEvent.clear(box('Mở lúc: giờ'));
    await userEvent.type(box('Mở lúc: giờ'), '25:00');
    await userEvent.tab();
    expect(screen.getByRole('alert').textContent).toContain('giờ như 08:00');
    expect(received.at(-1)).toBeNull();
  });

  it('[J2] whoever goes on from the day types the hour over the usual one', async () => {
    const received: (string | null)[] = [];
    render(<Moment onValue={(value) => received.push(value)} />);
    await userEvent.type(screen.getByLabelText('Mở lúc: ngày'), '02/03/2026');
    const hour = screen.getByLabelText<HTMLInputElement>('Mở lúc: giờ');
    expect(hour.value).toBe('08:00');
    await userEvent.tab(); // the calendar's button
    await userEvent.tab();
    expect(document.activeElement).toBe(hour);
    await userEvent.keyboard('14:30');
    expect(hour.value).toBe('14:30');
    expect(received.at(-1)).toBe('2026-03-02T14:30');
  });
});
