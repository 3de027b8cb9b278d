import type { PlayerStatus, PlayerView } from '@hoithi/shared/contract/show';
import type { ShowFile } from '@hoithi/shared/contract/show-file';
import { buzzerOf, listBuzzedOut } from '@hoithi/shared/rules/show/buzzer';
import { countedAskings, foldShow, isAsked, type ShowState } from '@hoithi/shared/rules/show/fold-show';
import { openingLead, usualRoundTrip } from '@hoithi/shared/rules/show/opening-lead';
import { rankShow, type ShowPlace } from '@hoithi/shared/rules/show/rank-show';
import { applyRescue, applyReveal, placePlayer, playersOf, scoreShow } from '@hoithi/shared/rules/show/score-show';
import type { NumberedShowEvent } from '@hoithi/shared/rules/show/show-event';
import { splitOptions } from '@hoithi/shared/rules/show/show-item';
import type { CountedAnswer, Tally } from '@hoithi/shared/rules/show/tally';
import { openPace } from '../platform/limits/pace.ts';
import type { ShowAnswerRow } from './show-answers-sql.ts';
import type { PlayerRow } from './show-players-sql.ts';
import type { RunRow } from './shows-sql.ts';

export type Player = {
  playerId: string;
  placeNo: number;
  /** Rises in the order of joining; where the rules cap the players, 1-based among the players of the run. */
  order: number;
  name: string;
  unitCode: string | null;
  contestantId: string | null;
  simulated: boolean;
  joinedAtMs: number;
  /** null: no device is known. */
  deviceHash: string | null;
};
export type Standing = {
  places: readonly ShowPlace[];
  of: ReadonlyMap<string, { rank: number; toNext: PlayerView['toNext'] }>;
};
/** What bounds a player's lag credit: the quota that is left, and how many answers contradicted their round trip. [T4b] */
export type LagState = { quotaMs: number; contradicted: number };
/** As it was when this asking opened, and as the last answer left it. */
export type LagOfAsking = { asking: number; atOpening: LagState; after: LagState };
/** What another process counts for the run. */
type RemoteCounts = {
  asking: number;
  answered: number;
  chosen: readonly number[];
  connected: number;
  resending: number;
  roundTripMs: number | null;
  atMs: number;
};

/** Events of every question that change nobody's place: ten thousand players are not ranked again for them. */
const withoutRanking: ReadonlySet<NumberedShowEvent['kind']> = new Set([
  ...(['opened', 'taken', 'moved', 'presented', 'asked', 'locked', 'buzzed', 'judged', 'launched', 'stepped'] as const),
  ...([
    'lots-named',
    'lots-opened',
    'blackened',
    'paused',
    'ended',
    'followed',
    'naming',
    'approved',
    'timed',
  ] as const),
]);
/** A hall of 10,000 joined at 920 a second at its peak. */
const joinPace = { points: 1_200, forMs: 1_000 };
const joinBurst = { points: 1_200, forMs: 10_000 };
/** Counts of a process that has sent none for so long are ignored. */
const remoteCountsMaxAgeMs = 5_000;

/** Answers of one asking are counted under this name while the database is unavailable. */
export const askingName = (runId: string, asking: number): string => `${runId} ${asking}`;

/** A run in the memory of this process: rows of the ledger and what follows from them. `runs.ts` alone reads it in. */
export class CachedRun {
  readonly row: RunRow;
  readonly file: ShowFile;
  events: NumberedShowEvent[];
  state: ShowState;
  readonly players = new Map<string, Player>();
  readonly playerByToken = new Map<string, string>();
  readonly playerByContestant = new Map<string, string>();
  lastPlaceNo = 0;
  tally: Tally = new Map();
  /** What the public board counts; the very same tally unless the board is frozen. */
  publicTally: Tally = this.tally;
  /** Public ranks before the last reveal. */
  wasRanks: ReadonlyMap<string, number> = new Map();
  /** Saved answers to the current asking, by player, in the order of changes. */
  answers: { asking: number; byPlayer: Map<string, ShowAnswerRow[]> } = { asking: -1, byPlayer: new Map() };
  /** How many might have answered the asking that was revealed last. */
  asked = { asking: 0, persons: 0 };
  /** How many the last rescue brought back. */
  rescued: number | null = null;
  readonly lags = new Map<string, LagOfAsking>();
  /** How fast players may join in this process: faster than any hall, slower than a program. SPEC H18c. */
  readonly joining = openPace(joinPace, joinBurst);
  /** Players who are being saved: they take up a place from the beginning. */
  pendingJoins = 0;
  /** Connected phones by player: how many sockets each has. */
  readonly present = new Map<string, number>();
  /** The measured connections of those phones. */
  readonly connections = new Set<{ roundTripMs(): number | null }>();
  /** By process. */
  readonly elsewhere = new Map<string, RemoteCounts>();
  /** Answers to the current asking that came here while the database was unavailable and are still to be sent again. [N15] */
  resending = 0;

