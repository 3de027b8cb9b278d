import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Rulebook, RulebookFile } from '../model/rulebook.ts';
import { readRulebook } from '../read/read-rulebook.ts';
import { exampleRulebook, label } from '../test-rulebook.ts';
import { Crowd } from './crowd.ts';
import { type Progress, type Simulated, simulate } from './simulate.ts';

const crowd = (own: Partial<Crowd> = {}): Crowd => Crowd.parse({ people: 400, units: 8, ...own });

function run(rulebook: Rulebook, own: Partial<Crowd> = {}, seed = 'một'): Simulated {
  const steps = simulate(rulebook, crowd(own), seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
const real = (name: string): Rulebook => {
  const path = new URL(`../../../../docs/rulebooks/${name}.json`, import.meta.url);
  return readRulebook(JSON.parse(readFileSync(path, 'utf8'))).rulebook!;
};
/** Everybody comes, nobody errs, nobody comes too late to finish. */
const calm: Partial<Crowd> = { takePart: 1, skill: 1, spread: 0, rush: 0, secondsPerQuestion: 1 };
const bySubmission = (file: RulebookFile): void => {
  const { by } = file.standings[0]!;
  if (by.kind === 'keys') by.keys[1] = { metric: 'submittedAt', order: 'least' };
};

describe('a contest that is played before it is signed', () => {
  it('[M20] the same seed gives the same figures, another seed others', () => {
    const rulebook = exampleRulebook();
    expect(run(rulebook)).toEqual(run(rulebook));
    expect(run(rulebook, {}, 'hai')).not.toEqual(run(rulebook));
  });

  it('[M20] people, attempts and all right are those of the crowd', () => {
    const [first] = run(exampleRulebook(), { ...calm, attempts: 50 }).rounds;
    expect(first).toMatchObject({ id: 'week-1', people: 400, allRight: 400 });
    expect(first!.attempts).toBeGreaterThan(700); // two attempts at most
    expect(first!.attempts).toBeLessThanOrEqual(800);
    expect(run(exampleRulebook(), { takePart: 0 }).rounds[0]).toMatchObject({ people: 0, attempts: 0, allRight: 0 });
    expect(run(exampleRulebook(), { skill: 0.5, spread: 0 }).rounds[0]!.allRight).toBeLessThan(20);
  });

  it('[M20] which key decides the prizes, and who stays undecided', () => {
    const sure = run(exampleRulebook(bySubmission), calm);
    // The first prize is decided by time alone where everybody has everything right; in the second week likewise.
    expect(sure.awards.map(({ id, decidedBy }) => [id, decidedBy])).toEqual([
      ['prizes@week-1', { submittedAt: 3 }],
      ['prizes@week-2', { submittedAt: 3 }],
    ]);
    const equal = run(
      exampleRulebook((file) => {
        const { by } = file.standings[0]!;
        if (by.kind === 'keys') by.keys.pop();
      }),
      calm,
    );
    expect(equal.awards.map(({ prizes, undecidedPeople }) => [prizes, undecidedPeople])).toEqual([
      [0, 400],
      [0, 400],
    ]);
  });

  it('[M20] what caps pass on and take away, and what the prizes come to', () => {
    const twoPeople = { people: 3, takePart: 1, skill: 0.8 };
    const capped = run(exampleRulebook(bySubmission), twoPeople);
    expect(capped.budget).toEqual({ stated: 4_000_000, given: 2_000_000, currency: 'VND' });
    expect(capped.passedOn).toBe(3); // the same three would have won again
    const free = run(
      exampleRulebook((file) => {
        bySubmission(file);
        file.caps = [{ over: ['prizes'], per: 'round', shareOfParticipants: 0.34 }];
      }),
      twoPeople,
    );
    expect(free.awards.map(({ prizes, takenAway }) => [prizes, takenAway])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('[M20] starts at their peak follow the rush to the end', () => {
    const peak = (rush: number) =>
      run(exampleRulebook(), { people: 1_000, takePart: 1, rush }).rounds[0]!.startsPerSecondAtPeak;
    expect(peak(1)).toBeGreaterThan(2 * peak(0));
  });

  it('[M20] it can be stopped between any two steps', () => {
    const steps = simulate(exampleRulebook(), crowd(), 'một');
    const first: Progress[] = [];
    for (const progress of steps) {
      first.push(progress);
      if (first.length === 2) break;
    }
    expect(first).toEqual([
      { step: 'people', done: 400, of: 400 },
      { step: 'round', done: 1, of: 2 },
    ]);
    expect(steps.next()).toEqual({ done: true, value: undefined });
  });

  it('[M20] papers, stages, shows, tables and targets are played as the rulebook says', () => {
    const youth = run(real('29-youth-traffic-2022'), { people: 200, takePart: 1 });
    expect(youth.awards[0]).toMatchObject({ id: 'prizes', prizes: 3 });
    const stage = run(real('19-gialai-youth-secretaries-2025'), { people: 60, takePart: 1 });
    expect(stage.awards[0]).toMatchObject({ prizes: 3, decidedBy: { place: 3 } });
    const draw = run(real('30-mygov-quizzes'), { ...calm, people: 1_500 });
    expect(draw.awards[0]).toMatchObject({ id: 'mahaquiz-prizes', prizes: 0 });
    expect(draw.awards[0]!.undecidedPeople).toBeGreaterThan(1_000);
    const two = run(real('01-hue-admin-reform-2025'), { people: 600, takePart: 1 });
    expect(two.awards.filter(({ prizes }) => prizes > 0).length).toBeGreaterThan(8);
    const targets = run(
      exampleRulebook((file) => {
        file.targets = [
          { label: label('cơ quan'), units: 'units', people: 'everyone', headcount: 'staff', minRate: 0.7 },
        ];
      }),
      { takePart: 1 },
    );
    expect(targets.targetsReached + targets.targetsMissed).toBe(8);
    expect(targets.targetsReached).toBeGreaterThan(0);
  });
});
