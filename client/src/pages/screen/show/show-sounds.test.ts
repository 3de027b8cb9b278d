import type { StageCue } from '@hoithi/shared/contract/show';
import { describe, expect, it } from 'vitest';
import { momentsOf, soundOfChange } from './show-sound-moments.ts';

const question = (part: object = {}): StageCue => ({
  kind: 'question',
  number: 1,
  of: 2,
  trial: false,
  presented: null,
  seconds: 20,
  optionCount: 4,
  phase: 'open',
  asking: 1,
  opening: { key: '', opensAtMs: 100_000, locksAtMs: 120_000 },
  revealed: null,
  floor: false,
  place: null,
  playing: null,
  ...part,
});
const award = (revealed: number, announced: boolean): StageCue => ({
  kind: 'award',
  title: { vi: 'a', en: 'a' },
  shown: Array.from({ length: revealed }, () => ({
    award: null,
    prize: { vi: '', en: '' },
    value: null,
    place: 0,
    winners: [],
  })),
  announced: announced ? { award: null, prize: { vi: 'Giải', en: 'Prize' }, value: null, place: 0, persons: 1 } : null,
  remaining: 3 - revealed,
  picture: 'calling',
});

describe('sounds of the hall', () => {
  it('a drum at the opening, a tick in each of the last five seconds, a bell at the lock', () => {
    expect(momentsOf(question()).map(({ sound, atMs }) => `${sound} ${atMs / 1000}`)).toEqual([
      'drum 100',
      'tick 115',
      'tick 116',
      'tick 117',
      'tick 118',
      'tick 119',
      'bell 120',
    ]);
    expect(momentsOf(question({ opening: null }))).toEqual([]);
  });
  it('a roll into the launch, the strike, two strokes more and the fanfare; a short countdown has no roll', () => {
    const launch = (countdownSeconds: number): StageCue => ({
      kind: 'launch',
      title: { vi: 'a', en: 'a' },
      button: { vi: 'b', en: 'b' },
      countdownSeconds,
      sentence: null,
      launchedAtMs: 100_000,
    });
    const line = (cue: StageCue) => momentsOf(cue).map(({ sound, atMs }) => `${sound} ${atMs / 1000}`);
    expect(line(launch(2))).toEqual([
      'tick 98',
      'tick 99',
      'roll 98',
      'strike 100',
      'drum 100.9',
      'drum 101.8',
      'fanfare 102.7',
    ]);
    expect(line(launch(0))).toEqual(['strike 100', 'drum 100.9', 'drum 101.8', 'fanfare 102.7']);
  });
  it('a roll when a prize is announced, a strike when the name is revealed, nothing on the way back', () => {
    expect(soundOfChange(award(0, false), award(0, true))).toBe('roll');
    expect(soundOfChange(award(0, true), award(1, false))).toBe('strike');
    expect(soundOfChange(award(1, false), award(0, true))).toBeNull();
  });
  it('[H16] a fanfare for the last name, the highest prize', () => {
    expect(soundOfChange(award(2, true), award(3, false))).toBe('fanfare');
  });
  it('a strike at the reveal, and silence when a screen enters in the middle', () => {
    const revealed = question({
      revealed: {
        right: ['b'],
        words: [],
        nearest: [],
        rightPersons: 0,
        explanation: '',
        source: '',
        counts: [],
        answered: 0,
        playing: 0,
        voided: false,
      },
    });
    expect(soundOfChange(question(), revealed)).toBe('strike');
    expect(soundOfChange(null, revealed)).toBeNull();
  });
});