  /** Ranked when first read; `players`: how many there were when it was dropped last. */
  #standing: { players: number; all: Standing | null; shown: Standing | null } = { players: 0, all: null, shown: null };
  /** Found once for a standing, by cue. */
  readonly #tied = new WeakMap<Standing, Map<number, Set<string>>>();

  /** A run with its events and without players. */
  constructor(row: RunRow, file: ShowFile, events: NumberedShowEvent[]) {
    this.row = row;
    this.file = file;
    this.events = events;
    this.state = foldShow(events);
  }

  /**
   * Puts a player in the order of joining. true: the score must be made again, since the player came out of order where
   * the order decides who plays, or joined before a lock whose reveal did not count them. Two processes add players at the
   * same time, so in a crowd that joins every second one comes out of order.
   */
  addPlayer(row: PlayerRow): boolean {
    if (this.players.has(row.id)) return false;
    const mustRescore =
      (this.#isCapped() && row.place_no < this.lastPlaceNo) ||
      this.state.askings.some((asking) => asking.revealed && row.joined_at_ms <= asking.locksAtMs);
    const player: Player = {
      playerId: row.id,
      placeNo: row.place_no,
      order: this.#isCapped() ? this.players.size + 1 : row.place_no,
      name: row.name,
      unitCode: row.unit_code,
      contestantId: row.contestant_id,
      simulated: row.simulated,
      joinedAtMs: row.joined_at_ms,
      deviceHash: row.device_hash,
    };
    this.players.set(player.playerId, player);
    this.playerByToken.set(row.token_hash, player.playerId);
    if (player.contestantId) this.playerByContestant.set(player.contestantId, player.playerId);
    this.lastPlaceNo = Math.max(this.lastPlaceNo, row.place_no);
    if (!mustRescore) {
      const firstOpening = countedAskings(this.state, this.file.cues)[0]?.opensAtMs ?? null;
      placePlayer(this.file, this.tally, player, firstOpening);
      if (this.publicTally !== this.tally) placePlayer(this.file, this.publicTally, player, firstOpening);
    }
    // The standing stays: a new player has no place before the next reveal, and a crowd that joins costs no ranking.
    return mustRescore;
  }

  /** Applies one event. What it reveals is counted from the saved answers. */
  applyEvent(event: NumberedShowEvent, answers: readonly CountedAnswer[]): void {
    const before = this.state;
    this.events = [...this.events, event];
    this.state = foldShow(this.events);
    const { removed } = this.state;
    if (event.kind === 'revealed') {
      const asking = this.state.askings.find((each) => each.asking === event.asking);
      if (!asking) return;
      const ranked = before.askings.some((each) => each.revealed) ? this.standing('shown').of : [];
      this.wasRanks = new Map([...ranked].map(([playerId, { rank }]) => [playerId, rank]));
      applyReveal(this.file, this.tally, asking, answers, removed);
      if (this.publicTally !== this.tally) {
        const since = this.state.frozenSinceMs ?? Number.POSITIVE_INFINITY;
        applyReveal(this.file, this.publicTally, asking, answers, removed, since);
      }
    }
    if (event.kind === 'rescued') {
      this.rescued = applyRescue(this.file, this.tally, event.cueIndex, removed);
      if (this.publicTally !== this.tally) applyRescue(this.file, this.publicTally, event.cueIndex, removed);
    }
    if (before.frozenSinceMs === null && this.state.frozenSinceMs !== null)
      this.publicTally = structuredClone(this.tally);
    if (before.frozenSinceMs !== null && this.state.frozenSinceMs === null) this.publicTally = this.tally;
    if (!(withoutRanking.has(event.kind) && this.#standing.players === this.players.size)) this.#dropStanding();
  }

  /** Makes the score from the beginning out of the ledger's answers. SPEC H2, H15. */
  rescore(answersOf: (asking: number) => readonly CountedAnswer[]): void {
    const players = [...this.players.values()].sort((a, b) => a.placeNo - b.placeNo);
    players.forEach((player, at) => {
      player.order = this.#isCapped() ? at + 1 : player.placeNo;
    });
    const { frozenSinceMs } = this.state;
    this.tally = scoreShow(this.file, this.events, players, answersOf);
    this.publicTally =
      frozenSinceMs === null ? this.tally : scoreShow(this.file, this.events, players, answersOf, frozenSinceMs);
    this.#dropStanding();
  }

  /** Places of the true board, or of the one that the public is shown. */
  standing(which: 'all' | 'shown'): Standing {
    if (which === 'shown' && this.publicTally === this.tally) return this.standing('all');
    this.#standing[which] ??= this.#rank(which === 'all' ? this.tally : this.publicTally);
    return this.#standing[which];
  }

  #dropStanding(): void {
    this.#standing = { players: this.players.size, all: null, shown: null };
  }

  #rank(tally: Tally): Standing {
    const places = rankShow(this.file, tally, this.state.removed);
    const of = new Map<string, { rank: number; toNext: PlayerView['toNext'] }>();
    let ahead: ShowPlace | null = null; // the last of the next better rank
    let last: ShowPlace | null = null;
    for (const place of places) {
      if (last && last.rank !== place.rank) ahead = last;
      of.set(place.playerId, { rank: place.rank, toNext: ahead && gapBetween(this.file, ahead, place) });
      last = place;
    }
    return { places, of };
  }

  /** Whether the count of earlier players decides who plays. */
  #isCapped(): boolean {
    return this.file.rules.mode === 'elimination' && this.file.rules.playersMax !== null;
  }

