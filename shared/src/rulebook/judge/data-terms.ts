import type { DataRequestKind } from '../../contract/data-rights.ts';
import { dataRights } from '../../rules/data-rights.ts';
import { dayOf, instantOf, shiftDay } from './zoned-time.ts';

/**
 * By when a request about personal data is to be done: the end of the last day of its term.
 *
 * Units   epoch milliseconds.
 * Source  SPEC S63.
 */
export const dataRequestDueAt = (kind: DataRequestKind, fromMs: number, timezone: string): number =>
  instantOf(shiftDay(dayOf(fromMs, timezone), dataRights.days[kind]), '24:00', timezone);

/** So long before it an erasure of everybody's data is announced. Source: SPEC S70. */
export const announcedBeforeMs = 30 * 86_400_000;

/**
 * When a contest's personal data are erased: at the end of the last day of the term that its rules state, which runs from the
 * close of the last round as it was held.
 *
 * Units   epoch milliseconds.
 * Source  SPEC M18, S69.
 */
export function dataEndsAt(
  rounds: readonly { closesAtMs: number }[],
  { privacy, locale }: { privacy: { retentionDays: number }; locale: { timezone: string } },
): number {
  const lastCloseMs = Math.max(...rounds.map(({ closesAtMs }) => closesAtMs));
  return instantOf(shiftDay(dayOf(lastCloseMs - 1, locale.timezone), privacy.retentionDays), '24:00', locale.timezone);
}
