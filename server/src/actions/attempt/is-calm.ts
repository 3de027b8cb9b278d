import type { House } from '../../house/house.ts';

/** A device waits up to eight seconds before it sends again what could not be kept. Units: ms. */
const calmAfterMs = 10_000;

/**
 * Whether the database has been there for long enough that what was in time has been sent again. Until then nothing is
 * submitted, settled or closed on somebody's behalf. SPEC N15.
 */
export const isCalm = (house: Pick<House, 'db'>): boolean => house.db.awayAgoMs() >= calmAfterMs;
