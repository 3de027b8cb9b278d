import { expect, it } from 'vitest';
import { onLeaving } from './on-exit.ts';

it('undoes the latest first, each once, and goes on past one that fails', async () => {
  const leaving = onLeaving();
  const undone: string[] = [];
  leaving.undo(() => undone.push('store'));
  leaving.undo(() => Promise.reject(new Error('already gone')));
  leaving.undo(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    undone.push('server');
  });
  void leaving.leave();
  await leaving.leave(); // a second one waits for the first
  expect(undone).toEqual(['server', 'store']);
});

it('undoes at once what was still being started when the run ended', async () => {
  const leaving = onLeaving();
  await leaving.leave();
  let undone = false;
  leaving.undo(() => {
    undone = true;
  });
  expect(undone).toBe(true);
});
