import type { PlayerView } from '@hoithi/shared/contract/show';
import type { ShowFile } from '@hoithi/shared/contract/show-file';
import { foldShow, type ShowState } from '@hoithi/shared/rules/show/fold-show';
import { rankShow, type ShowPlace } from '@hoithi/shared/rules/show/rank-show';
import { applyRescue, applyReveal, placePlayer, playersOf, scoreShow } from '@hoithi/shared/rules/show/score-show';
import type { NumberedShowEvent } from '@hoithi/shared/rules/show/show-event';
import type { CountedAnswer, Tally } from '@hoithi/shared/rules/show/tally';
import type { ShowAnswerRow } from './show-answers-sql.ts';
import type { PlayerRow } from './show-players-sql.ts';
import type { RunRow } from './shows-sql.ts';

export type Player = {
  playerId: string;
  placeNo: number;
  /** Rises in the order of joining; where the rules cap the players, 1-based among the seats of the run. */
  order: number;
  name: string;
  unitCode: string | null;
  contestantId: string | null;
  simulated: boolean;
  joinedAtMs: number;
};
export type Standing = {
  places: readonly ShowPlace[];
  of: ReadonlyMap<string, { rank: number; toNext: PlayerView['toNext'] }>;
};
/** A seat's lag quota: as it was when this asking opened, and what the last answer left of it. */
export type LagQuota = { asking: number; atOpeningMs: number; afterMs: number };

/** A run as this process holds it: the ledger's rows and what follows from them. Changed by `runs.ts` alone, but for presence. */
export type CachedRun = {
  readonly row: RunRow;
  readonly file: ShowFile;
  events: NumberedShowEvent[];
  state: ShowState;
  readonly players: Map<string, Player>;
  readonly playerByToken: Map<string, string>;
  readonly playerByContestant: Map<string, string>;
  lastPlaceNo: number;
  tally: Tally;
  /** What the public board counts; the very same tally unless the board is frozen. */
  publicTally: Tally;
  /** Public ranks before the last reveal. */
  wasRanks: ReadonlyMap<string, number>;
  /** Made when asked for; `seats`: how many there were when it was forgotten last. */
  standing: { players: number; all: Standing | null; shown: Standing | null };
  /** Answers kept for the current asking, by seat, in the order of changes. */
  answers: { asking: number; byPlayer: Map<string, ShowAnswerRow[]> };
  /** How many might have answered the asking that was revealed last. */
  asked: { asking: number; persons: number };
  /** How many the last rescue brought back. */
  rescued: number | null;
  /** What followed from the time alone at the last look. */
  phase: string;
  readonly quotas: Map<string, LagQuota>;
  /** Phones here, by seat: how many sockets each has. */
  readonly present: Map<string, number>;
  readonly elsewhere: Map<
    string,
    { asking: number; answered: number; connected: number; resending: number; atMs: number }
  >;
  /** Answers to the current asking that came here while the database was away and are still to be sent again. [N15] */
  resending: number;
};

/** A run with its events and nobody in it yet. */
export function cacheRun(row: RunRow, file: ShowFile, events: NumberedShowEvent[]): CachedRun {
  const tally: Tally = new Map();
  return {
    row,
    file,
    events,
    state: foldShow(events),
    players: new Map(),
    playerByToken: new Map(),
    playerByContestant: new Map(),
    lastPlaceNo: 0,
    tally,
    publicTally: tally,
    wasRanks: new Map(),
    standing: { players: 0, all: null, shown: null },
    answers: { asking: -1, byPlayer: new Map() },
    asked: { asking: 0, persons: 0 },
    rescued: null,
    phase: '',
    quotas: new Map(),
    present: new Map(),
    elsewhere: new Map(),
    resending: 0,
  };
}

/** What answers of one asking are counted under while the database is away. */
export const askingName = (runId: string, asking: number): string => `${runId} ${asking}`;

const firstOpening = (run: CachedRun): number | null =>
  run.state.askings.find((asking) => !asking.undone)?.opensAtMs ?? null;

