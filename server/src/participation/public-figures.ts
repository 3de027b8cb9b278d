import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { PublicCount, RoundCard } from '@hoithi/shared/contract/public';
import type { PublicParticipation, UnitRace } from '@hoithi/shared/contract/public-participation';
import { accept } from '@hoithi/shared/contract/result';
import type { CachedContest } from '../contest/contests.ts';
import { roundInFocus, viewRoundCard } from '../contest/public-view.ts';
import type { Live } from '../live/live.ts';
import type { Clock } from '../platform/clock/clock.ts';
import { publicMode, viewPublicParticipation } from './public-participation.ts';
import { viewUnitRace } from './unit-race.ts';
import type { UnitTrends } from './unit-trends.ts';

/** A body made once for everybody who asks. */
export type Encoded = { body: Buffer; gzipped: Buffer; etag: string };

/**
 * Participation as anybody may see it, made once for all who watch: at most once a board's beat, encoded at most once a
 * second. A body whose figures are the same keeps its tag, so that watchers hear "not changed". SPEC U21.
 */
export type PublicFigures = {
  participation(contest: CachedContest): PublicParticipation;
  /** The contest's rounds; of the one people look at, the very floor that stands beside the units' floors. */
  roundCards(contest: CachedContest): RoundCard[];
  /** How many of one unit take part in the round people look at; null: the rules tell nobody, or nothing has begun. */
  ofUnit(contest: CachedContest, unitCode: string): PublicCount | null;
  encodedParticipation(contest: CachedContest): Encoded;
  race(contest: CachedContest, level: string): Promise<UnitRace>;
  encodedRace(contest: CachedContest, level: string): Promise<Encoded>;
};

const freshMs = 1_000;

type Held = { contest: CachedContest; atMs: number; view: PublicParticipation };
type Archive = { atMs: number; mark: string; encoded: Encoded };

export function cachePublicFigures(parts: {
  live: Pick<Live, 'counts' | 'unitCounts' | 'onFresh'>;
  trends: UnitTrends;
  clock: Clock;
}): PublicFigures {
  const { live, trends, clock } = parts;
  const held = new Map<string, Held>();
  const kept = new Map<string, Archive>();
  let lastVersion = 0;
  live.onFresh((contestId) => held.delete(contestId));

  function participation(contest: CachedContest): PublicParticipation {
    const nowMs = clock.nowMs();
    const known = held.get(contest.contestId);
    if (known && known.contest === contest && nowMs - known.atMs < freshMs) return known.view;
    lastVersion = Math.max(lastVersion + 1, nowMs);
    const view = viewPublicParticipation({
      contest,
      counts: live.counts(contest.contestId),
      unitCounts: (roundId) => live.unitCounts(roundId),
      nowMs,
      version: lastVersion,
    });
    held.set(contest.contestId, { contest, atMs: nowMs, view });
    return view;
  }

  async function race(contest: CachedContest, level: string): Promise<UnitRace> {
    const nowMs = clock.nowMs();
    const round = roundInFocus(contest, nowMs);
    const mode = publicMode(contest, round, nowMs);
    if (round === null || mode === 'hidden' || nowMs < round.opensAtMs) return { level, mode, atMs: [], series: [] };
    return viewUnitRace(contest, round, mode, await trends.of(contest, round), level);
  }

  /** `same` leaves out what changes with every look and tells nothing. */
  function encode(key: string, value: unknown, same: unknown): Encoded {
    const mark = createHash('sha256').update(JSON.stringify(same)).digest('base64url').slice(0, 22);
    const known = kept.get(key);
    if (known?.mark === mark) {
      known.atMs = clock.nowMs();
      return known.encoded;
    }
    const body = Buffer.from(JSON.stringify(accept(value)));
    const encoded = { body, gzipped: gzipSync(body), etag: `W/"${mark}"` };
    kept.set(key, { atMs: clock.nowMs(), mark, encoded });
    return encoded;
  }
  const young = (key: string): Encoded | null => {
    const known = kept.get(key);
    return known && clock.nowMs() - known.atMs < freshMs ? known.encoded : null;
  };

  function roundCards(contest: CachedContest): RoundCard[] {
    const { round: focus } = participation(contest);
    const { byRound } = live.counts(contest.contestId);
    return contest.rounds.map((round) => {
      const card = viewRoundCard(contest, round, byRound.get(round.roundId)?.roundPersons ?? 0, clock.nowMs());
      return focus?.roundId === card.roundId && card.persons ? { ...card, persons: focus.persons } : card;
    });
  }

  function ofUnit(contest: CachedContest, unitCode: string): PublicCount | null {
    const { mode, units } = participation(contest);
    const code = contest.units.unitOf(unitCode)?.code;
    const unit = units.find((each) => each.code === code);
    return unit && mode !== 'hidden' ? { atLeast: unit.persons + unit.citizens, exact: mode === 'exact' } : null;
  }

  return {
    participation,
    roundCards,
    ofUnit,
    encodedParticipation(contest) {
      const key = contest.contestId;
      const made = young(key);
      if (made) return made;
      const view = participation(contest);
      return encode(key, view, { ...view, version: 0, serverNowMs: 0 });
    },
    race,
    async encodedRace(contest, level) {
      const key = `${contest.contestId} ${level}`;
      const made = young(key);
      if (made) return made;
      const value = await race(contest, level);
      return encode(key, value, value);
    },
  };
}
