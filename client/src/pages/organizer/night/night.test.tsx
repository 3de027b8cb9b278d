import '../../../../test/open-test-words.ts';
import type { NightTrouble, NightView } from '@hoithi/shared/contract/night';
import { accept } from '@hoithi/shared/contract/result';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../../../test/organizer-story.tsx';
import { settle } from '../../../../test/settle.ts';

const night = (troubles: NightTrouble[] = []): NightView => ({
  version: 1,
  serverNowMs: 1_000_000,
  troubles,
  stores: { database: { ok: true, ageMs: 300 }, redis: null },
  processes: [
    {
      name: 'may-1:7',
      startedAtMs: 0,
      receivedAgoMs: 0,
      leaving: false,
      sockets: 12,
      connections: { open: 12, max: 724 },
      loopDelayMs: 3,
      memoryBytes: 104_857_600,
    },
  ],
  sockets: { contestant: 12 },
  lastMinute: { answers: 90, late: 0, faults: 0, ackP50Ms: 8, ackP99Ms: 40 },
  batchAgeMs: 0,
  rankings: { waiting: 0, checkedAgoMs: 4_000 },
  backupAtMs: null,
  startedAtMs: 0,
  versions: ['0.1.0'],
});

async function openNight(first: NightView) {
  const opened = await openDesk('/to-chuc/dem-thi');
  opened.transport.answer('night:watch', () => accept(first));
  opened.transport.drop();
  opened.transport.connect();
  await settle();
  return opened;
}

describe('the page of the night', () => {
  it('[N11] calm is one sentence, with the figures below it', async () => {
    await openNight(night());
    expect(screen.getByText('Mọi việc đều ổn')).toBeTruthy();
    expect(screen.getByText('1,5 mỗi giây')).toBeTruthy();
    expect(screen.getByText('may-1:7')).toBeTruthy();
    expect(screen.getByText('12 trên 724')).toBeTruthy(); // [W17]
  });

  it('[N11] a trouble says what to do, and disappears once it is over', async () => {
    const { transport } = await openNight(night([{ code: 'store_unavailable', store: 'redis', forMs: 9_000 }]));
    expect(screen.getByText('Có việc cần xem')).toBeTruthy();
    expect(screen.getByText('Redis im lặng đã 9 giây')).toBeTruthy();
    expect(screen.getByText(/xem Redis có đang chạy/)).toBeTruthy();
    transport.push('night', night());
    await settle();
    expect(screen.getByText('Mọi việc đều ổn')).toBeTruthy();
  });

  it('[W17] a process that is nearly full is named, with what the operator can do', async () => {
    await openNight(night([{ code: 'connections_scarce', name: 'may-1:7', connections: { open: 600, max: 724 } }]));
    expect(screen.getByText('Tiến trình may-1:7 sắp hết chỗ: 600 trên 724 kết nối')).toBeTruthy();
    expect(screen.getByText(/LimitNOFILE/)).toBeTruthy();
  });

  it('[N11] without a connection the verdict is unknown', async () => {
    const { transport } = await openNight(night());
    transport.drop();
    await settle();
    expect(screen.queryByText('Mọi việc đều ổn')).toBeNull();
    expect(screen.getByText('Chưa biết')).toBeTruthy();
  });
});