/**
 * Puts a seat where it belongs in the order of joining. true: the score must be made again, since it came out of order
 * where the order decides who plays, or sat down before a lock whose reveal did not know it. Two processes seat people at
 * the same time, so in a crowd that joins every second seat is heard out of order.
 */
export function addPlayer(run: CachedRun, row: PlayerRow): boolean {
  if (run.players.has(row.id)) return false;
  const again =
    (isCapped(run) && row.place_no < run.lastPlaceNo) ||
    run.state.askings.some((asking) => asking.revealed && row.joined_at_ms <= asking.locksAtMs);
  const player: Player = {
    playerId: row.id,
    placeNo: row.place_no,
    order: isCapped(run) ? run.players.size + 1 : row.place_no,
    name: row.name,
    unitCode: row.unit_code,
    contestantId: row.contestant_id,
    simulated: row.simulated,
    joinedAtMs: row.joined_at_ms,
  };
  run.players.set(player.playerId, player);
  run.playerByToken.set(row.token_hash, player.playerId);
  if (player.contestantId) run.playerByContestant.set(player.contestantId, player.playerId);
  run.lastPlaceNo = Math.max(run.lastPlaceNo, row.place_no);
  if (!again) {
    placePlayer(run.file, run.tally, player, firstOpening(run));
    if (run.publicTally !== run.tally) placePlayer(run.file, run.publicTally, player, firstOpening(run));
  }
  // The standing is left as it is: whoever comes has no place before the next reveal, and a crowd that joins costs no ranking.
  return again;
}

/** Whether the count of those before decides who plays. */
const isCapped = ({ file }: CachedRun): boolean => file.rules.mode === 'elimination' && file.rules.playersMax !== null;

/** Takes one event in. What it reveals is counted from the answers the ledger kept. */
export function takeEvent(run: CachedRun, event: NumberedShowEvent, answers: readonly CountedAnswer[]): void {
  const before = run.state;
  run.events = [...run.events, event];
  run.state = foldShow(run.events);
  const { file } = run;
  if (event.kind === 'revealed') {
    const asking = run.state.askings.find((each) => each.asking === event.asking);
    if (!asking) return;
    const ranked = before.askings.some((each) => each.revealed) ? standingOf(run, 'shown').of : [];
    run.wasRanks = new Map([...ranked].map(([playerId, { rank }]) => [playerId, rank]));
    applyReveal(file, run.tally, asking, answers, run.state.removed);
    if (run.publicTally !== run.tally) {
      const since = run.state.frozenSinceMs ?? Number.POSITIVE_INFINITY;
      applyReveal(file, run.publicTally, asking, answers, run.state.removed, since);
    }
  }
  if (event.kind === 'rescued') {
    run.rescued = applyRescue(file, run.tally, event.cueIndex, run.state.removed);
    if (run.publicTally !== run.tally) applyRescue(file, run.publicTally, event.cueIndex, run.state.removed);
  }
  if (before.frozenSinceMs === null && run.state.frozenSinceMs !== null) run.publicTally = structuredClone(run.tally);
  if (before.frozenSinceMs !== null && run.state.frozenSinceMs === null) run.publicTally = run.tally;
  if (!(movesOnly.has(event.kind) && run.standing.players === run.players.size)) dropStanding(run);
}

/** What happens at every question and changes nobody's place: ten thousand are not ranked again for it. */
const movesOnly: ReadonlySet<NumberedShowEvent['kind']> = new Set([
  'opened',
  'taken',
  'moved',
  'asked',
  'locked',
  'launched',
  'stepped',
  'blackened',
  'paused',
  'ended',
]);

function dropStanding(run: CachedRun): void {
  run.standing = { players: run.players.size, all: null, shown: null };
}

/** The score from the beginning, as the ledger tells it. SPEC H2, H15. */
export function scoreAgain(run: CachedRun, answersOf: (asking: number) => readonly CountedAnswer[]): void {
  const players = [...run.players.values()].sort((a, b) => a.placeNo - b.placeNo);
  players.forEach((player, at) => {
    player.order = isCapped(run) ? at + 1 : player.placeNo;
  });
  run.tally = scoreShow(run.file, run.events, players, answersOf);
  run.publicTally =
    run.state.frozenSinceMs === null
      ? run.tally
      : scoreShow(run.file, run.events, players, answersOf, run.state.frozenSinceMs);
  dropStanding(run);
}

