import '../../../../test/open-test-words.ts';
import { limits } from '@hoithi/shared/contract/limits';
import { AddExclusions } from '@hoithi/shared/contract/organizer';
import { accept } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDesk, serverNowMs, view } from '../../../../test/organizer-story.tsx';
import { noDataRequests } from '../../../../test/sample-data-requests.ts';
import { answerHttp } from '../../../../test/scripted-http.ts';
import { settle } from '../../../../test/settle.ts';

describe('people who may not take part', () => {
  beforeEach(() =>
    answerHttp({
      'GET /api/organizer/contests/00000000-0000-4000-8000-000000000001/data-requests': accept(noDataRequests),
    }),
  );
  afterEach(() => vi.unstubAllGlobals());

  it('[S7] an unreadable number is reported by its line as pasted, blank lines counted', async () => {
    const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi');
    transport.answer('exclusions:add', () => accept({ added: 2 }));
    await userEvent.selectOptions(screen.getByLabelText(/^Vai trò/), 'JURY');
    await userEvent.click(screen.getByLabelText(/^Số điện thoại, mỗi dòng/));
    await userEvent.paste('0912345678\n\n12\n');
    await userEvent.click(screen.getByRole('button', { name: 'Thêm vào danh sách' }));
    expect(transport.of('exclusions:add')).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('Dòng 3: không phải số di động Việt Nam');
    await userEvent.clear(screen.getByLabelText(/^Số điện thoại, mỗi dòng/));
    await userEvent.click(screen.getByLabelText(/^Số điện thoại, mỗi dòng/));
    await userEvent.paste('0912 345 678\n\n84 913 345 678\n');
    await userEvent.click(screen.getByRole('button', { name: 'Thêm vào danh sách' }));
    await settle();
    expect(transport.of('exclusions:add')[0]?.message).toMatchObject({
      role: 'JURY',
      phones: ['+84912345678', '+84913345678'],
    });
  });

  it('[S7a] two thousand numbers, as many as the guide says, fit one message', () => {
    const phones = Array.from({ length: limits.exclusionsAtOnceMax }, (_, at) => `+84${912_000_000 + at}`);
    const message = { contestId: '00000000-0000-4000-8000-000000000001', role: 'ORGANIZING_COMMITTEE', phones };
    expect(AddExclusions.safeParse(message).success).toBe(true);
    expect(JSON.stringify(['exclusions:add', message]).length).toBeLessThan(limits.messageBytesMax - 100);
  });

  it('[S7a] the list is shown when it is opened, and a number is taken off it', async () => {
    const desk = view();
    if (desk.desk) desk.desk.exclusions = 2;
    const { transport } = await openDesk('/to-chuc/cuoc-thi/cds/chuan-bi', desk);
    transport.answer('exclusions:list', () =>
      accept({
        exclusions: [
          { phone: '+84912345678', role: 'JURY', addedAtMs: serverNowMs },
          { phone: '+84913345678', role: 'JURY', addedAtMs: serverNowMs },
        ],
      }),
    );
    transport.answer('exclusions:remove', () => accept({ removed: 1 }));
    await userEvent.click(screen.getByRole('button', { name: 'Xem danh sách' }));
    await settle();
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ khỏi danh sách 0912345678' }));
    await settle();
    expect(transport.of('exclusions:remove')[0]?.message).toMatchObject({ phones: ['+84912345678'] });
    const named = (phone: string) => screen.queryByRole('button', { name: `Bỏ khỏi danh sách ${phone}` });
    expect([named('0912345678') === null, named('0913345678') === null]).toEqual([true, false]);
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
