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
import type { UnitTrends } from './unit-caches.ts';
import { viewUnitRace } from './unit-race.ts';

/** A response body made once for all who read it. */
export type Encoded = { body: Buffer; gzipped: Buffer; etag: string };

const freshMs = 1_000;

type CachedView = { contest: CachedContest; atMs: number; view: PublicParticipation };
type CachedBody = { atMs: number; mark: string; encoded: Encoded };
type Deps = { live: Pick<Live, 'counts' | 'unitCounts' | 'onFresh'>; trends: Pick<UnitTrends, 'of'>; clock: Clock };

/**
 * Participation as anybody may see it, made once for all who watch: at most once between two publications of live figures,
 * encoded at most once a second. A body with the same figures has the same tag, so that watchers get "not changed".
 * SPEC U21.
 */
export class PublicFigures {
  readonly #deps: Deps;
  readonly #views = new Map<string, CachedView>();
  readonly #bodies = new Map<string, CachedBody>();
  #lastVersion = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
    deps.live.onFresh((contestId) => this.#views.delete(contestId));
  }

  participation(contest: CachedContest): PublicParticipation {
    const { live, clock } = this.#deps;
    const nowMs = clock.nowMs();
    const known = this.#views.get(contest.contestId);
    if (known && known.contest === contest && nowMs - known.atMs < freshMs) return known.view;
    this.#lastVersion = Math.max(this.#lastVersion + 1, nowMs);
    const view = viewPublicParticipation({
      contest,
      counts: live.counts(contest.contestId),
      unitCounts: (roundId) => live.unitCounts(roundId),
      nowMs,
      version: this.#lastVersion,
    });
    this.#views.set(contest.contestId, { contest, atMs: nowMs, view });
    return view;
  }

  /** The contest's rounds. The one in focus has the very floor of `participation`, beside the floors of its units. */
  roundCards(contest: CachedContest): RoundCard[] {
    const { live, clock } = this.#deps;
    const { round: focus } = this.participation(contest);
    const { byRound } = live.counts(contest.contestId);
    return contest.rounds.map((round) => {
      const card = viewRoundCard(contest, round, byRound.get(round.roundId)?.roundPersons ?? 0, clock.nowMs());
      return focus?.roundId === card.roundId && card.persons ? { ...card, persons: focus.persons } : card;
    });
  }

  /** How many of one unit take part in the round in focus; null: the rules hide it, or nothing has begun. */
  ofUnit(contest: CachedContest, unitCode: string): PublicCount | null {
    const { mode, units } = this.participation(contest);
    const code = contest.units.unitOf(unitCode)?.code;
    const unit = units.find((each) => each.code === code);
    return unit && mode !== 'hidden' ? { atLeast: unit.persons + unit.citizens, exact: mode === 'exact' } : null;
  }

  async race(contest: CachedContest, level: string): Promise<UnitRace> {
    const nowMs = this.#deps.clock.nowMs();
    const round = roundInFocus(contest, nowMs);
    const mode = publicMode(contest, round, nowMs);
    if (round === null || mode === 'hidden' || nowMs < round.opensAtMs) return { level, mode, atMs: [], series: [] };
    return viewUnitRace(contest, round, mode, await this.#deps.trends.of(contest, round), level);
  }

  encodedParticipation(contest: CachedContest): Encoded {
    const key = contest.contestId;
    const known = this.#freshBody(key);
    if (known) return known;
    const view = this.participation(contest);
    return this.#encode(key, view, { ...view, version: 0, serverNowMs: 0 });
  }

  async encodedRace(contest: CachedContest, level: string): Promise<Encoded> {
    const key = `${contest.contestId} ${level}`;
    const known = this.#freshBody(key);
    if (known) return known;
    const race = await this.race(contest, level);
    return this.#encode(key, race, race);
  }

  #freshBody(key: string): Encoded | null {
    const known = this.#bodies.get(key);
    return known && this.#deps.clock.nowMs() - known.atMs < freshMs ? known.encoded : null;
  }

  /** `tagged` is the value without what differs in each view though no figure has changed. */
  #encode(key: string, value: unknown, tagged: unknown): Encoded {
    const atMs = this.#deps.clock.nowMs();
    const mark = createHash('sha256').update(JSON.stringify(tagged)).digest('base64url').slice(0, 22);
    const known = this.#bodies.get(key);
    if (known?.mark === mark) {
      known.atMs = atMs;
      return known.encoded;
    }
    const body = Buffer.from(JSON.stringify(accept(value)));
    const encoded = { body, gzipped: gzipSync(body), etag: `W/"${mark}"` };
    this.#bodies.set(key, { atMs, mark, encoded });
    return encoded;
  }
}
