import '../../test/open-test-words.ts';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FileField } from './file-field.tsx';

describe('a file to choose', () => {
  it('is in the language of the page, then shows the name of what was chosen', async () => {
    const received: (string | null)[] = [];
    render(<FileField label="Bảng đơn vị" accept=".csv" onFile={(file) => received.push(file?.name ?? null)} />);
    expect(screen.getByText('Chưa chọn tệp')).toBeTruthy();
    await userEvent.upload(screen.getByLabelText('Bảng đơn vị'), new File(['a'], 'đơn-vị.csv', { type: 'text/csv' }));
    expect(received).toEqual(['đơn-vị.csv']);
    expect(screen.getByText('đơn-vị.csv')).toBeTruthy();
    expect(screen.queryByText('Chưa chọn tệp')).toBeNull();
  });

  it('handles a file chosen a second time: bad lines are corrected under the same name', async () => {
    const received: (string | null)[] = [];
    render(<FileField label="Bảng đơn vị" accept=".csv" onFile={(file) => received.push(file?.name ?? null)} />);
    const file = new File(['a'], 'đơn-vị.csv', { type: 'text/csv' });
    await userEvent.upload(screen.getByLabelText('Bảng đơn vị'), file);
    await userEvent.upload(screen.getByLabelText('Bảng đơn vị'), file);
    expect(received).toEqual(['đơn-vị.csv', 'đơn-vị.csv']);
  });
});
