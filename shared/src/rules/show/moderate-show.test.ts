import { describe, expect, it } from 'vitest';
import type { Moderation } from '../../contract/show-names.ts';
import { canUndo } from './decide-show.ts';
import { numbered } from './example-show.ts';
import { foldShow, lastLockOf } from './fold-show.ts';
import { moderateShow } from './moderate-show.ts';
import type { ShowEvent } from './show-event.ts';

const opened: ShowEvent = { kind: 'opened', device: 'mc' };
function give(before: readonly ShowEvent[], act: Moderation) {
  const state = foldShow(numbered([opened, ...before]));
  const made = moderateShow(state, act, (sinceMs) => (sinceMs > 5 ? [] : ['p7', 'p8']));
  return made.ok ? made.value : made.refusal.code;
}

describe('moderating a run', () => {
  it('[H40] only names that are neither approved nor removed are approved', () => {
    const before: ShowEvent[] = [
      { kind: 'approved', playerIds: ['p1'] },
      { kind: 'removed', playerId: 'p2' },
    ];
    const act = { do: 'approve' as const, playerIds: ['p1', 'p2', 'p3'] };
    expect(give(before, act)).toEqual({ kind: 'approved', playerIds: ['p3'] });
    expect(give(before, { ...act, playerIds: ['p1'] })).toBe('nothing_to_do');
  });
  it('[H18b] everybody since a moment is removed, unless nobody came', () => {
    expect(give([], { do: 'clear', sinceMs: 3 })).toEqual({ kind: 'cleared', sinceMs: 3, playerIds: ['p7', 'p8'] });
    expect(give([], { do: 'clear', sinceMs: 9 })).toBe('nothing_to_do');
  });
  it('[H40] an ended run is moderated no more, and what stands already changes nothing', () => {
    const naming = { approval: true, lobby: 'units' as const };
    expect(give([], { do: 'naming', naming })).toEqual({ kind: 'naming', naming });
    expect(give([{ kind: 'naming', naming }], { do: 'naming', naming })).toBe('nothing_to_do');
    expect(give([{ kind: 'ended' }], { do: 'naming', naming })).toBe('run_ended');
  });
  it('[H61] more time is given once, taken back, and makes the reveal wait for the last lock', () => {
    const act = { do: 'time' as const, playerId: 'p1', factor: 1.5 as const };
    expect(give([], act)).toEqual({ kind: 'timed', playerId: 'p1', factor: 1.5 });
    expect(give([{ kind: 'timed', playerId: 'p1', factor: 1.5 }], act)).toBe('nothing_to_do');
    const asked: ShowEvent = { kind: 'asked', cueIndex: 1, asking: 1, opensAtMs: 10_000, locksAtMs: 30_000 };
    const state = (more: readonly ShowEvent[]) =>
      foldShow(numbered([opened, { kind: 'moved', cueIndex: 1 }, asked, ...more]));
    const last = (more: readonly ShowEvent[]) => {
      const made = state(more);
      return made.current && lastLockOf(made.current, made);
    };
    const timed: ShowEvent = { kind: 'timed', playerId: 'p1', factor: 1.5 };
    expect(last([])).toBe(30_000);
    expect(last([timed])).toBe(40_000);
    expect(last([timed, { ...timed, factor: 1 }])).toBe(30_000);
    expect(last([timed, { kind: 'removed', playerId: 'p1' }])).toBe(30_000);
  });
  it('[H2a] what a moderator does is no step that is taken back, and hides none that can be', () => {
    const events = numbered([opened, { kind: 'moved', cueIndex: 1 }, { kind: 'removed', playerId: 'p1' }]);
    expect(canUndo(events, 0, [])).toBe(true);
    expect(canUndo(numbered([opened, { kind: 'removed', playerId: 'p1' }]), 0, [])).toBe(false);
  });
});