/** Places of the true board, or of the one the public is shown. */
export function standingOf(run: CachedRun, which: 'all' | 'shown'): Standing {
  if (which === 'shown' && run.publicTally === run.tally) return standingOf(run, 'all');
  run.standing[which] ??= rankAll(run, which === 'all' ? run.tally : run.publicTally);
  return run.standing[which];
}

function rankAll(run: CachedRun, tally: Tally): Standing {
  const places = rankShow(run.file, tally, run.state.removed);
  const of = new Map<string, { rank: number; toNext: PlayerView['toNext'] }>();
  let ahead: ShowPlace | null = null; // the last of the next better rank
  let last: ShowPlace | null = null;
  for (const place of places) {
    if (last && last.rank !== place.rank) ahead = last;
    of.set(place.playerId, { rank: place.rank, toNext: ahead && gapBetween(run.file, ahead, place) });
    last = place;
  }
  return { places, of };
}

function gapBetween(file: ShowFile, ahead: ShowPlace, place: ShowPlace): PlayerView['toNext'] {
  if (file.rules.mode === 'elimination') return null; // what is ahead there is to have stayed in
  const score = ({ tally }: ShowPlace) => (file.rules.mode === 'speed' ? tally.points : tally.rightCount);
  const points = score(ahead) - score(place);
  return {
    points: Math.max(0, points),
    elapsedMs: points > 0 ? 0 : Math.max(0, place.tally.elapsedMs - ahead.tally.elapsedMs),
  };
}

/** Who may answer this question now. */
export function mayAnswer(run: CachedRun, cueIndex: number, playerId: string): true | 'out' | 'reserve' | 'not-tied' {
  const cue = run.file.cues[cueIndex];
  if (cue?.kind === 'sudden-death') return tiedAt(run, cueIndex).has(playerId) ? true : 'not-tied';
  if (run.file.rules.mode !== 'elimination') return true;
  const status = run.tally.get(playerId)?.status ?? 'reserve';
  return status === 'in' ? true : status;
}

export function askedCount(run: CachedRun, asking: number): CachedRun['asked'] {
  const cueIndex = run.state.askings.find((each) => each.asking === asking)?.cueIndex ?? run.state.cueIndex;
  return { asking, persons: countPlayers(run, cueIndex) };
}

export function countPlayers(run: CachedRun, cueIndex: number): number {
  if (run.file.cues[cueIndex]?.kind === 'sudden-death') return tiedAt(run, cueIndex).size;
  if (run.file.rules.mode !== 'elimination') return run.players.size - run.state.removed.size;
  let persons = 0;
  for (const [playerId, tally] of run.tally)
    if (!run.state.removed.has(playerId) && tally.status === 'in') persons += 1;
  return persons;
}

const tied = new WeakMap<object, Map<number, Set<string>>>();
/** Found once for a standing: the standing is made anew whenever the score changes. */
function tiedAt(run: CachedRun, cueIndex: number): Set<string> {
  const standing = standingOf(run, 'all');
  const byCue = tied.get(standing) ?? new Map<number, Set<string>>();
  tied.set(standing, byCue);
  const known = byCue.get(cueIndex);
  if (known) return known;
  const found = playersOf(run.file, run.tally, cueIndex, run.state.removed);
  byCue.set(cueIndex, found);
  return found;
}

/** How many phones with a seat are here, in all processes that spoke in the last five seconds; what they gave. */
export function presence(run: CachedRun, nowMs: number): { connected: number; answered: number; resending: number } {
  const asking = run.state.current?.asking ?? 0;
  let connected = run.present.size;
  let answered = run.answers.asking === asking ? run.answers.byPlayer.size : 0;
  let { resending } = run;
  for (const other of run.elsewhere.values()) {
    if (nowMs - other.atMs > 5_000) continue;
    connected += other.connected;
    if (other.asking !== asking) continue;
    answered += other.answered;
    resending += other.resending;
  }
  return { connected, answered, resending: run.state.current?.revealed ? 0 : resending };
}
