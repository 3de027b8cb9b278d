import type { DecidedBy } from '../../contract/results.ts';
import type { Key } from '../model/standing.ts';
import type { Place } from './rank.ts';

/** What put this place behind the one ahead, by its name; null: it is the first, or there is no such place. Source: SPEC L3. */
export function nameDecider(place: Place | undefined, keys: readonly Key[]): DecidedBy | null {
  const by = place?.decidedBy ?? null;
  if (typeof by !== 'number') return by;
  const key = keys[by];
  if (key === undefined) return 'score'; // a formula has one number
  if (key.metric === 'points') return 'score';
  if (key.metric === 'attempts') return key.order === 'least' ? 'fewerAttempts' : 'moreAttempts';
  return key.metric;
}
