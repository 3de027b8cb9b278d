import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { both, exampleQuestion, exampleShow, holdersOf, played } from './example-show.ts';
import { lightFloor, packBits, unpackBits } from './light-floor.ts';
import { applyRescue, scoreShow } from './score-show.ts';

const none: ReadonlySet<string> = new Set();
const rescue = { kind: 'rescue', title: both('Cứu trợ'), back: 1, reserves: true };
const cues = [exampleQuestion('mot'), exampleQuestion('hai'), rescue];
const file = exampleShow(cues, { mode: 'elimination', playersMax: 3 });
const seen = (lights: ReturnType<typeof lightFloor>) =>
  lights.map(({ player, lit, changed }) => `${player.playerId} ${lit ? 'on' : 'off'}${changed ? ' now' : ''}`);

describe('the floor of an elimination', () => {
  it('[H22] each reveal shows who is in, and whose light has gone out by it; a reserve has none', () => {
    const { events, answersOf } = played([1, 2], [{ s1: ['b', 1], s2: ['b', 1] }, { s1: ['b', 1] }]);
    const tally = scoreShow(file, events, holdersOf(4), answersOf);
    expect(seen(lightFloor(tally, none, 2))).toEqual(['s1 on', 's2 off now', 's3 off']);
    expect(seen(lightFloor(tally, new Set(['s2']), 2))).toEqual(['s1 on', 's3 off']);
  });
  it('[H22] a rescue lights who came back, and reserves that it lets in', () => {
    const { events, answersOf } = played([1, 2], [{ s1: ['b', 1], s2: ['b', 1] }, { s1: ['b', 1] }]);
    const tally = scoreShow(file, events, holdersOf(4), answersOf);
    expect(seen(lightFloor(tally, none, null))).toEqual(['s1 on', 's2 off', 's3 off']);
    applyRescue(file, tally, 3);
    expect(seen(lightFloor(tally, none, null))).toEqual(['s1 on', 's2 on now', 's3 off', 's4 on now']);
  });
  it('[H22] in the order of joining, in whatever order players were read', () => {
    const { events, answersOf } = played([1], [{ s3: ['b', 1] }]);
    const tally = scoreShow(exampleShow(cues, { mode: 'elimination' }), events, holdersOf(3).reverse(), answersOf);
    expect(seen(lightFloor(tally, none, 1))).toEqual(['s1 off now', 's2 off now', 's3 on']);
  });
  it('[H22] packed bits come back as they were, and ten thousand lights are less than two kilobytes', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (bits) => {
        expect(unpackBits(packBits(bits), bits.length)).toEqual(bits);
      }),
    );
    expect(packBits(Array.from({ length: 10_000 }, () => true)).length).toBeLessThan(2_000);
  });
  it('[H22] what changed, turned back, is the floor before: whoever answers how', () => {
    const answer = fc.option(fc.constantFrom('a', 'b'), { nil: null });
    const people = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        people.chain((count) =>
          fc.array(fc.array(answer, { minLength: count, maxLength: count }), { minLength: 2, maxLength: 2 }),
        ),
        fc.boolean(),
        (given, voidIfNobodyRight) => {
          const open = exampleShow(cues, { mode: 'elimination', voidIfNobodyRight });
          const asked = given.map((round) =>
            Object.fromEntries(round.flatMap((option, at) => (option ? [[`s${at + 1}`, [option, 1] as const]] : []))),
          );
          const floorAfter = (askings: number) => {
            const { events, answersOf } = played([1, 2].slice(0, askings), asked.slice(0, askings));
            return lightFloor(scoreShow(open, events, holdersOf(given[0]?.length ?? 0), answersOf), none, askings);
          };
          const [before, after] = [floorAfter(1), floorAfter(2)];
          expect(after.map(({ lit, changed }) => lit !== changed)).toEqual(before.map(({ lit }) => lit));
        },
      ),
    );
  });
});
