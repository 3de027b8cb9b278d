import { describe, expect, it } from 'vitest';
import { exampleRulebook } from '../test-rulebook.ts';
import { awaitedAwards, orderAwards } from './order-awards.ts';

describe('the order of awards', () => {
  const rulebook = (per: 'round' | 'contest') =>
    exampleRulebook((file) => {
      file.standings.push({ ...file.standings[0]!, id: 'same' });
      file.awards.push({ ...file.awards[0]!, id: 'more', from: 'same' });
      file.caps = [{ over: ['prizes', 'more'], per, max: 1 }];
    });
  const named = (awards: ReturnType<typeof orderAwards>) => awards.map(({ award, period }) => `${award.id} ${period}`);

  it('[M15] is that of the closes, then that of the rulebook', () => {
    expect(named(orderAwards(rulebook('contest')))).toEqual([
      ...['prizes week-1', 'more week-1', 'prizes week-2', 'more week-2'],
    ]);
  });

  it('[M15a] an award waits for the earlier ones that it shares a cap with', () => {
    expect(named(awaitedAwards(rulebook('contest'), 'prizes', 'week-2'))).toEqual(['prizes week-1', 'more week-1']);
    expect(named(awaitedAwards(rulebook('round'), 'more', 'week-2'))).toEqual(['prizes week-2']);
    expect(awaitedAwards(rulebook('round'), 'prizes', 'week-2')).toEqual([]);
    expect(awaitedAwards(rulebook('contest'), 'prizes', 'week-1')).toEqual([]);
  });
});
