import '../../../../test/open-test-words.ts';
import type { FoundPerson } from '@hoithi/shared/contract/organizer';
import { accept } from '@hoithi/shared/contract/result';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openDesk, round, serverNowMs, view } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

const standing = { version: 1, computedAtMs: serverNowMs, toDecide: 3 };

describe('what the desk says and offers', () => {
  it('[O2] places that are left open wait for a decision also when the round is published', async () => {
    await openDesk('/to-chuc', view([round({ phase: 'published', standing, resultsPath: '/c/cds/ket-qua/2' })]));
    expect(screen.queryByText('Không có việc nào đang chờ quyết định.')).toBeNull();
    expect(screen.getByText(/Tuần 2: 3 chỗ bằng nhau ở mọi tiêu chí/)).toBeTruthy();
  });

  it('[A13] [O2] voiding is offered until the round is settled, also while the person is shown; going back is no “Hủy”', async () => {
    const { transport } = await openDesk('/to-chuc', view([round({ phase: 'closed' })]));
    const found: FoundPerson['attempts'][number] = {
      attemptId: '00000000-0000-4000-8000-0000000000aa',
      roundId: round({}).roundId,
      round: round({}).label,
      settled: false,
      ordinal: 1,
      practice: false,
      startedAtMs: serverNowMs,
      submittedAtMs: serverNowMs,
      points: 10,
      elapsedMs: 60_000,
      voided: false,
      voidReason: null,
      latePongs: 0,
    };
    transport.answer('attempts:find', () =>
      accept({ name: 'Nguyễn Văn An', phoneMasked: '091****678', unitName: null, attempts: [found] }),
    );
    await userEvent.type(screen.getByLabelText(/^Số điện thoại/), '0912345678');
    await userEvent.click(screen.getByRole('button', { name: 'Tra cứu' }));
    await settle();
    await userEvent.click(screen.getByRole('button', { name: 'Hủy lượt thi' }));
    expect(screen.getByRole('button', { name: 'Quay lại' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Hủy' })).toBeNull();
    await act(async () => transport.push('view', { ...view([round({ phase: 'closed', standing })]), version: 2 }));
    expect(screen.queryByRole('button', { name: 'Hủy lượt thi' })).toBeNull();
  });
});
