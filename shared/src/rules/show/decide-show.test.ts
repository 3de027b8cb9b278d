import { describe, expect, it } from 'vitest';
import type { ShowCommand } from '../../contract/show.ts';
import { seededRandom } from '../random.ts';
import { type CueStep, canBack, canUndo, decideShow, nextStepOf } from './decide-show.ts';
import { both, exampleQuestion, exampleShow } from './example-show.ts';
import { foldShow, phaseOf } from './fold-show.ts';
import type { NumberedShowEvent } from './show-event.ts';

const file = exampleShow(
  [
    { kind: 'launch', title: both('Phát động'), button: both('Bấm'), countdownSeconds: 5 },
    exampleQuestion('mot'),
    { kind: 'board' },
    { kind: 'rescue', title: both('Cứu trợ') },
    exampleQuestion('hai'),
    { kind: 'award', title: both('Trao giải'), of: { what: 'round' } },
  ],
  { mode: 'elimination', freezeFromQuestion: 2 },
);

/** An award of so many people, one by one, as the plan of its cue. */
const callsOf = (persons: number): CueStep[] =>
  Array.from({ length: persons }).flatMap(() => [
    { next: 'announce', reveals: false },
    { next: 'reveal-name', reveals: true },
  ]);

/** A run driven by hand: each command at a moment, as the ledger would store it. */
function drive(award: readonly CueStep[] = callsOf(2)) {
  let events: NumberedShowEvent[] = [{ kind: 'opened', device: 'mc', seq: 1, happenedAtMs: 0, actor: 'test' }];
  let nowMs = 1_000_000;
  const planned = () => (file.cues[foldShow(events).cueIndex]?.kind === 'award' ? award : []);
  const give = (command: ShowCommand, device = 'mc') => {
    const decided = decideShow({
      file,
      events,
      device,
      command,
      nowMs,
      steps: planned(),
      openingLeadMs: 1200,
      present: () => ['p1', 'p2', 'p3'],
    });
    if (!decided.ok) return decided.refusal.code;
    for (const event of decided.value)
      events = [...events, { ...event, seq: events.length + 1, happenedAtMs: nowMs, actor: 'test' }];
    return decided.value.map((event) => event.kind).join();
  };
  return {
    give,
    next: () => give({ do: 'next' }),
    wait: (ms: number) => {
      nowMs += ms;
    },
    state: () => foldShow(events),
    events: () => events,
    now: () => nowMs,
    step: () => nextStepOf(file, foldShow(events), nowMs, planned()),
  };
}

