import '../../../test/open-test-words.ts';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { LeaderView } from '@hoithi/shared/contract/unit-leader';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { sampleLeader, sampleLeaderUnit, sampleTrend } from '../../../test/sample-leader.ts';
import { ScriptedTransport } from '../../../test/scripted-transport.ts';
import { loadWords } from '../../locales/i18n.ts';
import UnitLeaderApp from './unit-leader-app.tsx';

await loadWords('unit-leader');

async function openLeader(answer: unknown) {
  const transport = new ScriptedTransport();
  transport.answer('view:enter', () => answer);
  render(<UnitLeaderApp transport={transport} />);
  await act(async () => transport.connect());
  return transport;
}
const leads = (part: Partial<LeaderView>) => openLeader(accept(sampleLeader(part)));
const own = (part: Parameters<typeof sampleLeaderUnit>[1]) => ({ own: sampleLeaderUnit('Sở Y tế', part) });
const children = () =>
  screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent?.replace('Áp phích', ''));

describe("the unit leader's page", () => {
  it('[C2] [U11] shows the rate, its denominator with day and source, and how many are missing to the target', async () => {
    await leads(own({ persons: 58, headcountDate: '2026-02-01', headcountSource: 'Sở Nội vụ' }));
    expect(screen.getByText('58 %')).toBeTruthy();
    expect(screen.getByText('58 trên 100 người')).toBeTruthy();
    expect(document.body.textContent).toContain('Sĩ số tại ngày 01/02/2026 (nguồn: Sở Nội vụ)');
    expect(screen.getByText('còn 12 người')).toBeTruthy();
    expect(screen.getByRole('img', { name: /Tỷ lệ tham gia 58\s%.*70\s%/u })).toBeTruthy();
  });

  it('[C2] without a headcount people are counted and no rate is shown', async () => {
    await leads(own({ code: '42.A.01', persons: 41, headcount: null }));
    expect(screen.getByText('41')).toBeTruthy();
    expect(document.body.textContent).not.toContain('%');
  });

  it('[C2] a rate over 100 % is shown as it is, with a word about the headcount', async () => {
    await leads(own({ persons: 103 }));
    expect(screen.getByText('103 %')).toBeTruthy();
    expect(screen.getByText(/lớn hơn sĩ số/u)).toBeTruthy();
  });

  it('[C4] citizens are shown beside the rate', async () => {
    await leads(own({ citizens: 9 }));
    expect(screen.getByText(/9 người dân dự thi, không tính vào tỷ lệ/u)).toBeTruthy();
  });

  it('[U10] units below are ordered by need as the server sorted them, or by rate', async () => {
    await leads({
      children: [
        sampleLeaderUnit('Xã Lớn', { persons: 300, headcount: 500 }),
        sampleLeaderUnit('Xã Nhỏ', { persons: 1, headcount: 10 }),
        sampleLeaderUnit('Trường học', { persons: 9, headcount: null }),
      ],
    });
    expect(children()).toEqual(['Xã Lớn', 'Xã Nhỏ', 'Trường học']);
    await userEvent.click(screen.getByRole('radio', { name: 'Tỷ lệ thấp trước' }));
    expect(children()).toEqual(['Xã Nhỏ', 'Xã Lớn', 'Trường học']);
    const poster = screen.getByRole('link', { name: 'Áp phích QR của Xã Nhỏ' });
    expect(poster.getAttribute('href')).toMatch(/^\/api\/contests\/cds\/units\/.*\/poster\.pdf\?lang=vi$/u);
  });

  it('[U10] of many units the eight that need most come first, the others on demand', async () => {
    await leads({ children: Array.from({ length: 13 }, (_, i) => sampleLeaderUnit(`Xã ${i}`)) });
    expect(children()).toHaveLength(8);
    await userEvent.click(screen.getByRole('button', { name: 'Xem tất cả 13 đơn vị' }));
    expect(children()).toHaveLength(13);
  });

  it('[V3] exact figures of the own unit are shown, marked as not for publishing', async () => {
    await leads({ coarse: true, ...own({ persons: 413, headcount: 1000 }) });
    expect(screen.getByText('còn 287 người')).toBeTruthy();
    expect(screen.getByRole('complementary').textContent).toContain('chỉ dành cho đơn vị');
  });

  it('[U5] [U10] the place in the block is shown with who is next on either side', async () => {
    const ahead = { name: 'Sở Tài chính', rate: 0.6, headcount: 100 };
    await leads({
      place: {
        rank: 3,
        of: 17,
        own: { name: 'Sở Y tế', rate: 0.08, headcount: 100 },
        ahead,
        behind: null,
        block: 'Khối Kinh tế',
      },
    });
    expect(screen.getByText('Hạng 3/17')).toBeTruthy();
    expect(screen.getByText(/cùng cấp của Khối Kinh tế/u)).toBeTruthy();
    expect(screen.getByText('Sở Tài chính: 60 %')).toBeTruthy();
    expect(screen.getByText('Chưa có đơn vị nào phía sau.')).toBeTruthy();
  });

  it('[V3] a peer whose floor is zero is shown as below, never as more than zero', async () => {
    const behind = { name: 'Sở Tài chính', rate: 0, headcount: 100 };
    await leads({
      coarse: true,
      place: { rank: 1, of: 2, own: { name: 'Sở Y tế', rate: 0.08, headcount: 100 }, ahead: null, behind, block: null },
    });
    expect(screen.getByText('Sở Tài chính: dưới 10 %')).toBeTruthy();
  });

  it('[U12] the trend compares with the round before, by day, by hour, and as a table', async () => {
    await leads({ trend: sampleTrend });
    expect(screen.getByText(/có 58 người dự thi; Tuần 1 đến hết ngày tương ứng có 51 người/u)).toBeTruthy();
    expect(screen.getAllByRole('row', { hidden: true })).toHaveLength(8);
    await userEvent.click(screen.getByRole('radio', { name: 'Theo giờ hôm nay' }));
    expect(screen.getByRole('img', { name: /Theo giờ hôm nay.*có 58 người dự thi; Tuần 1.*51/u })).toBeTruthy();
    expect(screen.getAllByRole('row', { hidden: true })).toHaveLength(25);
  });

  it('[U13] quality is shown after the close, and before it the reason why not', async () => {
    await leads({ quality: { kind: 'later', until: 'close' } });
    expect(screen.getByText(/sau khi tuần thi đóng/u)).toBeTruthy();
    cleanup();
    await leads({ quality: { kind: 'shown', persons: 58, meanPoints: 118.25, pointsMax: 150, allCorrectPersons: 12 } });
    expect(screen.getByText('118,3')).toBeTruthy();
    expect(screen.getByText('12 trên 58 người')).toBeTruthy();
  });

  it('[V3] the reminder has the figures only when they may be published', async () => {
    await leads(own({ persons: 58 }));
    expect(screen.getByText(/còn 12 người nữa là đạt chỉ tiêu 70 %.*\/c\/cds/u)).toBeTruthy();
    cleanup();
    await leads({ coarse: true, ...own({ persons: 58 }) });
    expect(screen.queryByText(/58\/100 người dự thi/u)).toBeNull();
    expect(screen.getByText(/Mời các đồng chí chưa thi.*\/c\/cds/u)).toBeTruthy();
  });

  it('[U16] the list is read on demand alone, and names are sorted by given name', async () => {
    const transport = await leads({ roster: { people: 3, loadedAtMs: 0 } });
    transport.answer('roster:read', () => accept({ readAtMs: 0, people: 3, missing: ['Lê Yến', 'Ngô Văn An'] }));
    expect(transport.of('roster:read')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Xem ai chưa dự thi' }));
    expect(screen.getByText('2 trên 3 người chưa dự thi.')).toBeTruthy();
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Ngô Văn An', 'Lê Yến']);
  });

  it('[V2] without a connection the last view stays, with a quiet notice', async () => {
    const transport = await leads(own({ persons: 58 }));
    await act(async () => transport.drop());
    expect(screen.getByText('58 %')).toBeTruthy();
    expect(screen.getByText(/Đang kết nối lại/u)).toBeTruthy();
    await act(async () => transport.connect());
    expect(screen.queryByText(/Đang kết nối lại/u)).toBeNull();
  });

  it('without the role there is a link to the home page', async () => {
    await openLeader(refuse({ code: 'not_allowed' }));
    expect(screen.getByRole('link', { name: 'Về trang chủ' }).getAttribute('href')).toBe('/');
  });

  it('[U4] who is cut off while on the page learns that the link is closed', async () => {
    const transport = await leads({});
    transport.answer('view:enter', () => refuse({ code: 'not_signed_in' }));
    await act(async () => transport.drop());
    await act(async () => transport.connect());
    expect(screen.getByRole('heading', { name: 'Trang này đã đóng với bạn' })).toBeTruthy();
  });
});
