import { describe, expect, it } from 'vitest';
import { exampleQuestion, exampleShow } from './example-show.ts';
import { markAnswers, readingFloorMs } from './mark-answers.ts';

const { cues } = exampleShow([exampleQuestion('mot'), exampleQuestion('hai')]);
const floorMs = readingFloorMs('Câu hỏi thử mot?');
const answer = (part: object) => ({
  playerId: 'nhanh',
  asking: { cueIndex: 1, ruled: null },
  given: 'b',
  rawMs: floorMs - 1,
  roundTripMs: 20,
  ...part,
});

describe('what a jury should look at', () => {
  it('[H19] an answer faster than the question can be read is marked, and whether it was right', () => {
    expect(floorMs).toBe(370);
    expect(markAnswers(cues, [answer({}), answer({ asking: { cueIndex: 2, ruled: null }, given: 'a' })])).toEqual([
      { playerId: 'nhanh', quick: 2, quickRight: 1, latePongs: 0 },
    ]);
    expect(markAnswers(cues, [answer({ rawMs: floorMs })])).toEqual([]);
  });
  it('[H19] a longer question takes longer, but no person is marked above one and a half seconds', () => {
    expect(readingFloorMs('tiếng '.repeat(20).trim())).toBe(850);
    expect(readingFloorMs('tiếng '.repeat(300).trim())).toBe(1500);
  });
  it('[H19] [T4b] so is an answer that came sooner than its own round trip allows', () => {
    expect(markAnswers(cues, [answer({ rawMs: 900, roundTripMs: 1_400 })])).toMatchObject([{ quick: 0, latePongs: 1 }]);
    expect(markAnswers(cues, [answer({ rawMs: 900, roundTripMs: 1_200 })])).toEqual([]);
  });
  it('[H19] whoever was right faster than reading comes first', () => {
    const marked = markAnswers(cues, [
      answer({ playerId: 'đoán', given: 'a' }),
      answer({ playerId: 'trễ', rawMs: 900, roundTripMs: 1_400 }),
      answer({ playerId: 'đúng' }),
    ]);
    expect(marked.map((each) => each.playerId)).toEqual(['đúng', 'trễ', 'đoán']);
  });
});
