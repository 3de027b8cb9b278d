import { describe, expect, it } from 'vitest';
import type { ShowCommand } from '../../contract/show.ts';
import { acceptShowAnswer } from './accept-show-answer.ts';
import { buzzGiven, listBuzzedOut, orderPresses } from './buzzer.ts';
import { checkShow } from './check-show.ts';
import { buzzWindowMs, decideShow, nextStepOf } from './decide-show.ts';
import { exampleQuestion, exampleShow, holdersOf } from './example-show.ts';
import { foldShow, phaseOf } from './fold-show.ts';

import { scoreShow } from './score-show.ts';
import type { NumberedShowEvent, ShowEvent } from './show-event.ts';
import type { CountedAnswer } from './tally.ts';

const cues = [{ ...exampleQuestion('mot'), buzzer: 120 }, exampleQuestion('hai')];
const file = exampleShow(cues);
const press = (playerId: string, elapsedMs: number, arrivedAtMs = elapsedMs): CountedAnswer => ({
  playerId,
  given: buzzGiven,
  elapsedMs,
  arrivedAtMs,
});

/** A run at its first buzzer, driven by hand. */
function openBuzzer(show = file) {
  let events: NumberedShowEvent[] = [];
  let nowMs = 1_000_000;
  const add = (event: ShowEvent) => {
    events = [...events, { ...event, seq: events.length + 1, happenedAtMs: nowMs, actor: 'test' }];
  };
  const give = (command: ShowCommand) => {
    const decided = decideShow({
      ...{ file: show, events, device: 'mc', command, nowMs, steps: [], openingLeadMs: 500 },
      present: () => [],
    });
    if (!decided.ok) return decided.refusal.code;
    for (const event of decided.value) add(event);
    return decided.value.map(({ kind }) => kind).join();
  };
  add({ kind: 'opened', device: 'mc' });
  give({ do: 'next' });
  give({ do: 'next' });
  nowMs += 500;
  return {
    give,
    /** Names these players in this order, as the server does after it has gathered. */
    buzz(...playerIds: string[]) {
      nowMs += 2_000;
      const presses = playerIds.map((playerId, at) => ({ playerId, elapsedMs: 1_500 + at * 40 }));
      add({ kind: 'buzzed', asking: foldShow(events).current?.asking ?? 0, locksAtMs: nowMs, presses });
    },
    wait: (ms: number) => {
      nowMs += ms;
    },
    asking: () => foldShow(events).current?.asking ?? 0,
    step: () => nextStepOf(show, foldShow(events), nowMs, []),
    phase: () => phaseOf(foldShow(events), nowMs + 1),
    out: () => listBuzzedOut(foldShow(events), 1),
    left: () => foldShow(events).askings.flatMap(({ asking, undone }) => (undone ? [asking] : [])),
    score(untilMs = Number.POSITIVE_INFINITY) {
      const { current } = foldShow(events);
      const answers = current?.buzz?.presses.map((each) =>
        press(each.playerId, each.elapsedMs, current.opensAtMs + each.elapsedMs),
      );
      return scoreShow(show, events, holdersOf(3), () => answers ?? [], untilMs);
    },
  };
}

