import { randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { ShowFile } from '@hoithi/shared/contract/show-file';
import { buzzerOf } from '@hoithi/shared/rules/show/buzzer';
import { settledAtMs } from '@hoithi/shared/rules/show/decide-show';
import { phaseOf } from '@hoithi/shared/rules/show/fold-show';
import { calmAfterMs, type FirstArrivals } from '../attempt/first-arrivals.ts';
import type { Bus } from '../platform/bus/bus.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { askingName, CachedRun } from './cached-run.ts';
import { CodeGuesses, type Guesser } from './code-guesses.ts';
import { readAsking, readCounted } from './show-answers-sql.ts';
import { type PlayerRow, readPlayers } from './show-players-sql.ts';
import { type RunRow, readLastSeqs, readOpenRuns, readRun, readShow, readShowEvents } from './shows-sql.ts';

/** What changed: `stage` for everybody, `names` for screens and the MC alone, `players` when the place or part of each one may have changed too. */
export type RunChange = { run: CachedRun; stage: boolean; names: boolean; players: boolean };

const publishEveryMs = 250;
const retainEndedMs = 600_000;
/** A player added in another process may be committed after one with a higher number was read. */
const playerOverlap = 2_000;
/** Events after which the place or part of each player may differ. */
const changesPlayers = new Set([
  'revealed',
  'ruled',
  'judged',
  'rescued',
  'frozen',
  'removed',
  'cleared',
  'timed',
  'undone',
  'ended',
]);

export type RunsDeps = {
  db: Database;
  bus: Bus;
  clock: Clock;
  firstArrivals: Pick<FirstArrivals, 'waiting'>;
  onFault(fault: unknown): void;
};

/** The runs that this process has in memory. Events are read from the ledger; the bus only says when. SPEC H2. */
export class Runs {
  readonly #deps: RunsDeps;
  readonly #guesses = new CodeGuesses();
  readonly #processId = randomUUID();
  readonly #runs = new Map<string, CachedRun>();
  readonly #loading = new Map<string, Promise<CachedRun | null>>();
  /** The last reading of each run: they go one after the other. */
  readonly #readings = new Map<string, Promise<unknown>>();
  readonly #changeListeners: ((change: RunChange) => void)[] = [];
  readonly #tickListeners: ((run: CachedRun) => Promise<unknown>)[] = [];
  readonly #figureListeners: ((run: CachedRun) => void)[] = [];
  /** Runs whose figures are to be published. */
  readonly #dirty = new Set<string>();
  /** Runs that players have joined in other processes, and in this one. */
  readonly #joinedElsewhere = new Set<string>();
  readonly #joinedHere = new Set<string>();
  /** By run: the counts that other processes were sent last, and what followed from the time alone. */
  readonly #sentCounts = new Map<string, string>();
  readonly #phases = new Map<string, string>();
  readonly #timer: NodeJS.Timeout;
  #isPublishing = false;

  constructor(deps: RunsDeps) {
    this.#deps = deps;
    this.#subscribe();
    this.#timer = setInterval(() => this.#publishInTime(), publishEveryMs);
    this.#timer.unref();
  }

  #subscribe(): void {
    const { bus, clock, onFault } = this.#deps;
    bus.subscribe('show:changed', ({ runId }, from) => {
      if (from === 'elsewhere') void this.refresh(runId).catch(onFault);
    });
    bus.subscribe('show:joined', ({ runId }, from) => {
      if (from === 'elsewhere' && this.#runs.has(runId)) this.#joinedElsewhere.add(runId);
    });
    bus.subscribe('show:counted', ({ runId, process, ...counts }) => {
      const run = this.#runs.get(runId);
      if (!run || process === this.#processId) return;
      run.elsewhere.set(process, { ...counts, atMs: clock.nowMs() });
      this.#dirty.add(runId);
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  all(): CachedRun[] {
    return [...this.#runs.values()];
  }

  /** The run of a contest that has not ended. */
  ofContest(contestId: string): CachedRun | null {
    return this.all().findLast((run) => run.row.contest_id === contestId && !run.state.ended) ?? null;
  }

  /** The last run of a contest, where it has ended not long ago and no other follows it yet. SPEC H50. */
  lastEnded(contestId: string): CachedRun | null {
    const last = this.all()
      .filter(({ row }) => row.contest_id === contestId)
      .sort((a, b) => a.row.opened_at_ms - b.row.opened_at_ms)
      .at(-1);
    return last?.state.ended && last.state.next === null ? last : null;
  }

  /** From memory, else from the ledger; ended ones too. */
  async byId(runId: string): Promise<CachedRun | null> {
    return this.#runs.get(runId) ?? this.#load(runId, () => readRun(this.#deps.db, { id: runId }));
  }

  /**
   * The run of a code that somebody typed. The guess is counted before the code is searched, and given back where it was
   * right: any number of guesses at one instant, by sockets and by HTTP together, find no more than the bound.
   *
   * Refuses  code_unknown, too_fast.
   * Source   SPEC H4a.
   */
  async byTypedCode(code: string, by: Guesser): Promise<Result<CachedRun>> {
    const spent = await this.#guesses.spend(by);
    if (!spent.ok) return spent;
    const found = await this.byCode(code);
    if (!found) return refuse({ code: 'code_unknown' });
    await spent.value.giveBack();
    return accept(found);
  }

  async byCode(code: string): Promise<CachedRun | null> {
    const known = this.all().find((run) => run.row.code === code);
    return known ?? this.#load(`code:${code}`, () => readRun(this.#deps.db, { code }));
  }

  /** Loads the runs that have not ended, so that screens and MCs find them at once. */
  async loadOpen(): Promise<void> {
    for (const row of await readOpenRuns(this.#deps.db)) await this.byId(row.id);
  }

  /** Runs in memory that the ledger is ahead of. */
  async findBehind(): Promise<string[]> {
    const open = this.all().filter((run) => !run.state.ended);
    if (open.length === 0) return [];
    const last = await readLastSeqs(
      this.#deps.db,
      open.map((run) => run.row.id),
    );
    const seqs = new Map(last.map(({ run_id, seq }) => [run_id, seq]));
    return open.filter((run) => (seqs.get(run.row.id) ?? 0) > run.state.seq).map((run) => run.row.id);
  }

  /** Reads what happened since and calls the listeners. `publish`: other processes read it too. */
  async refresh(runId: string, options = { publish: false }): Promise<CachedRun | null> {
    const run = await this.byId(runId);
    if (!run) return null;
    await this.#inTurn(runId, async () => {
      const change = await this.#readEvents(run);
      if (change.stage) for (const listener of this.#changeListeners) listener(change);
      else if (change.names) this.#dirty.add(runId);
    });
    if (options.publish) this.#deps.bus.publish('show:changed', { runId, contestId: run.row.contest_id });
    return run;
  }

  /** A player joined in this process. */
  async joined(run: CachedRun, row: PlayerRow): Promise<void> {
    if (run.addPlayer(row)) await this.#inTurn(run.row.id, () => this.#rescore(run));
    this.#dirty.add(run.row.id);
    this.#joinedHere.add(run.row.id);
  }

  onChange(listener: (change: RunChange) => void): void {
    this.#changeListeners.push(listener);
  }

  /** Players, presence or answered counts have changed. */
  onFigures(listener: (run: CachedRun) => void): void {
    this.#figureListeners.push(listener);
  }

  /** Four times a second, for each run that is on: what is due by time alone. */
  onTick(listener: (run: CachedRun) => Promise<unknown>): void {
    this.#tickListeners.push(listener);
  }

  touchFigures(run: CachedRun): void {
    this.#dirty.add(run.row.id);
  }

  #load(key: string, read: () => Promise<RunRow | null>): Promise<CachedRun | null> {
    const pending = this.#loading.get(key);
    if (pending) return pending;
    const found = read()
      .then((row) => (row ? (this.#runs.get(row.id) ?? this.#readWhole(row)) : null))
      .finally(() => this.#loading.delete(key));
    this.#loading.set(key, found);
    return found;
  }

  async #readWhole(row: RunRow): Promise<CachedRun> {
    const { db } = this.#deps;
    const show = await readShow(db, row.show_id);
    if (!show) throw new Error('a run has its show');
    const run = new CachedRun(row, ShowFile.parse(show.file), await readShowEvents(db, row.id, 0));
    for (const player of await readPlayers(db, row.id, 0)) run.addPlayer(player);
    await this.#rescore(run);
    await this.#readAnswers(run);
    this.#runs.set(row.id, run);
    return run;
  }

  /** One reading of a run at a time. */
  #inTurn<T>(runId: string, work: () => Promise<T>): Promise<T> {
    const reading = (this.#readings.get(runId) ?? Promise.resolve()).then(work, work);
    this.#readings.set(
      runId,
      reading.catch(() => undefined),
    );
    return reading;
  }

  async #readEvents(run: CachedRun): Promise<RunChange> {
    const { db } = this.#deps;
    const events = await readShowEvents(db, run.row.id, run.state.seq);
    const names = events.filter((event) => event.kind === 'approved');
    const change: RunChange = { run, stage: events.length > names.length, names: names.length > 0, players: false };
    // At these not everybody plays, and who does changes with the cue.
    const isForSome = () => {
      const cue = run.file.cues[run.state.cueIndex];
      return cue?.kind === 'sudden-death' || buzzerOf(cue) !== null;
    };
    for (const event of events) {
      const wasForSome = isForSome();
      if (event.kind === 'revealed') {
        await this.#readNewPlayers(run);
        run.countAsked(event.asking);
      }
      run.applyEvent(event, event.kind === 'revealed' ? await readCounted(db, run.row.id, event.asking) : []);
      if (event.kind === 'undone' || event.kind === 'ruled') await this.#rescore(run);
      change.players ||= changesPlayers.has(event.kind) || wasForSome || isForSome();
    }
    const isRevealed = events.some((event) => event.kind === 'revealed');
    await this.#readAnswers(run, isRevealed); // at a reveal what other processes have saved is read as well
    return change;
  }

  async #rescore(run: CachedRun): Promise<void> {
    const counted = new Map<number, Awaited<ReturnType<typeof readCounted>>>();
    for (const { asking, revealed } of run.state.askings)
      if (revealed) counted.set(asking, await readCounted(this.#deps.db, run.row.id, asking));
    run.rescore((asking) => counted.get(asking) ?? []);
  }

  async #readAnswers(run: CachedRun, always = false): Promise<void> {
    const asking = run.state.current?.asking ?? 0;
    if (run.answers.asking === asking && !always) return;
    const byPlayer: CachedRun['answers']['byPlayer'] = new Map();
    run.answers = { asking, byPlayer };
    if (asking === 0) return;
    for (const row of await readAsking(this.#deps.db, run.row.id, asking)) {
      const earlier = byPlayer.get(row.player_id);
      if (!earlier) byPlayer.set(row.player_id, [row]);
      else if (!earlier.some((each) => each.id === row.id)) earlier.push(row);
    }
  }

  /** Whether there are any. */
  async #readNewPlayers(run: CachedRun): Promise<boolean> {
    let mustRescore = false;
    const before = run.players.size;
    const since = run.lastPlaceNo - playerOverlap;
    const known = [...run.players.values()].filter((player) => player.placeNo > since).map((player) => player.placeNo);
    for (const row of await readPlayers(this.#deps.db, run.row.id, since, known))
      mustRescore = run.addPlayer(row) || mustRescore;
    if (mustRescore) await this.#rescore(run);
    return run.players.size > before;
  }

  #publishInTime(): void {
    if (this.#isPublishing) return;
    this.#isPublishing = true;
    void this.#publishAll()
      .catch(this.#deps.onFault)
      .finally(() => {
        this.#isPublishing = false;
      });
  }

  async #publishAll(): Promise<void> {
    const nowMs = this.#deps.clock.nowMs();
    for (const run of this.#runs.values()) {
      const runId = run.row.id;
      if (this.#joinedElsewhere.delete(runId) && (await this.#inTurn(runId, () => this.#readNewPlayers(run))))
        this.#dirty.add(runId);
      // Once it is calm, whoever has not sent an answer again has found another way or is gone.
      const unavailableAgoMs = this.#deps.db.unavailableAgoMs();
      const isCalm = unavailableAgoMs >= calmAfterMs;
      run.resending = isCalm ? 0 : this.#deps.firstArrivals.waiting(askingName(runId, run.answers.asking));
      this.#publishCounts(run, nowMs);
      if (this.#joinedHere.delete(runId)) this.#deps.bus.publish('show:joined', { runId });
      if (run.state.ended && run.present.size === 0) {
        if (nowMs - (run.events.at(-1)?.happenedAtMs ?? 0) > retainEndedMs) this.#drop(runId);
        continue;
      }
      for (const listener of this.#tickListeners) await listener(run);
      // An opening, a lock, a settled question and the end of a countdown come by time alone. While answers are to be sent again,
      // figures are published every second: what was published during the outage may have reached nobody.
      const phase = `${phaseLine(run, nowMs)} ${run.resending > 0 ? Math.floor(unavailableAgoMs / 1_000) : ''}`;
      if (phase !== this.#phases.get(runId)) this.#dirty.add(runId);
      this.#phases.set(runId, phase);
      if (this.#dirty.delete(runId)) for (const listener of this.#figureListeners) listener(run);
    }
  }

  /** When they change, and every two seconds while a phone is connected, so that a dead process is no longer counted. */
  #publishCounts(run: CachedRun, nowMs: number): void {
    const runId = run.row.id;
    const counts = {
      asking: run.answers.asking,
      answered: run.countAnswered(),
      chosen: run.countChosen(run.countedOptions()),
      connected: run.present.size,
      resending: run.resending,
    };
    const text = `${JSON.stringify(counts)}${counts.connected > 0 ? Math.floor(nowMs / 2_000) : ''}`;
    if (this.#sentCounts.get(runId) === text) return;
    this.#sentCounts.set(runId, text);
    const roundTripMs = run.roundTripMs();
    this.#deps.bus.publish('show:counted', { runId, process: this.#processId, ...counts, roundTripMs });
  }

  #drop(runId: string): void {
    for (const map of [this.#runs, this.#readings, this.#sentCounts, this.#phases]) map.delete(runId);
  }
}

/** What is shown of a run that changes by time alone. */
function phaseLine({ file, state, resending }: CachedRun, nowMs: number): string {
  const opened = state.current !== null && nowMs >= state.current.opensAtMs;
  const settled = state.current !== null && nowMs >= settledAtMs(file, state, state.current);
  const launched = state.launchedAtMs !== null && nowMs >= state.launchedAtMs;
  return `${state.seq} ${phaseOf(state, nowMs)} ${opened} ${settled} ${launched} ${resending}`;
}
