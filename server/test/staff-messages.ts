import { randomUUID } from 'node:crypto';
import type { CachedContest } from '../src/contest/contests.ts';

const reason = 'không phải của tôi';

/** A message that its schema reads, for each staff command that names a contest, a round, an attempt or a unit. */
export const messagesNaming = (
  contest: CachedContest,
  attemptId: string,
  unitCode = '42.A.01',
): Record<string, object> => {
  const { contestId } = contest;
  const roundId = contest.rounds[0]?.roundId ?? '';
  return {
    '/organizer contest:watch': { contestId },
    '/organizer draft:attend': { draftId: randomUUID(), part: 'general' },
    '/organizer round:close': { roundId, reason },
    '/organizer round:extend': { roundId, closesAt: '2026-03-20T18:00:00+07:00', reason },
    '/organizer round:publish': { roundId },
    '/organizer staff:invite': { contestId, role: 'mc' },
    '/organizer exclusions:add': { contestId, role: 'JURY', reason: 'Thành viên Ban Giám khảo', marks: ['0912345678'] },
    '/organizer exclusions:list': { contestId },
    '/organizer exclusions:remove': { contestId, ids: ['00000000-0000-4000-8000-0000000000aa'] },
    '/organizer attempts:find': { contestId, phone: '0912345678' },
    '/organizer attempt:void': { attemptId, voided: true, reason },
    '/organizer units:list': { contestId },
    '/organizer units:merge': { contestId, code: '18070', into: '42.A.01', reason },
    '/unit-leader view:enter': { unitCode },
    '/unit-leader roster:read': { unitCode },
  };
};

const device = 'a-device-of-the-test';
/** The same for those that act on what is the sender's own, or on nothing of a contest. */
export const ownMessages = (): Record<string, object> => ({
  '/organizer view:enter': {},
  '/organizer night:watch': {},
  '/organizer night:leave': {},
  '/mc view:enter': {},
  '/mc screen:show': { picture: 'welcome' },
  '/mc screen:renew': {},
  '/mc run:open': { showId: randomUUID(), rehearsal: false, device },
  '/mc run:count': { runId: randomUUID(), sinceMs: 0 },
  '/mc run:take': { runId: randomUUID(), device },
  '/mc run:drive': { runId: randomUUID(), seq: 0, device, command: { do: 'next' } },
  '/mc run:report': { runId: null },
  '/mc run:moderate': { runId: randomUUID(), act: { do: 'naming', naming: { approval: true, lobby: 'units' } } },
  '/mc screen:corner': { on: true },
  '/mc screen:sound': { on: true, volume: 50, bed: 'cue', captions: false },
  '/mc sound:remove': { hash: 'a'.repeat(64) },
  '/mc clock:read': {},
});
