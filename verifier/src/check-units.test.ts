import { describe, expect, it } from 'vitest';
import { type Contest, closesAt, type Leaf, linesOf } from '../test/small-contest.ts';
import { unitsStood } from '../test/vectors.ts';
import { verifyLines } from '../test/verify-lines.ts';

type Units = Leaf & { rounds: [string, number][]; merged: string[][]; prizes: unknown[]; places: { count: number } };
/** What a verifier says of the units where one thing was changed. */
async function saidOf(change: (units: Units, contest: Contest) => unknown = () => undefined) {
  const contest = unitsStood();
  change(contest.leaves.find(({ kind }) => kind === 'units') as Units, contest);
  const found = await verifyLines(linesOf(contest));
  return [...found.broken, ...found.holds, ...found.unknown]
    .map(({ code }) => code)
    .filter((code) => /^(units\.(?!closed)|log\.(leaf|twice))/.test(code));
}

describe('standings of units', () => {
  it('[Z20] are computed again: rates, groups, who was merged since, prizes', async () => {
    expect(await saidOf()).toEqual(['units.holds']);
  });

  it.each<[string, string, (units: Units, contest: Contest) => unknown]>([
    ['a merger is left out', 'units.places', (units) => (units.merged = [])],
    ['a place less', 'units.places', (units) => (units.places.count = 1)],
    ['somebody to be decided', 'units.places', (units) => (units.undecided = 1)],
    ['no prize', 'units.prizes', (units) => (units.prizes = [])],
    ['another award', 'units.rounds', (units) => (units.award = 'week-prizes')],
    ['another period', 'units.rounds', (units) => (units.period = '2026-03')],
    ['none of its rounds', 'units.rounds', (units) => (units.rounds = [])],
    ['another version of its round', 'units.rounds', (units) => (units.rounds = [['week', 2]])],
    ['rules that are not there', 'log.leaf', (units) => delete units.rules],
    ['a second one of the same number', 'log.twice', (units, { leaves }) => leaves.push({ ...units, at: closesAt })],
  ])('[Z20] finds: %s', async (_, code, change) => {
    expect(await saidOf(change)).toContain(code);
  });

  it('[Z20] where a unit is closed, or the log does not say what was published, it cannot be computed, which is said', async () => {
    const closed = (_: Units, { members }: Contest) => Object.assign(members[5]!, { open: null });
    expect(await saidOf(closed)).toEqual(['units.not-computed']);
    const unsaid = (units: Units, { leaves }: Contest) => leaves.splice(leaves.indexOf(units), 1);
    expect(await saidOf(unsaid)).toEqual(['units.unsaid']);
  });
});
