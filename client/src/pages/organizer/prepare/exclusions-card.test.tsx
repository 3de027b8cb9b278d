import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openDesk, settle } from '../../../../test/organizer-story.tsx';

describe('people who may not take part', () => {
  it('[S7] an unreadable number is reported by its line as pasted, blank lines counted', async () => {
    const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    transport.answer('exclusions:add', () =>
      refuse({ code: 'file_invalid', problems: [{ line: 2, column: 'phone', reason: 'phone_unreadable' }] }),
    );
    await userEvent.selectOptions(screen.getByLabelText(/^Vai trò/), 'JURY');
    await userEvent.click(screen.getByLabelText(/^Số điện thoại, mỗi dòng/));
    await userEvent.paste('0912345678\n\n12\n');
    await userEvent.click(screen.getByRole('button', { name: 'Thêm vào danh sách' }));
    await settle();
    expect(transport.of('exclusions:add')[0]?.message).toMatchObject({
      people: [
        { phone: '0912345678', role: 'JURY' },
        { phone: '12', role: 'JURY' },
      ],
    });
    expect(screen.getByRole('alert').textContent).toContain('Dòng 3: không phải số di động Việt Nam');
  });

  it('[S7] without a role nothing is sent', async () => {
    const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    transport.answer('exclusions:add', () => accept({ added: 1 }));
    await userEvent.click(screen.getByLabelText(/^Số điện thoại, mỗi dòng/));
    await userEvent.paste('0912345678');
    await userEvent.click(screen.getByRole('button', { name: 'Thêm vào danh sách' }));
    expect(screen.getByRole('alert').textContent).toContain('Hãy chọn vai trò');
    expect(transport.of('exclusions:add')).toEqual([]);
  });
});
