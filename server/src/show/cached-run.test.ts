import { exampleQuestion, exampleShow, numbered, played } from '@hoithi/shared/rules/show/example-show';
import { describe, expect, it } from 'vitest';
import { CachedRun } from './cached-run.ts';
import type { PlayerRow } from './show-players-sql.ts';

const row = {
  id: '00000000-0000-4000-8000-000000000001',
  show_id: '00000000-0000-4000-8000-000000000002',
  contest_id: '00000000-0000-4000-8000-000000000003',
  rehearsal: false,
  code: '123456',
  secret: 'x',
  commitment: 'y',
  opened_at_ms: 0,
};
const questions = [exampleQuestion('q1'), exampleQuestion('q2')];
const speed = exampleShow(questions, { mode: 'speed' });
const capped = exampleShow(questions, { mode: 'elimination', playersMax: 3 });

const player = (placeNo: number, joinedAtMs = placeNo): PlayerRow => ({
  id: `s${placeNo}`,
  run_id: row.id,
  place_no: placeNo,
  token_hash: `t${placeNo}`,
  contestant_id: null,
  unit_code: null,
  simulated: false,
  joined_at_ms: joinedAtMs,
  name: `Người ${placeNo}`,
  device_hash: null,
});
const open = (file = speed, events = numbered([{ kind: 'opened', device: 'mc' }])): CachedRun =>
  new CachedRun(row, file, events);
const order = (run: CachedRun) => run.standing('all').places.map((place) => place.playerId);

describe('players whom two processes add at the same time', () => {
  it('[H14] added in any order, equals are ranked in the order of joining, without a new score', () => {
    const run = open();
    const mustRescore = [40, 10, 30, 20].map((placeNo) => run.addPlayer(player(placeNo)));
    expect(mustRescore).toEqual([false, false, false, false]);
    expect(order(run)).toEqual(['s10', 's20', 's30', 's40']);
    const whole = open();
    for (const placeNo of [10, 20, 30, 40]) whole.addPlayer(player(placeNo));
    whole.rescore(() => []);
    for (const [playerId, tally] of whole.tally) expect(run.tally.get(playerId)).toEqual(tally);
  });

  it('[H11] where the rules cap the players, one out of order needs a new score, and the first three play', () => {
    const run = open(capped);
    for (const placeNo of [10, 20, 40]) expect(run.addPlayer(player(placeNo))).toBe(false);
    expect(run.addPlayer(player(30))).toBe(true);
    run.rescore(() => []);
    expect([...run.tally.values()].filter((each) => each.status === 'in').map((each) => each.playerId)).toEqual([
      's10',
      's20',
      's30',
    ]);
  });

  it('[H5] one who joined before a lock and is added after its reveal needs a new score; one who joined later does not', () => {
    const { events } = played([1], [{}]);
    const run = open(speed, events);
    const locksAtMs = run.state.askings[0]?.locksAtMs ?? 0;
    expect(run.addPlayer(player(1, locksAtMs))).toBe(true);
    expect(run.addPlayer(player(2, locksAtMs + 1))).toBe(false);
  });
});

describe('the board of a run', () => {
  const event = (run: CachedRun, happened: Parameters<typeof numbered>[0][number]) => {
    const [numberedEvent] = numbered([happened]);
    if (numberedEvent) run.applyEvent({ ...numberedEvent, seq: run.state.seq + 1 }, []);
  };

  it('is not ranked again when the show only moves on, and is after a player joined or was removed', () => {
    const run = open();
    run.addPlayer(player(1));
    event(run, { kind: 'moved', cueIndex: 1 }); // a player joined
    const first = run.standing('all');
    event(run, { kind: 'asked', cueIndex: 1, asking: 1, opensAtMs: 1_000, locksAtMs: 11_000 });
    event(run, { kind: 'locked', asking: 1, locksAtMs: 9_000 });
    expect(run.standing('all')).toBe(first);
    expect(run.standing('shown')).toBe(first);
    event(run, { kind: 'revealed', asking: 1 });
    expect(run.standing('all')).not.toBe(first);
    run.addPlayer(player(2, 20_000));
    event(run, { kind: 'moved', cueIndex: 2 });
    expect(order(run)).toEqual(['s1', 's2']);
    event(run, { kind: 'removed', playerId: 's1' });
    expect(order(run)).toEqual(['s2']);
  });
});
