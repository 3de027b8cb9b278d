import '../../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openDesk, round, serverNowMs, view } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

const reasonBox = () => screen.getByLabelText(/^Lý do/);

describe('acts on a round', () => {
  it('[O2] closing early says what follows, and without a reason of five characters nothing is sent', async () => {
    const { transport } = await openDesk('/to-chuc');
    transport.answer('round:close', () => accept({ closesAtMs: serverNowMs }));
    await userEvent.click(screen.getByRole('button', { name: 'Đóng sớm' }));
    expect(screen.getByRole('dialog').textContent).toContain('3 bài đang làm sẽ được nộp với những câu đã lưu');
    await userEvent.type(reasonBox(), '  ab   c ');
    await userEvent.click(screen.getByRole('button', { name: 'Đóng tuần thi' }));
    expect(screen.getByRole('alert').textContent).toBe('Lý do cần ít nhất 5 ký tự.');
    expect(transport.of('round:close')).toEqual([]);
    await userEvent.clear(reasonBox());
    await userEvent.type(reasonBox(), '  Mất   điện toàn tỉnh ');
    await userEvent.click(screen.getByRole('button', { name: 'Đóng tuần thi' }));
    await settle();
    expect(transport.of('round:close')[0]?.message).toEqual({
      roundId: round({}).roundId,
      reason: 'Mất điện toàn tỉnh',
    });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByText('Tuần 2 đã đóng lúc 20:00 Thứ Tư, 04/03/2026.')).toBeTruthy();
  });

  it('[O2] an extension is an hour of Vietnam, later than the close; the server’s refusal is shown in words', async () => {
    const { transport } = await openDesk('/to-chuc');
    transport.answer('round:extend', () => refuse({ code: 'rules_invalid', issues: ['rounds.overlap'] }));
    await userEvent.click(screen.getByRole('button', { name: 'Gia hạn' }));
    await userEvent.type(reasonBox(), 'Bão số 3');
    const until = () => screen.getByLabelText(/^Giờ đóng mới.*: ngày$/);
    const hour = () => screen.getByLabelText(/^Giờ đóng mới.*: giờ$/);
    fireEvent.change(until(), { target: { value: '08/03/2026' } });
    fireEvent.change(hour(), { target: { value: '18:00' } });
    const confirm = screen.getAllByRole('button', { name: 'Gia hạn' }).at(-1) as HTMLElement;
    await userEvent.click(confirm);
    expect(screen.getByRole('alert').textContent).toBe('Giờ đóng mới phải sau 18:00 Chủ nhật, 08/03/2026.');
    expect(transport.of('round:extend')).toEqual([]);
    fireEvent.change(until(), { target: { value: '09/03/2026' } });
    fireEvent.change(hour(), { target: { value: '12:30' } });
    await userEvent.click(confirm);
    await settle();
    expect(transport.of('round:extend')[0]?.message).toMatchObject({ closesAt: '2026-03-09T12:30:00+07:00' });
    expect(screen.getByRole('alert').textContent).toContain('lấn sang tuần thi sau');
    transport.answer('round:extend', () => refuse({ code: 'round_phase', phase: 'published' }));
    await userEvent.click(confirm);
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Đã công bố');
  });

  it('[O2] a settled round is listed on top, and publishing warns of places nobody has decided', async () => {
    const settled = round({ phase: 'finalized', standing: { version: 2, computedAtMs: serverNowMs, toDecide: 1 } });
    const { transport } = await openDesk('/to-chuc', view([settled]));
    transport.answer('round:publish', () => accept({ resultsPath: '/c/cds/ket-qua/2' }));
    expect(screen.getByText(/Tuần 2: 1 chỗ bằng nhau/)).toBeTruthy();
    await userEvent.click(screen.getAllByRole('button', { name: 'Công bố' })[0] as HTMLElement);
    expect(screen.getByRole('dialog').textContent).toContain('Còn 1 chỗ chưa phân định');
    await userEvent.click(screen.getByRole('button', { name: 'Công bố kết quả' }));
    await settle();
    expect(transport.of('round:publish')[0]?.message).toEqual({ roundId: settled.roundId });
  });

  it('a round offers only what its state allows', async () => {
    await openDesk('/to-chuc', view([round({ phase: 'closed', standing: null })]));
    for (const name of ['Đóng sớm', 'Gia hạn', 'Công bố']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });
});
