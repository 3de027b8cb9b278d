import '../../../../test/open-test-words.ts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { attempt, openPage, openRound, publicContest, receipt, view } from '../../../../test/contestant-story.tsx';
import { settle } from '../../../../test/settle.ts';

const nothing = { phoneMasked: null, profile: null, excludedAs: null, slip: null, stated: null };
const guest = { ...nothing, signedIn: false, enrolled: false, ways: [], mark: '' };

describe('the contest page', () => {
  it('[V3] a coarse count is printed as a floor', async () => {
    await openPage('/c/cds', { me: guest });
    expect(screen.getByText('từ 2.400 người')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Đăng nhập để dự thi' })).toBeTruthy();
  });

  it('[V3] a hidden count leaves no trace', async () => {
    const rounds = [{ ...openRound, persons: null }];
    await openPage('/c/cds', { enter: view({ rounds, unitPersons: null }) });
    expect(screen.queryByText(/đã dự thi/)).toBeNull();
  });

  it('the demo is marked as a demo [D3]', async () => {
    const demo = { ...publicContest, contest: { ...publicContest.contest, demo: true } };
    await openPage('/c/cds', { me: guest, http: { 'GET /api/contests/cds': () => ({ ok: true, value: demo }) } });
    expect(screen.getByText('Cuộc thi mẫu, người và số liệu đều giả định.')).toBeTruthy();
  });

  it('[A11] opening the contest does not take the attempt over from another device', async () => {
    const { transport } = await openPage('/c/cds', { enter: view({ attempt: attempt(), elsewhere: true }) });
    expect(transport.of('view:enter')[0]?.message).toEqual({ slug: 'cds', takeOver: false });
    await userEvent.click(screen.getByRole('button', { name: 'Tiếp tục trên thiết bị này' }));
    await settle();
    expect(transport.of('view:enter').at(-1)?.message).toEqual({ slug: 'cds', takeOver: true });
  });

  it('[A9] after the last attempt: that it is done, when results come and what opens next', async () => {
    const [own] = view().mine;
    const next = {
      ...openRound,
      roundId: 'r-2',
      ordinal: 2,
      label: { vi: 'Tuần 2', en: 'Week 2' },
      phase: 'scheduled' as const,
    };
    if (!own) throw new Error('the round of the view');
    await openPage('/c/cds', {
      enter: view({ rounds: [openRound, next], mine: [{ ...own, attemptsUsed: 1, attemptsLeft: 0 }] }),
    });
    expect(screen.getByText('✓ Bạn đã hoàn thành bài thi Tuần 1')).toBeTruthy();
    expect(screen.getByText(/^Kết quả được công bố lúc .*04\/11\/2023\.$/)).toBeTruthy();
    expect(screen.getByText(/^Tuần 2 mở lúc /)).toBeTruthy();
    expect(screen.getByText('Đã dùng 1 lượt thi, không còn lượt nào.')).toBeTruthy();
  });

  it('[L3] a published place shows which key separates it from its neighbours', async () => {
    const shown = view();
    const [own] = shown.mine;
    if (own) {
      own.receipts = [receipt({ score: { points: 3, pointsMax: 3, right: 3 } })];
      own.result = {
        rank: 12,
        persons: 7088,
        points: 3,
        pointsMax: 3,
        elapsedMs: 42_000,
        prediction: 7000,
        predictionError: 88,
        predictionTarget: 7088,
        aheadDecidedBy: 'elapsed',
        behindDecidedBy: 'predictionError',
        prizes: [],
        toDecide: false,
      };
    }
    await openPage('/c/cds', { enter: shown });
    expect(screen.getByText('trong 7.088 người được xếp hạng')).toBeTruthy();
    expect(screen.getByText('Người xếp ngay trên hơn bạn ở thời gian làm bài.')).toBeTruthy();
    expect(screen.getByText('Bạn hơn người xếp ngay dưới ở độ lệch của dự đoán.')).toBeTruthy();
  });

  it('[L4] equals at a prize’s edge see that the committee decides, and no prize', async () => {
    const shown = view();
    const [own] = shown.mine;
    if (own) {
      own.result = {
        rank: 1,
        persons: 10,
        points: 3,
        pointsMax: 3,
        elapsedMs: 42_000,
        prediction: null,
        predictionError: null,
        predictionTarget: null,
        aheadDecidedBy: null,
        behindDecidedBy: 'tie',
        prizes: [],
        toDecide: true,
      };
    }
    await openPage('/c/cds', { enter: shown });
    expect(screen.getByText(/Ban Tổ chức sẽ quyết định/)).toBeTruthy();
    expect(screen.queryByText('Giải Nhất')).toBeNull();
  });

  it('a contest that is not there is a drawn state with a way on', async () => {
    const none = { ok: false, refusal: { code: 'not_found', what: 'contest' } } as const;
    await openPage('/c/cds', { me: guest, http: { 'GET /api/contests/cds': () => none } });
    expect(screen.getByText('Không có cuộc thi này')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Về trang chủ' })).toBeTruthy();
  });
});
