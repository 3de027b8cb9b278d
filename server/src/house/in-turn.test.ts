import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

it('[C19] one piece of work at a time, in order; a failure is its asker’s alone; beyond the bound nothing is begun', async () => {
  const turn = inTurn(3);
  const told: string[] = [];
  const work = (name: string) => async () => {
    told.push(`${name} begins`);
    await Promise.resolve();
    told.push(`${name} ends`);
    if (name === 'b') throw new Error('b fell');
    return name;
  };
  const [a, b, c, d] = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => turn(work(name))));
  expect([a, c, d].map((each) => each?.status === 'fulfilled' && each.value)).toEqual(['a', 'c', null]);
  expect(b).toMatchObject({ status: 'rejected', reason: { message: 'b fell' } });
  expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(await turn(work('e'))).toBe('e');
});