describe('driving a show', () => {
  it('[H3] the one button walks the whole show, each step when its time has come', () => {
    const run = drive();
    expect(run.next()).toBe('moved');
    expect(run.next()).toBe('launched');
    expect(run.next()).toBe('nothing_to_do');
    run.wait(5000);
    expect(run.next()).toBe('moved');
    expect(run.next()).toBe('asked');
    expect(run.next()).toBe('nothing_to_do'); // announced, not open yet
    run.wait(1200);
    expect(run.next()).toBe('locked');
    expect(run.next()).toBe('nothing_to_do'); // answers on their way are processed first
    run.wait(250);
    expect(run.next()).toBe('revealed');
    expect([run.step(), run.next()]).toEqual(['floor', 'stepped']); // an elimination shows who is still in
    expect([run.next(), run.next(), run.next(), run.next()]).toEqual(['moved', 'moved', 'rescued', 'moved']);
    expect(run.next()).toBe('frozen,asked');
    run.wait(1200 + 10_000 + 251);
    expect(run.step()).toBe('reveal');
    expect(run.next()).toBe('revealed');
    expect([run.next(), run.next()]).toEqual(['stepped', 'moved']);
    expect([run.step(), run.next()]).toEqual(['announce', 'stepped']);
    expect([run.step(), run.next()]).toEqual(['reveal-name', 'stepped']);
    expect([run.next(), run.next()]).toEqual(['stepped', 'stepped']);
    expect([run.next(), run.next()]).toEqual(['moved', 'ended']);
    expect(run.next()).toBe('run_ended');
  });

  it('[H5] a question locks by its time alone, without a command', () => {
    const run = drive();
    run.give({ do: 'go', cueIndex: 2 });
    run.next();
    const locksAtMs = run.state().current?.locksAtMs ?? 0;
    expect(phaseOf(run.state(), locksAtMs)).toBe('open');
    expect(phaseOf(run.state(), locksAtMs + 1)).toBe('locked');
  });

  it('[H3] any other device is refused until it has taken over', () => {
    const run = drive();
    expect(run.give({ do: 'next' }, 'khác')).toBe('not_driving');
  });

  it('[H3] undo takes back what revealed nothing, and the asking number is not used again', () => {
    const run = drive();
    run.give({ do: 'go', cueIndex: 2 });
    run.next();
    expect(canUndo(run.events(), run.now(), [])).toBe(true);
    expect(run.give({ do: 'undo' })).toBe('undone');
    expect(run.state().current).toBeNull();
    run.next();
    expect(run.state().current?.asking).toBe(2);
    run.wait(12_000);
    run.next();
    expect(run.give({ do: 'undo' })).toBe('cannot_undo');
  });

  it('[H5] leaving an open question undoes its asking; coming back to a revealed one opens nothing again', () => {
    const run = drive();
    run.give({ do: 'go', cueIndex: 2 });
    run.next();
    run.give({ do: 'back' });
    expect(run.state().askings.map((asking) => asking.undone)).toEqual([true]);
    run.next();
    run.wait(5000);
    run.give({ do: 'go', cueIndex: 2 });
    run.next();
    run.wait(12_000);
    run.next();
    run.next();
    run.next();
    run.give({ do: 'back' });
    expect(phaseOf(run.state(), run.now())).toBe('revealed');
    expect(run.step()).toBe('next-cue');
  });

  it('[H22] after a reveal of an elimination the button shows who is in; back and undo show the answer again', () => {
    const run = drive();
    run.give({ do: 'go', cueIndex: 2 });
    run.next();
    run.wait(12_000);
    expect([run.next(), run.step()]).toEqual(['revealed', 'floor']);
    expect([run.next(), run.state().step, run.step()]).toEqual(['stepped', 1, 'next-cue']);
    expect([run.give({ do: 'back' }), run.state().step, run.step()]).toEqual(['stepped', 0, 'floor']);
    run.next();
    expect([run.give({ do: 'undo' }), run.state().step]).toEqual(['undone', 0]);
    expect(run.give({ do: 'undo' })).toBe('cannot_undo'); // what was revealed stays revealed
  });

  it('[H16] an award goes both ways, one step at a time; a revealed name cannot be undone', () => {
    const run = drive(callsOf(1));
    run.give({ do: 'go', cueIndex: 6 });
    run.next();
    run.next();
    expect(run.state().step).toBe(2);
    expect(run.give({ do: 'undo' })).toBe('cannot_undo');
    run.give({ do: 'back' });
    expect(run.state().step).toBe(1);
    run.give({ do: 'back' });
    expect(canBack(run.state())).toBe(true);
    expect(run.give({ do: 'back' })).toBe('moved');
  });

  it('[H3] an award without winners, and a pause, have a way out', () => {
    const run = drive(callsOf(0));
    run.give({ do: 'go', cueIndex: 6 });
    expect(run.step()).toBe('next-cue');
    run.give({ do: 'pause', on: true });
    expect(run.next()).toBe('nothing_to_do');
    run.give({ do: 'pause', on: false });
    expect(run.next()).toBe('moved');
  });

  it.each([11, 12, 13, 14, 15, 16, 17, 18])(
    '[H3] seed %i: whatever was pressed, time and the button lead to the end',
    (seed) => {
      const random = seededRandom(`lai-${seed}`);
      const run = drive(callsOf(3));
      const commands: ShowCommand[] = [
        { do: 'next' },
        { do: 'next' },
        { do: 'back' },
        { do: 'undo' },
        { do: 'go', cueIndex: Math.floor(random() * 8) },
        { do: 'black', on: true },
        { do: 'pause', on: true },
        { do: 'freeze', on: random() < 0.5 },
        { do: 'launch' },
      ];
      for (let step = 0; step < 120; step++) {
        run.give(commands[Math.floor(random() * commands.length)] as ShowCommand);
        run.wait(Math.floor(random() * 4000));
      }
      run.give({ do: 'pause', on: false });
      for (let step = 0; step < 60 && !run.state().ended; step++) {
        run.wait(20_000);
        expect(run.step()).not.toBe('nothing');
        run.next();
      }
      expect(run.state().ended).toBe(true);
    },
  );
});
