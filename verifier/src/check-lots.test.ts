import { describe, expect, it } from 'vitest';
import { linesOf } from '../test/small-contest.ts';
import { drawnAtShow } from '../test/vectors.ts';
import { verifyLines } from '../test/verify-lines.ts';

type Lots = { kind: string; naming: number; step: number } & Record<string, unknown>;
/** What a verifier says of the draw where one thing of it was changed. */
async function saidOf(change: (lots: Lots[], all: unknown[]) => void = () => undefined) {
  const contest = drawnAtShow();
  change(contest.leaves.filter(({ kind }) => kind === 'lots') as unknown as Lots[], contest.leaves);
  const found = await verifyLines(linesOf(contest));
  return [...found.broken, ...found.holds, ...found.unknown]
    .map(({ code }) => code)
    .filter((code) => code.startsWith('lots.') || code === 'log.leaf' || code === 'log.twice');
}

describe('draws among those present', () => {
  it('[Z19] a sound one holds; one whose show goes on, or that was never opened, is said to be that', async () => {
    expect(await saidOf()).toEqual(['lots.holds']);
    expect(await saidOf((_, all) => all.splice(-1))).toEqual(['lots.open']);
    expect(await saidOf((_, all) => all.splice(-2))).toEqual(['lots.open']);
    const unopened = (lots: Lots[], all: unknown[]) => {
      lots[3]!.winners = null;
      all.splice(all.indexOf(lots[2]), 1);
    };
    expect(await saidOf(unopened)).toEqual(['lots.unopened']);
  });

  it.each<[string, string, (lots: Lots[], all: unknown[]) => void]>([
    ['the first naming is left out', 'lots.form', (lots, all) => all.splice(all.indexOf(lots[0]), 1)],
    ['values stand before the list', 'lots.form', (lots, all) => all.push(all.splice(all.indexOf(lots[1]), 1)[0])],
    ['a value stands under an earlier naming', 'lots.form', (lots) => (lots[2]!.naming = 1)],
    ['a number of the list more', 'lots.list', (lots) => ((lots[1]!.list as { count: number }).count = 6)],
    ['another value', 'lots.seed', (lots) => ((lots[2]!.values as string[])[1] = 'mùa xuân')],
    ['a value less', 'lots.seed', (lots) => (lots[2]!.values as string[]).pop()],
    ['one person alone commits', 'lots.seed', (lots) => (lots[1]!.people as unknown[]).pop()],
    ['two numbers swapped', 'lots.order', (lots) => (lots[2]!.numbers as number[]).reverse()],
    ['more winners than named', 'lots.winners', (lots) => (lots[3]!.winners as number[]).push(5)],
    ['another number of winners than named', 'lots.winners', (lots) => (lots[1]!.wanted = 3)],
    ['somebody is said to be absent', 'lots.winners', (lots) => (lots[3]!.absent = [1, 2, 3])],
    ['winners without values', 'lots.winners', (lots, all) => all.splice(all.indexOf(lots[2]), 1)],
    ['a leaf without a list', 'log.leaf', (lots) => delete lots[1]!.list],
    ['a step twice', 'log.twice', (lots, all) => all.push(lots[3])],
  ])('[Z19] finds: %s', async (_, code, change) => {
    expect(
      await saidOf((lots, all) => {
        change(lots, all);
      }),
    ).toContain(code);
  });
});
