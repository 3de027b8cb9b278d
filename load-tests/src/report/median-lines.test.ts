import { expect, it } from 'vitest';
import { medianLines } from './median-lines.ts';

const run = (ack: string, lost: string) => [
  { what: 'ack', figure: ack },
  { what: 'acked / lost', figure: lost, worst: true },
];

it('takes each number at its median over the runs, and keeps the words', () => {
  const runs = [run('1.5 / 90 ms (10)', '9 / 0'), run('0.5 / 12 ms (12)', '9 / 0'), run('11 / 30 ms (11)', '9 / 0')];
  expect(medianLines(runs)[0]).toEqual({ what: 'ack', figure: '1.5 / 30 ms (11)' });
});

it('does not hide the one run that lost an answer behind those that lost none', () => {
  const runs = [run('1 ms', '9 / 0'), run('1 ms', '9 / 1'), run('1 ms', '9 / 0')];
  expect(medianLines(runs)[1]?.figure).toBe('9 / 1');
});

it('lists figures of different words one after the other', () => {
  expect(medianLines([run('1 ms', '0'), run('none', '0')])[0]?.figure).toBe('1 ms; then none');
});

it('leaves a single run as it is', () => {
  expect(medianLines([run('1 ms', '0')])).toEqual(run('1 ms', '0'));
});

it('keeps lines of the same words apart, as of two faults in one report', () => {
  const faults = [run('1 ms', '0'), run('70 ms', '5')].flat();
  expect(medianLines([faults, faults])).toEqual(faults);
});
