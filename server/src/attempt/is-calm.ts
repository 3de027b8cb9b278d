import type { App } from '../app-parts.ts';
import { calmAfterMs } from './first-arrivals.ts';

/**
 * Whether the database has been there for long enough that what was in time has been sent again. Until then nothing is
 * submitted, settled or closed on somebody's behalf. SPEC N15.
 */
export const isCalm = (app: Pick<App, 'db'>): boolean => app.db.unavailableAgoMs() >= calmAfterMs;
