import type { ShowFile } from '../../contract/show-file.ts';
import { buzzerOf } from './buzzer.ts';
import { countedAskings, type ShowState } from './fold-show.ts';
import { comparePlayers, rankShow } from './rank-show.ts';
import type { PlayerTally, Tally } from './tally.ts';

/** `opened`: whose rows say everything before the first press; each step opens a row, and with it those known by then. */
export type UnfreezePlan = { opened: string[]; steps: { opens: string; also: string[] }[] };
/** The score that the public was shown, and the true one. */
export type TwoTallies = { shown: Tally; all: Tally };

/** What is known of a player: no worse and no better than this. */
type Bounds = { worst: PlayerTally; best: PlayerTally };

/**
 * The order in which the rows of a frozen board are opened: always the lowest one that hides something, which climbs to its
 * place. A row whose place is known already costs no press: it is opened with the one that made it known. Players who neither
 * stood nor come among the first `rows` are open from the beginning.
 *
 * Source   SPEC H27; the ICPC Resolver.
 */
export function planUnfreeze(
  file: ShowFile,
  state: Pick<ShowState, 'askings' | 'frozenSinceMs' | 'removed'>,
  tallies: TwoTallies,
  rows: number,
): UnfreezePlan {
  const { removed } = state;
  const first = (tally: Tally) =>
    rankShow(file, tally, removed)
      .filter(({ rank }) => rank <= rows)
      .map(({ playerId }) => playerId);
  const waiting = new Set([...first(tallies.shown), ...first(tallies.all)]);
  const ranked = [...tallies.all.values()].filter(
    ({ status, playerId }) => status !== 'reserve' && !removed.has(playerId),
  );
  const compare = comparePlayers(file);
  const hidden = countHidden(file, state);
  const bounds = new Map<string, Bounds>();
  for (const { playerId } of ranked) {
    const tally = tallies.all.get(playerId) as PlayerTally;
    const shown = tallies.shown.get(playerId);
    bounds.set(
      playerId,
      waiting.has(playerId) && shown ? boundsOf(file, shown, hidden) : { worst: tally, best: tally },
    );
  }
  const open = (playerId: string) => {
    const tally = tallies.all.get(playerId) as PlayerTally;
    bounds.set(playerId, { worst: tally, best: tally });
    waiting.delete(playerId);
  };
  const isKnown = (playerId: string): boolean => {
    const own = bounds.get(playerId) as Bounds;
    for (const [other, { worst, best }] of bounds) {
      if (other === playerId) continue;
      const isOrdered = compare(own.worst, best) < 0 || compare(worst, own.best) < 0;
      const isEqual = own.worst === own.best && worst === best;
      if (!isOrdered && !isEqual) return false;
    }
    return true;
  };
  /** Opens every row whose place is known, until there is none. */
  const openKnown = (): string[] => {
    const opened: string[] = [];
    for (let found: string[]; ; ) {
      found = [...waiting].filter(isKnown);
      if (found.length === 0) return opened;
      for (const playerId of found) open(playerId);
      opened.push(...found);
    }
  };

  const opened = [...bounds.keys()].filter((playerId) => !waiting.has(playerId));
  opened.push(...openKnown());
  const steps: UnfreezePlan['steps'] = [];
  while (waiting.size > 0) {
    const isOpen = (playerId: string) => !waiting.has(playerId);
    const lowest = rankShow(file, mixTallies(tallies, isOpen), removed).findLast((place) =>
      waiting.has(place.playerId),
    );
    if (!lowest) break;
    open(lowest.playerId);
    steps.push({ opens: lowest.playerId, also: openKnown() });
  }
  return { opened, steps };
}

/** The score as the public knows it once some rows are open. */
export function mixTallies({ shown, all }: TwoTallies, isOpen: (playerId: string) => boolean): Tally {
  const mixed: Tally = new Map();
  for (const [playerId, tally] of all) mixed.set(playerId, isOpen(playerId) ? tally : (shown.get(playerId) ?? tally));
  return mixed;
}

type Hidden = { questions: number; suddenDeaths: number; firstAsking: number | null };

/** Revealed questions of which the public board may not have counted every answer. */
function countHidden(file: ShowFile, { askings, frozenSinceMs }: Pick<ShowState, 'askings' | 'frozenSinceMs'>): Hidden {
  const hidden = countedAskings({ askings }, file.cues).filter(
    ({ revealed, locksAtMs }) => revealed && locksAtMs >= (frozenSinceMs ?? Number.POSITIVE_INFINITY),
  );
  const suddenDeaths = hidden.filter(({ cueIndex }) => file.cues[cueIndex]?.kind === 'sudden-death').length;
  return { questions: hidden.length - suddenDeaths, suddenDeaths, firstAsking: hidden[0]?.asking ?? null };
}

/** What may have become of a player meanwhile. Who is out may have come back by a rescue of the file alone. */
function boundsOf(file: ShowFile, shown: PlayerTally, { questions, suddenDeaths, firstAsking }: Hidden): Bounds {
  const { mode, pointsMax, streaks } = file.rules;
  const buzzers = file.cues.map((cue) => buzzerOf(cue) ?? 0);
  const canReturn = file.cues.some(({ kind }) => kind === 'rescue');
  const isOut = mode === 'elimination' && shown.status === 'out' && !canReturn;
  const edge = shown.edge + suddenDeaths;
  if (isOut) return { worst: shown, best: suddenDeaths > 0 ? { ...shown, edge } : shown };
  const best: PlayerTally = {
    ...shown,
    ...{ edge, status: mode === 'elimination' ? 'in' : shown.status, outAt: null },
    points: shown.points + questions * (Math.max(pointsMax, ...buzzers) + (streaks.on ? streaks.max : 0)),
    rightCount: shown.rightCount + questions,
  };
  const falls = mode === 'elimination' && shown.status === 'in' && questions > 0;
  return { worst: falls ? { ...shown, status: 'out', outAt: firstAsking } : shown, best };
}
