import { exampleQuestion, exampleShow, numbered, played } from '@hoithi/shared/rules/show/example-show';
import { describe, expect, it } from 'vitest';
import { addPlayer, type CachedRun, cacheRun, scoreAgain, standingOf, takeEvent } from './cached-run.ts';
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
});
const held = (file = speed, events = numbered([{ kind: 'opened', device: 'mc' }])): CachedRun =>
  cacheRun(row, file, events);
const order = (run: CachedRun) => standingOf(run, 'all').places.map((place) => place.playerId);

describe('seats that two processes give away at the same time', () => {
  it('[H14] heard in any order, equals stand in the order of joining, and nothing is scored again', () => {
    const run = held();
    const again = [40, 10, 30, 20].map((placeNo) => addPlayer(run, player(placeNo)));
    expect(again).toEqual([false, false, false, false]);
    expect(order(run)).toEqual(['s10', 's20', 's30', 's40']);
    const whole = held();
    for (const placeNo of [10, 20, 30, 40]) addPlayer(whole, player(placeNo));
    scoreAgain(whole, () => []);
    for (const [playerId, tally] of whole.tally) expect(run.tally.get(playerId)).toEqual(tally);
  });

  it('[H11] where the rules cap the players, one out of order scores again, and the first three play', () => {
    const run = held(capped);
    for (const placeNo of [10, 20, 40]) expect(addPlayer(run, player(placeNo))).toBe(false);
    expect(addPlayer(run, player(30))).toBe(true);
    scoreAgain(run, () => []);
    expect([...run.tally.values()].filter((each) => each.status === 'in').map((each) => each.playerId)).toEqual([
      's10',
      's20',
      's30',
    ]);
  });

  it('[H5] one who sat down before a lock and is heard of after its reveal scores again; one who came later does not', () => {
    const { events } = played([1], [{}]);
    const run = held(speed, events);
    const locksAtMs = run.state.askings[0]?.locksAtMs ?? 0;
    expect(addPlayer(run, player(1, locksAtMs))).toBe(true);
    expect(addPlayer(run, player(2, locksAtMs + 1))).toBe(false);
  });
});

describe('the board of a run', () => {
  const event = (run: CachedRun, happened: Parameters<typeof numbered>[0][number]) => {
    const [numberedEvent] = numbered([happened]);
    if (numberedEvent) takeEvent(run, { ...numberedEvent, seq: run.state.seq + 1 }, []);
  };

  it('is not ranked again when the show only moves on, and is when somebody came, or was removed', () => {
    const run = held();
    addPlayer(run, player(1));
    event(run, { kind: 'moved', cueIndex: 1 }); // somebody came
    const first = standingOf(run, 'all');
    event(run, { kind: 'asked', cueIndex: 1, asking: 1, opensAtMs: 1_000, locksAtMs: 11_000 });
    event(run, { kind: 'locked', asking: 1, locksAtMs: 9_000 });
    expect(standingOf(run, 'all')).toBe(first);
    expect(standingOf(run, 'shown')).toBe(first);
    event(run, { kind: 'revealed', asking: 1 });
    expect(standingOf(run, 'all')).not.toBe(first);
    addPlayer(run, player(2, 20_000));
    event(run, { kind: 'moved', cueIndex: 2 });
    expect(order(run)).toEqual(['s1', 's2']);
    event(run, { kind: 'removed', playerId: 's1' });
    expect(order(run)).toEqual(['s2']);
  });
});
