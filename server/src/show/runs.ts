import { randomUUID } from 'node:crypto';
import { ShowFile } from '@hoithi/shared/contract/show-file';
import { settleMs } from '@hoithi/shared/rules/show/decide-show';
import { phaseOf } from '@hoithi/shared/rules/show/fold-show';
import type { CountedAnswer } from '@hoithi/shared/rules/show/tally';
import { calmAfterMs, type FirstArrivals } from '../attempt/first-arrivals.ts';
import type { Bus } from '../platform/bus/bus.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { addPlayer, askedCount, askingName, type CachedRun, cacheRun, scoreAgain, takeEvent } from './cached-run.ts';
import { readAsking, readCounted } from './show-answers-sql.ts';
import { type PlayerRow, readPlayers } from './show-players-sql.ts';
import { type RunRow, readOpenRuns, readRun, readShow, readShowEvents } from './shows-sql.ts';

/** What changed: `stage` for everybody, `seats` when each one's own place or part may have changed too. */
export type RunChange = { run: CachedRun; stage: boolean; players: boolean };

/** The runs this process knows. Events are read from the ledger, whoever wrote them; the bus only says when to look. SPEC H2. */
export type Runs = {
  /** The run of a contest that has not ended. */
  ofContest(contestId: string): CachedRun | null;
  all(): CachedRun[];
  /** From memory, else from the ledger; ended ones too. */
  byId(runId: string): Promise<CachedRun | null>;
  byCode(code: string): Promise<CachedRun | null>;
  /** Reads what happened since and tells the listeners. `said`: other processes are told as well. */
  refresh(runId: string, options?: { say: boolean }): Promise<CachedRun | null>;
  /** A seat was taken here. */
  joined(run: CachedRun, row: PlayerRow): Promise<void>;
  onChange(listener: (change: RunChange) => void): void;
  /** Seats, presence or answered counts have moved. */
  onFigures(listener: (run: CachedRun) => void): void;
  touchFigures(run: CachedRun): void;
  stop(): void;
};

const publishEveryMs = 250;
const retainEndedMs = 600_000;
/** A seat taken in another process may be committed after one with a higher number was read. */
const playerOverlap = 2_000;

export type RunsDeps = {
  db: Database;
  bus: Bus;
  clock: Clock;
  firstArrivals: Pick<FirstArrivals, 'waiting'>;
  onFault(fault: unknown): void;
};

