import { describe, expect, it } from 'vitest';
import type { Json } from '../../contract/json.ts';
import { exampleFile } from '../test-rulebook.ts';
import { completeTexts, problemsOfFile, readDraft, readPlace } from './complete.ts';

const file = (change?: (file: ReturnType<typeof exampleFile>) => void) => exampleFile(change) as unknown as Json;
const places = (problems: readonly { place: string }[]) => problems.map(({ place }) => place);

describe('an incomplete rulebook', () => {
  it('[J5] a text without English reads as the Vietnamese one, an empty one is not there', () => {
    expect(
      completeTexts({
        a: { vi: 'Một' },
        b: { vi: 'Hai', en: '' },
        c: { vi: '', en: 'Three' },
        d: [{ vi: 'x', en: 'y' }],
      }),
    ).toEqual({
      a: { vi: 'Một', en: 'Một' },
      b: { vi: 'Hai', en: 'Hai' },
      c: { en: 'Three' },
      d: [{ vi: 'x', en: 'y' }],
    });
  });

  it('[J5] what is not there is open, what is there and cannot be is wrong', () => {
    const draft = file((each) => {
      each.meta.name = { vi: '', en: '' };
      each.awards = undefined as never;
      each.locale.currency = 'đồng';
    });
    const { rulebook, open, wrong } = readDraft(draft);
    expect(rulebook).toBe(null);
    expect(places(open)).toEqual(['meta.name.vi', 'meta.name.en', 'awards']);
    expect(places(wrong)).toEqual(['locale.currency']);
  });

  it('[J5] a series without windows is open, and once nothing is open contradictions are found', () => {
    const without = file((each) => void Object.assign(each.rounds[0] as object, { at: [] }));
    expect(places(readDraft(without).open)).toEqual(['rounds[0].at']);
    const early = file((each) => void Object.assign(each.standings[0] as object, { ties: undefined }));
    expect(readDraft(early)).toMatchObject({ open: [], wrong: [{ code: 'no-tie-rule', place: 'awards[0].from' }] });
    expect(readDraft(file()).rulebook).not.toBe(null);
  });

  it('[J2] a file may be incomplete and may not say what a rulebook cannot', () => {
    expect(problemsOfFile({ version: 1 })).toEqual([]);
    expect(problemsOfFile(file((each) => void Object.assign(each, { extra: 1 }))).map(({ place }) => place)).toEqual([
      'extra',
    ]);
  });

  it('a place is read as its steps', () => {
    expect(readPlace('rounds[1].window.opensAt')).toEqual(['rounds', 1, 'window', 'opensAt']);
  });
});
