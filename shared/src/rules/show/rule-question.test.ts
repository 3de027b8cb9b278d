import { describe, expect, it } from 'vitest';
import type { Ruling } from '../../contract/show.ts';
import { decideShow, isRulable, nextStepOf } from './decide-show.ts';
import { exampleQuestion, exampleShow, holdersOf, numbered, played } from './example-show.ts';
import { foldShow } from './fold-show.ts';
import { scoreShow, wasVoid } from './score-show.ts';
import type { NumberedShowEvent, ShowEvent } from './show-event.ts';

const questions = [exampleQuestion('mot'), exampleQuestion('hai')];
const answers = [
  { s1: ['b', 0], s2: ['a', 0], s3: ['c', 0] },
  { s1: ['b', 0], s2: ['b', 0], s3: ['a', 0] },
] as const;

/** Both questions were played, then came these events. */
function replay(rules: object, more: readonly ShowEvent[], asked: readonly number[] = [1, 2]) {
  const file = exampleShow(questions, { pointsMax: 1000, timeStepMs: 1, fullUnderMs: 0, ...rules });
  const { events, answersOf } = played(asked, answers);
  const all: NumberedShowEvent[] = [
    ...events,
    ...numbered(more).map((event) => ({ ...event, seq: event.seq + events.length })),
  ];
  const tally = scoreShow(file, all, holdersOf(3), answersOf);
  return { file, events: all, tally, of: (playerId: string) => tally.get(playerId) };
}
const ruled = (asking: number, ruling: Ruling): ShowEvent => ({ kind: 'ruled', asking, ruling, reason: 'Đề in sai' });

describe('a ruling on a revealed question', () => {
  it('[H5d] another key gives everybody the points that it would have given from the beginning', () => {
    const { of } = replay({}, [ruled(1, { what: 'key', right: 'a' })]);
    expect([of('s1')?.points, of('s2')?.points, of('s3')?.points]).toEqual([1000, 2000, 0]);
    expect([of('s1')?.streak, of('s2')?.streak]).toEqual([1, 2]);
  });
  it('[H5d] a void question leaves points and streaks as they were; the last ruling counts', () => {
    const { of, file, tally } = replay({}, [ruled(1, { what: 'key', right: 'a' }), ruled(1, { what: 'void' })]);
    expect([of('s1')?.points, of('s2')?.points, of('s1')?.streak]).toEqual([1000, 1000, 1]);
    expect(wasVoid(file, tally, { asking: 1, cueIndex: 1, ruled: { ruling: { what: 'void' }, reason: '' } })).toBe(
      true,
    );
  });
  it('[H5d] in an elimination who was out by it is in again, until the next question opens', () => {
    const elimination = { mode: 'elimination' };
    expect([...replay(elimination, [], [1]).tally.values()].map(({ status }) => status)).toEqual(['in', 'out', 'out']);
    const { tally } = replay(elimination, [ruled(1, { what: 'void' })], [1]);
    expect([...tally.values()].map(({ status }) => status)).toEqual(['in', 'in', 'in']);
    const both = replay(elimination, []);
    expect([1, 2].map((asking) => isRulable(both.file, foldShow(both.events), asking))).toEqual([false, true]);
  });
  it('[H5d] refuses an option that there is not, the key that stands, and a question that is not revealed', () => {
    const { file, events } = replay({}, []);
    const give = (asking: number, ruling: Ruling) => {
      const command = { do: 'rule' as const, asking, ruling, reason: 'Đề in sai' };
      const more = { device: 'mc', nowMs: 2_000_000, steps: [], openingLeadMs: 0, present: () => [] };
      const decided = decideShow({ file, events, command, ...more });
      return decided.ok ? decided.value.map((event) => event.kind) : decided.refusal.code;
    };
    expect(give(1, { what: 'key', right: 'z' })).toBe('option_unknown');
    expect(give(1, { what: 'key', right: 'b' })).toBe('nothing_to_do');
    expect(give(3, { what: 'void' })).toBe('nothing_to_do');
    expect(give(1, { what: 'void' })).toEqual(['ruled']);
  });
});

describe('a trial question', () => {
  const trying = [{ ...exampleQuestion('thu'), trial: true }, exampleQuestion('mot')];
  it('[H10b] gives nothing, puts nobody out and keeps the show open', () => {
    const file = exampleShow(trying, { mode: 'elimination' });
    const { events, answersOf } = played([1], [{ s1: ['b', 0], s2: ['a', 0] }]);
    const late = { playerId: 's3', order: 3, joinedAtMs: 1_000_001, unitCode: null };
    const tally = scoreShow(file, events, [...holdersOf(2), late], answersOf);
    expect([...tally.values()].map(({ status, points, streak }) => [status, points, streak])).toEqual([
      ['in', 0, 0],
      ['in', 0, 0],
      ['in', 0, 0],
    ]);
    expect(tally.get('s1')?.last).toMatchObject({ right: true, points: 0 });
  });
  it('[H22] is followed by no floor', () => {
    const file = exampleShow(trying, { mode: 'elimination' });
    const { events } = played([1], [{}]);
    expect(nextStepOf(file, foldShow(events), 2_000_000, [])).toBe('next-cue');
  });
});

describe('a question that is read first', () => {
  it('[H5c] is presented by the first press and opened by the second; the words are not taken back', () => {
    const file = exampleShow([{ ...exampleQuestion('mot'), textFirst: true }]);
    const shown: ShowEvent[] = [
      { kind: 'opened', device: 'mc' },
      { kind: 'moved', cueIndex: 1 },
    ];
    expect(nextStepOf(file, foldShow(numbered(shown)), 0, [])).toBe('present-question');
    const events = numbered([...shown, { kind: 'presented', cueIndex: 1 }]);
    expect(nextStepOf(file, foldShow(events), 0, [])).toBe('open-question');
    const more = { device: 'mc', nowMs: 0, steps: [], openingLeadMs: 0, present: () => [] };
    expect(decideShow({ file, events, command: { do: 'undo' }, ...more })).toMatchObject({
      ok: false,
      refusal: { code: 'cannot_undo' },
    });
  });
});
