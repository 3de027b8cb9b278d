import '../../test/open-test-words.ts';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { Table } from './table.tsx';

type Unit = { name: string; rate: number | null };
const units: Unit[] = [
  { name: 'Dũng', rate: 0.5 },
  { name: 'Đức', rate: null },
  { name: 'An', rate: 1.03 },
];
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('rowheader').textContent);

function draw(rows: Unit[]) {
  render(
    <Table
      caption="Đơn vị"
      rows={rows}
      rowKey={(unit) => unit.name}
      columns={[
        { id: 'name', header: 'Tên', rowHeader: true, cell: (unit) => unit.name, sortBy: (unit) => unit.name },
        { id: 'rate', header: 'Tỷ lệ', numeric: true, cell: (unit) => unit.rate ?? '–', sortBy: (unit) => unit.rate },
      ]}
    />,
  );
}

describe('a table', () => {
  it('is sorted with the keyboard, text as Vietnamese is', async () => {
    draw(units);
    screen.getByRole('button', { name: /Tên/ }).focus();
    await userEvent.keyboard('{Enter}');
    expect(names()).toEqual(['An', 'Dũng', 'Đức']);
    expect(screen.getByRole('columnheader', { name: /Tên/ }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('rows without a figure stay last, whichever way it is sorted', async () => {
    draw(units);
    const rate = screen.getByRole('button', { name: /Tỷ lệ/ });
    await userEvent.click(rate);
    expect(names()).toEqual(['Dũng', 'An', 'Đức']);
    await userEvent.click(rate);
    expect(names()).toEqual(['An', 'Dũng', 'Đức']);
  });

  it('shows that it is empty', () => {
    draw([]);
    expect(screen.getByText('Chưa có gì ở đây')).toBeTruthy();
  });
});