describe('a buzzer', () => {
  it('[H51a] the first is who has the least time less the credit, to the millisecond; then who arrived first', () => {
    const order = (...presses: CountedAnswer[]) => orderPresses(presses, () => true).map(({ playerId }) => playerId);
    expect(order(press('s1', 1_001, 1_001), press('s2', 1_000, 1_150))).toEqual(['s2', 's1']);
    expect(order(press('s1', 1_000, 1_150), press('s2', 1_000, 1_149))).toEqual(['s2', 's1']);
    expect(order(press('s2', 1_000), press('s1', 1_000))).toEqual(['s1', 's2']);
  });

  it('[H51b] who may press no more is not named', () => {
    expect(orderPresses([press('s1', 1), press('s2', 2)], (id) => id !== 's1')).toEqual([
      { playerId: 's2', elapsedMs: 2 },
    ]);
  });

  it('[H51a] no press that arrives after the gathering can be first, whatever its credit', () => {
    const { quotaMs } = file.rules.lagCredit;
    const late = acceptShowAnswer({
      asking: {
        ...{ asking: 1, cueIndex: 1, opensAtMs: 0, locksAtMs: 10_000 },
        ...{ revealed: false, undone: false, ruled: null, buzz: null },
      },
      ...{ wanted: 1, rules: file.rules, given: buzzGiven, kind: 'one', playing: true, isBuzz: true },
      ...{ arrivedAtMs: 1_000 + buzzWindowMs(file.rules), roundTripMs: 60_000, quotaMs, contradicted: 0 },
      ...{ timeFactor: 1, previous: null },
    });
    expect(late.ok && late.value.elapsedMs).toBeGreaterThanOrEqual(1_000);
  });

  it('[H51] more time to press gives no better time', () => {
    const given = (arrivedAtMs: number) =>
      acceptShowAnswer({
        asking: {
          ...{ asking: 1, cueIndex: 1, opensAtMs: 0, locksAtMs: 10_000 },
          ...{ revealed: false, undone: false, ruled: null, buzz: null },
        },
        ...{ wanted: 1, rules: file.rules, given: buzzGiven, kind: 'one', playing: true, isBuzz: true },
        ...{ arrivedAtMs, roundTripMs: null, quotaMs: 0, contradicted: 0, timeFactor: 2, previous: null },
      });
    expect(given(4_000)).toMatchObject({ ok: true, value: { elapsedMs: 4_000 } });
    expect(given(15_000)).toMatchObject({ ok: true });
  });

  it('[H51] while the answer is judged the wide button waits; right gives the points and reveals', () => {
    const run = openBuzzer();
    run.buzz('s2', 's1');
    expect([run.phase(), run.step(), run.give({ do: 'next' })]).toEqual(['locked', 'nothing', 'nothing_to_do']);
    expect(run.give({ do: 'close' })).toBe('nothing_to_do');
    expect(run.give({ do: 'mark', asking: 9, right: true })).toBe('nothing_to_do');
    expect(run.give({ do: 'mark', asking: run.asking(), right: true })).toBe('judged,revealed');
    expect(run.give({ do: 'mark', asking: run.asking(), right: false })).toBe('nothing_to_do');
    const tally = run.score();
    expect(tally.get('s2')).toMatchObject({ points: 120, rightCount: 1, last: { right: true, points: 120 } });
    expect(tally.get('s1')).toMatchObject({ points: 0, rightCount: 0, last: null });
  });

  it('[H51b] wrong leaves the question to the others under a new asking; the judgement can be undone', () => {
    const run = openBuzzer();
    run.buzz('s2');
    run.give({ do: 'mark', asking: run.asking(), right: false });
    expect([run.out(), run.step()]).toEqual([['s2'], 'open-question']);
    expect(run.give({ do: 'undo' })).toBe('undone');
    expect([run.out(), run.step()]).toEqual([[], 'nothing']);
    run.give({ do: 'mark', asking: run.asking(), right: false });
    const before = run.asking();
    expect(run.give({ do: 'next' })).toBe('asked');
    expect(run.asking()).toBe(before + 1);
    run.wait(500);
    run.buzz('s1');
    run.give({ do: 'mark', asking: run.asking(), right: false });
    expect(run.out()).toEqual(['s2', 's1']);
    expect(run.give({ do: 'close' })).toBe('revealed');
    expect([run.phase(), run.step()]).toEqual(['revealed', 'next-cue']);
    expect([...run.score().values()].map(({ points }) => points)).toEqual([0, 0, 0]);
  });

  it('[H51a] nobody pressed: it locks by time, and is revealed once no press can still be named', () => {
    const run = openBuzzer();
    run.wait(10_001 + 250);
    expect(run.step()).toBe('nothing');
    run.wait(buzzWindowMs(file.rules) + 250);
    expect([run.step(), run.give({ do: 'next' })]).toEqual(['reveal', 'revealed']);
  });

  it('[H51b] [H5d] a revealed buzzer can be ruled void, and gets no other key', () => {
    const run = openBuzzer();
    run.buzz('s2');
    const asking = run.asking();
    run.give({ do: 'mark', asking, right: true });
    const reason = 'Người dẫn nghe nhầm';
    expect(run.give({ do: 'rule', asking, ruling: { what: 'key', right: 'c' }, reason })).toBe('nothing_to_do');
    expect(run.give({ do: 'rule', asking, ruling: { what: 'void' }, reason })).toBe('ruled');
    expect(run.score().get('s2')).toMatchObject({ points: 0, rightCount: 0 });
  });

  it('[H51] [H15] by accuracy it is one right answer; a frozen board does not count it', () => {
    const run = openBuzzer(exampleShow(cues, { mode: 'accuracy' }));
    run.buzz('s3');
    run.give({ do: 'mark', asking: run.asking(), right: true });
    expect(run.score().get('s3')).toMatchObject({ rightCount: 1, elapsedMs: 1_500 });
    expect(run.score(1_000_000).get('s3')).toMatchObject({ rightCount: 0, elapsedMs: 0 });
  });

  it('[H51] an elimination has none', () => {
    const problems = (mode: string) => checkShow(exampleShow(cues, { mode }), new Map()).map(({ path }) => path);
    expect(problems('elimination')).toEqual([['cues', 1, 'buzzer']]);
    expect(problems('speed')).toEqual([]);
  });

  it('[H51c] who was wrong before the reveal stays known after the show has moved on; a question left unrevealed counts nowhere', () => {
    const run = openBuzzer();
    run.buzz('s2');
    run.give({ do: 'mark', asking: run.asking(), right: false });
    run.give({ do: 'next' });
    run.wait(500);
    run.buzz('s1');
    run.give({ do: 'mark', asking: run.asking(), right: true });
    run.give({ do: 'next' });
    expect(run.left()).toEqual([]);
    const other = openBuzzer();
    other.buzz('s2');
    other.give({ do: 'mark', asking: other.asking(), right: false });
    other.give({ do: 'go', cueIndex: 2 });
    expect(other.left()).toEqual([1]);
  });

  it('[H51] [H10b] right at a buzzer for trying is right on the phone, and gives nothing', () => {
    const run = openBuzzer(
      exampleShow([{ ...exampleQuestion('mot'), buzzer: 120, trial: true }, exampleQuestion('hai')]),
    );
    run.buzz('s2');
    run.give({ do: 'mark', asking: run.asking(), right: true });
    expect(run.score().get('s2')).toMatchObject({
      points: 0,
      rightCount: 0,
      elapsedMs: 0,
      last: { right: true, points: 0 },
    });
  });
});