export function cacheRuns(deps: RunsDeps): Runs {
  const { db, bus, clock } = deps;
  const own = randomUUID();
  const runs = new Map<string, CachedRun>();
  const loading = new Map<string, Promise<CachedRun | null>>();
  const turns = new Map<string, Promise<unknown>>();
  const changeListeners: ((change: RunChange) => void)[] = [];
  const figureListeners: ((run: CachedRun) => void)[] = [];
  const dirty = new Set<string>();
  const unread = new Set<string>(); // runs with seats taken elsewhere
  const joinedHere = new Set<string>();

  /** One reading of a run at a time. */
  function inTurn<T>(runId: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(runId) ?? Promise.resolve()).then(work, work);
    turns.set(
      runId,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async function countedOf(runId: string, askings: readonly number[]): Promise<Map<number, CountedAnswer[]>> {
    const counted = new Map<number, CountedAnswer[]>();
    for (const asking of askings) counted.set(asking, await readCounted(db, runId, asking));
    return counted;
  }
  async function scoreFromLedger(run: CachedRun): Promise<void> {
    const askings = run.state.askings.filter((asking) => asking.revealed).map((asking) => asking.asking);
    const counted = await countedOf(run.row.id, askings);
    scoreAgain(run, (asking) => counted.get(asking) ?? []);
  }
  async function readCurrent(run: CachedRun, afresh = false): Promise<void> {
    const asking = run.state.current?.asking ?? 0;
    if (run.answers.asking === asking && !afresh) return;
    const byPlayer: CachedRun['answers']['byPlayer'] = new Map();
    run.answers = { asking, byPlayer };
    if (asking === 0) return;
    for (const row of await readAsking(db, run.row.id, asking)) {
      const earlier = byPlayer.get(row.player_id);
      if (!earlier) byPlayer.set(row.player_id, [row]);
      else if (!earlier.some((each) => each.id === row.id)) earlier.push(row);
    }
  }
  async function readNewPlayers(run: CachedRun): Promise<boolean> {
    let again = false;
    const before = run.players.size;
    const since = run.lastPlaceNo - playerOverlap;
    const known = [...run.players.values()].filter((player) => player.placeNo > since).map((player) => player.placeNo);
    for (const row of await readPlayers(db, run.row.id, since, known)) again = addPlayer(run, row) || again;
    if (again) await scoreFromLedger(run);
    return run.players.size > before;
  }

  async function load(row: RunRow): Promise<CachedRun> {
    const show = await readShow(db, row.show_id);
    if (!show) throw new Error('a run has its show');
    const file = ShowFile.parse(show.file);
    const events = await readShowEvents(db, row.id, 0);
    const run = cacheRun(row, file, events);
    for (const player of await readPlayers(db, row.id, 0)) addPlayer(run, player);
    await scoreFromLedger(run);
    await readCurrent(run);
    runs.set(row.id, run);
    return run;
  }
  function find(key: string, read: () => Promise<RunRow | null>): Promise<CachedRun | null> {
    const pending = loading.get(key);
    if (pending) return pending;
    const found = read()
      .then((row) => (row ? (runs.get(row.id) ?? load(row)) : null))
      .finally(() => loading.delete(key));
    loading.set(key, found);
    return found;
  }
  const byId = async (runId: string) => runs.get(runId) ?? find(runId, () => readRun(db, { id: runId }));

  async function takeNewEvents(run: CachedRun): Promise<RunChange> {
    const events = await readShowEvents(db, run.row.id, run.state.seq);
    const change: RunChange = { run, stage: events.length > 0, players: false };
    for (const event of events) {
      const counting = event.kind === 'revealed';
      if (counting) await readNewPlayers(run);
      const wasSuddenDeath = run.file.cues[run.state.cueIndex]?.kind === 'sudden-death';
      if (counting) run.asked = askedCount(run, event.asking);
      takeEvent(run, event, counting ? await readCounted(db, run.row.id, event.asking) : []);
      if (event.kind === 'undone') await scoreFromLedger(run);
      change.players ||=
        ['revealed', 'rescued', 'frozen', 'undone', 'ended'].includes(event.kind) ||
        wasSuddenDeath ||
        run.file.cues[run.state.cueIndex]?.kind === 'sudden-death';
    }
    // At a reveal what other processes have kept is read as well.
    await readCurrent(
      run,
      events.some((event) => event.kind === 'revealed'),
    );
    return change;
  }
  async function refresh(runId: string, options = { say: false }): Promise<CachedRun | null> {
    const run = await byId(runId);
    if (!run) return null;
    await inTurn(runId, async () => {
      const change = await takeNewEvents(run);
      if (change.stage) for (const listener of changeListeners) listener(change);
    });
    if (options.say) bus.publish('show:changed', { runId, contestId: run.row.contest_id });
    return run;
  }

  bus.subscribe('show:changed', ({ runId }, from) => {
    if (from === 'elsewhere') void refresh(runId).catch(deps.onFault);
  });
  bus.subscribe('show:joined', ({ runId }, from) => {
    if (from === 'elsewhere' && runs.has(runId)) unread.add(runId);
  });
  bus.subscribe('show:counted', ({ runId, process, ...counted }) => {
    const run = runs.get(runId);
    if (!run || process === own) return;
    run.elsewhere.set(process, { ...counted, atMs: clock.nowMs() });
    dirty.add(runId);
  });

  const said = new Map<string, string>();
  function forget(runId: string): void {
    for (const kept of [runs, turns, said]) kept.delete(runId);
  }
  async function beat(): Promise<void> {
    const nowMs = clock.nowMs();
    for (const run of runs.values()) {
      const runId = run.row.id;
      if (unread.delete(runId) && (await inTurn(runId, () => readNewPlayers(run)))) dirty.add(runId);
      const { asking } = run.answers;
      // Once it is calm, whoever has not sent again has found another way or is gone.
      const unavailableAgoMs = db.unavailableAgoMs();
      run.resending = unavailableAgoMs < calmAfterMs ? deps.firstArrivals.waiting(askingName(runId, asking)) : 0;
      const here = {
        asking,
        answered: run.answers.byPlayer.size,
        connected: run.present.size,
        resending: run.resending,
      };
      // Said when it changes, and every two seconds while anybody is here, so that a process that died is forgotten.
      const line = `${JSON.stringify(here)}${here.connected > 0 ? Math.floor(nowMs / 2_000) : ''}`;
      if (said.get(runId) !== line) {
        said.set(runId, line);
        bus.publish('show:counted', { runId, process: own, ...here });
      }
      if (joinedHere.delete(runId)) bus.publish('show:joined', { runId });
      if (run.state.ended && run.present.size === 0) {
        if (nowMs - (run.events.at(-1)?.happenedAtMs ?? 0) > retainEndedMs) forget(runId);
        continue;
      }
      // A lock, a settled question and the end of a countdown come by time alone.
      // Told again every second while answers are on their way: what was told during the outage may have reached nobody.
      const phase = `${phaseLine(run, nowMs)} ${run.resending > 0 ? Math.floor(unavailableAgoMs / 1_000) : ''}`;
      if (phase !== run.phase) dirty.add(runId);
      run.phase = phase;
      if (dirty.delete(runId)) for (const listener of figureListeners) listener(run);
    }
  }
  let beating = false;
  const timer = setInterval(() => {
    if (beating) return;
    beating = true;
    void beat()
      .catch(deps.onFault)
      .finally(() => {
        beating = false;
      });
  }, publishEveryMs);
  timer.unref();

  return {
    all: () => [...runs.values()],
    ofContest: (contestId) =>
      [...runs.values()].findLast((run) => run.row.contest_id === contestId && !run.state.ended) ?? null,
    byId,
    byCode: async (code) =>
      [...runs.values()].find((run) => run.row.code === code) ?? find(`code:${code}`, () => readRun(db, { code })),
    refresh,
    async joined(run, row) {
      if (addPlayer(run, row)) await inTurn(run.row.id, () => scoreFromLedger(run));
      dirty.add(run.row.id);
      joinedHere.add(run.row.id);
    },
    onChange: (listener) => changeListeners.push(listener),
    onFigures: (listener) => figureListeners.push(listener),
    touchFigures: (run) => dirty.add(run.row.id),
    stop: () => clearInterval(timer),
  };
}

function phaseLine({ state, resending }: CachedRun, nowMs: number): string {
  const settled = state.current !== null && nowMs >= state.current.locksAtMs + settleMs;
  const launched = state.launchedAtMs !== null && nowMs >= state.launchedAtMs;
  return `${state.seq} ${phaseOf(state, nowMs)} ${settled} ${launched} ${resending}`;
}

/** Runs that are on are held from the start, so that screens and MCs find them at once. */
export async function loadOpenRuns(db: Database, runs: Runs): Promise<void> {
  for (const row of await readOpenRuns(db)) await runs.byId(row.id);
}