  /** Who may answer the question of this cue now. */
  mayAnswer(cueIndex: number, playerId: string): true | 'out' | 'reserve' | 'not-tied' {
    if (this.#isSuddenDeath(cueIndex)) return this.#tiedAt(cueIndex).has(playerId) ? true : 'not-tied';
    if (listBuzzedOut(this.state, cueIndex).includes(playerId)) return 'out';
    if (this.file.rules.mode !== 'elimination') return true;
    const status = this.tally.get(playerId)?.status ?? 'reserve';
    return status === 'in' ? true : status;
  }

  /** How many may answer the question of this cue now. */
  countPlayers(cueIndex: number): number {
    if (this.#isSuddenDeath(cueIndex)) return this.#tiedAt(cueIndex).size;
    if (this.file.rules.mode !== 'elimination') return this.countAll() - listBuzzedOut(this.state, cueIndex).length;
    return this.countStatus('in');
  }

  /** Players of the run; removed ones are no longer counted anywhere. SPEC H18a. */
  countAll(): number {
    return this.players.size - this.state.removed.size;
  }

  /** Whether the MC removed a player of this device by name. Whoever was removed among many comes again. SPEC H18b, H18g. */
  isRemovedDevice(deviceHash: string): boolean {
    return this.events.some(
      (event) => event.kind === 'removed' && this.players.get(event.playerId)?.deviceHash === deviceHash,
    );
  }

  countStatus(status: PlayerStatus): number {
    let persons = 0;
    for (const [playerId, tally] of this.tally)
      if (tally.status === status && !this.state.removed.has(playerId)) persons += 1;
    return persons;
  }

  /** Players, not removed, who have answered the current asking, as far as this process knows. */
  countAnswered(): number {
    const { byPlayer } = this.answers;
    let persons = byPlayer.size;
    for (const playerId of this.state.removed) if (byPlayer.has(playerId)) persons -= 1;
    return persons;
  }

  /** How many players, not removed, chose each of these options in the current asking, as far as this process knows. */
  countChosen(optionIds: readonly string[]): number[] {
    const counts = new Map<string, number>();
    for (const [playerId, rows] of this.answers.byPlayer) {
      if (this.state.removed.has(playerId)) continue;
      for (const each of splitOptions(rows.at(-1)?.given ?? '')) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
    return optionIds.map((each) => counts.get(each) ?? 0);
  }

  /** The same over all processes. Once revealed this process has read the answers of all. */
  countChosenEverywhere(optionIds: readonly string[], nowMs: number): number[] {
    const counts = this.countChosen(optionIds);
    if (this.state.current?.revealed) return counts;
    const others = [...this.elsewhere.values()].filter(
      ({ asking, atMs }) => asking === this.answers.asking && nowMs - atMs <= remoteCountsMaxAgeMs,
    );
    return counts.map((count, at) => others.reduce((sum, { chosen }) => sum + (chosen[at] ?? 0), count));
  }

  /** The options of the question that was asked last, in the order of its file; none of what is typed or put in order. */
  countedOptions(): string[] {
    const cue = this.file.cues[this.state.current?.cueIndex ?? -1];
    const question = isAsked(cue) && 'id' in cue.question ? cue.question : null;
    return question?.kind === 'order' || buzzerOf(cue) !== null ? [] : (question?.options ?? []).map(({ id }) => id);
  }

  /** So much longer the player has for each question. SPEC H61. */
  timeFactorOf(playerId: string): number {
    return this.state.timeFactors.get(playerId) ?? 1;
  }

  /** Players without an account who joined from then on and were not removed. SPEC H18b. */
  joinedSince(sinceMs: number): string[] {
    const since = [...this.players.values()].filter(
      ({ joinedAtMs, contestantId, playerId }) =>
        joinedAtMs >= sinceMs && contestantId === null && !this.state.removed.has(playerId),
    );
    return since.map(({ playerId }) => playerId);
  }

  /** Sets `asked` for an asking that is about to be revealed. */
  countAsked(asking: number): void {
    const cueIndex = this.state.askings.find((each) => each.asking === asking)?.cueIndex ?? this.state.cueIndex;
    this.asked = { asking, persons: this.countPlayers(cueIndex) };
  }

  /** Of those who might have answered the asking that was revealed last, who was not removed since. */
  countAskedStill(): number {
    let { persons } = this.asked;
    for (const playerId of this.state.removed)
      if (this.tally.get(playerId)?.last?.asking === this.asked.asking) persons -= 1;
    return persons;
  }

  #isSuddenDeath(cueIndex: number): boolean {
    return this.file.cues[cueIndex]?.kind === 'sudden-death';
  }

  #tiedAt(cueIndex: number): Set<string> {
    const standing = this.standing('all');
    const byCue = this.#tied.get(standing) ?? new Map<number, Set<string>>();
    this.#tied.set(standing, byCue);
    const known = byCue.get(cueIndex);
    if (known) return known;
    const found = playersOf(this.file, this.tally, cueIndex, this.state.removed);
    byCue.set(cueIndex, found);
    return found;
  }

  /** A player's saved answers to an asking, in the order of changes; none unless it is the current one. */
  answersBy(playerId: string, asking: number): readonly ShowAnswerRow[] {
    return this.answers.asking === asking ? (this.answers.byPlayer.get(playerId) ?? []) : [];
  }

  addAnswer(row: ShowAnswerRow): void {
    if (this.answers.asking !== row.asking) return;
    const rows = this.answers.byPlayer.get(row.player_id);
    if (!rows) this.answers.byPlayer.set(row.player_id, [row]);
    else if (!rows.some((each) => each.id === row.id)) {
      rows.push(row);
      rows.sort((a, b) => a.change_no - b.change_no);
    }
  }

  /** As it was when this asking opened: changing an answer spends the quota once. SPEC H6. */
  lagState(playerId: string, asking: number): LagState {
    const known = this.lags.get(playerId);
    if (!known) return { quotaMs: this.file.rules.lagCredit.quotaMs, contradicted: 0 };
    return known.asking === asking ? known.atOpening : known.after;
  }

  /** Of the slowest connections here that an opening waits for. [H7a] */
  roundTripMs(): number | null {
    return usualRoundTrip([...this.connections].map((connection) => connection.roundTripMs()));
  }

  /** How far ahead of its opening a question's key is sent now, by the phones of all processes. SPEC H7a. */
  openingLeadMs(nowMs: number): number {
    const others = [...this.elsewhere.values()].filter((other) => nowMs - other.atMs <= remoteCountsMaxAgeMs);
    const measured = [this.roundTripMs(), ...others.map((other) => other.roundTripMs)].filter((ms) => ms !== null);
    return openingLead({
      roundTripMs: measured.length === 0 ? null : Math.max(...measured),
      phones: this.countPresence(nowMs).connected,
      longestMs: this.file.rules.openingLeadMs,
    });
  }

  /** Counts of the current asking and of connected players, over all processes that sent theirs lately. */
  countPresence(nowMs: number): { connected: number; answered: number; resending: number } {
    const asking = this.state.current?.asking ?? 0;
    let connected = this.present.size;
    let answered = this.answers.asking === asking ? this.countAnswered() : 0;
    let { resending } = this;
    for (const other of this.elsewhere.values()) {
      if (nowMs - other.atMs > remoteCountsMaxAgeMs) continue;
      connected += other.connected;
      if (other.asking !== asking) continue;
      answered += other.answered;
      resending += other.resending;
    }
    return { connected, answered, resending: this.state.current?.revealed ? 0 : resending };
  }
}

function gapBetween(file: ShowFile, ahead: ShowPlace, place: ShowPlace): PlayerView['toNext'] {
  if (file.rules.mode === 'elimination') return null; // the next better rank stayed in longer: there is no gap in points
  const score = ({ tally }: ShowPlace) => (file.rules.mode === 'speed' ? tally.points : tally.rightCount);
  const points = score(ahead) - score(place);
  return {
    points: Math.max(0, points),
    elapsedMs: points > 0 ? 0 : Math.max(0, place.tally.elapsedMs - ahead.tally.elapsedMs),
  };
}
