import '../../open-test-words.ts';
import type { ParticipationView } from '@hoithi/shared/contract/participation';
import { accept, refuse } from '@hoithi/shared/contract/result';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ScriptedTransport } from '../../connection/scripted-transport.ts';
import { loadWords } from '../../locales/i18n.ts';
import { sampleParticipation, sampleUnit } from '../participation/sample-participation.ts';
import UnitLeaderRoom from './unit-leader-room.tsx';

await loadWords('unit-leader');

async function openLeader(answer: unknown) {
  const line = new ScriptedTransport();
  line.answer('room:enter', () => answer);
  render(<UnitLeaderRoom transport={line} />);
  await act(async () => line.connect());
}
const leads = (part: Partial<ParticipationView>) => openLeader(accept(sampleParticipation(part)));
const children = () => screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);

describe("the unit leader's room", () => {
  it('[C2] tells the rate, its denominator with the day, and how many are missing to the target', async () => {
    await leads({ units: [sampleUnit('Sở Y tế', { persons: 58, headcountDate: '2026-02-01' })] });
    expect(screen.getByText('58%')).toBeTruthy();
    expect(screen.getByText('58 trên 100 người')).toBeTruthy();
    expect(screen.getByText('Sĩ số tại ngày 01/02/2026')).toBeTruthy();
    expect(screen.getByText('còn 12 người')).toBeTruthy();
    expect(screen.getByRole('img', { name: /58%.*70%/u })).toBeTruthy();
  });

  it('[C2] without a headcount people are counted and no rate is told', async () => {
    await leads({ units: [sampleUnit('Sở Y tế', { persons: 41, headcount: null })] });
    expect(screen.getByText('41')).toBeTruthy();
    expect(document.body.textContent).not.toContain('%');
  });

  it('[C2] a rate over 100 % is shown as it is, with a word about the headcount', async () => {
    await leads({ units: [sampleUnit('Sở Y tế', { persons: 103, headcount: 100 })] });
    expect(screen.getByText('103%')).toBeTruthy();
    expect(screen.getByText(/lớn hơn sĩ số/u)).toBeTruthy();
  });

  it('units below stand by need, in the order that was asked for', async () => {
    await leads({
      units: [
        sampleUnit('Huyện Can Lộc', { persons: 310, headcount: 520 }),
        sampleUnit('Xã Lớn', { persons: 300, headcount: 500 }),
        sampleUnit('Xã Nhỏ', { persons: 1, headcount: 10 }),
        sampleUnit('Trường học', { persons: 9, headcount: null }),
      ],
    });
    expect(children()).toEqual(['Xã Nhỏ', 'Xã Lớn', 'Trường học']);
    await userEvent.click(screen.getByRole('radio', { name: 'Thiếu nhiều người trước' }));
    expect(children()).toEqual(['Xã Lớn', 'Xã Nhỏ', 'Trường học']);
  });

  it('[V3] floors are said to be floors', async () => {
    await leads({
      coarse: true,
      unitsCoarse: true,
      counts: null,
      units: [sampleUnit('Sở Y tế', { persons: 410, headcount: 1000 })],
    });
    expect(screen.getByText('còn nhiều nhất 290 người')).toBeTruthy();
    expect(screen.getByRole('complementary').textContent).toContain('mức tối thiểu.');
  });

  it('[V3] exact figures of the own unit are told as they are, and as not for publishing', async () => {
    await leads({ coarse: true, counts: null, units: [sampleUnit('Sở Y tế', { persons: 413, headcount: 1000 })] });
    expect(screen.getByText('còn 287 người')).toBeTruthy();
    expect(screen.getByRole('complementary').textContent).toContain('chỉ dành cho đơn vị');
  });

  it('[U5] the place among peers is told with who is next on either side', async () => {
    await leads({
      units: [sampleUnit('Sở Y tế', { persons: 58 })],
      place: { rank: 3, of: 17, ahead: { name: 'Sở Tài chính', rate: 0.6, headcount: 100 }, behind: null },
    });
    expect(screen.getByText('Hạng 3/17')).toBeTruthy();
    expect(screen.getByText('Sở Tài chính: 60%')).toBeTruthy();
    expect(screen.getByText('Chưa có đơn vị nào phía sau.')).toBeTruthy();
  });

  it('[V3] a peer whose floor is zero is told as below, never as more than nothing', async () => {
    await leads({
      coarse: true,
      counts: null,
      units: [sampleUnit('Sở Y tế', { persons: 58 })],
      place: { rank: 1, of: 2, ahead: null, behind: { name: 'Sở Tài chính', rate: 0, headcount: 100 } },
    });
    expect(screen.getByText('Sở Tài chính: dưới 10%')).toBeTruthy();
  });

  it('[V3] the reminder tells the figures only when they may be published', async () => {
    await leads({ units: [sampleUnit('Sở Y tế', { persons: 58 })] });
    expect(screen.getByText(/còn 12 người nữa là đạt chỉ tiêu 70%.*\/c\/cds/u)).toBeTruthy();
    cleanup();
    await leads({ coarse: true, counts: null, units: [sampleUnit('Sở Y tế', { persons: 58 })] });
    expect(screen.queryByText(/58\/100 người dự thi/u)).toBeNull();
    expect(screen.getByText(/Mời các đồng chí chưa thi.*\/c\/cds/u)).toBeTruthy();
  });

  it('nobody without the role is left before a locked door', async () => {
    await openLeader(refuse({ code: 'not_allowed' }));
    expect(screen.getByRole('link', { name: 'Về trang chủ' }).getAttribute('href')).toBe('/');
  });
});
