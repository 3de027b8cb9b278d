import type { LocalText } from '../../contract/text.ts';
import type { Part, Publish, Round, Series, Window } from '../model/round.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { dayOf, instantOf, shiftDay, weekdayOf } from './zoned-time.ts';

/** A round as it is opened: one of the rulebook's own, or the n-th of a series. */
export type OpenRound = Omit<Round, 'kind' | 'window' | 'publish'> & {
  series: string | null;
  opensAtMs: number;
  closesAtMs: number;
  /** null: by hand. */
  publishAtMs: number | null;
};

/**
 * All rounds in the order of the rulebook, every series spread out in its timezone.
 *
 * Source  SPEC M6.
 */
export function expandRounds({ rounds, locale: { timezone } }: Pick<Rulebook, 'rounds' | 'locale'>): OpenRound[] {
  return rounds.flatMap((round) => {
    if (round.kind === 'round') return [openRound(round, round.window, round.publish, timezone, null)];
    return windowsOf(round, timezone).map((window, at) => {
      const named = { ...round, id: `${round.id}-${at + 1}`, label: numberLabel(round.label, at + 1) };
      return openRound(named, window, round.publish, timezone, round.id);
    });
  });
}

/** How many rounds it stands for, without spreading them out: a series may name a thousand years. */
export function countRounds(round: Rulebook['rounds'][number]): number {
  if (round.kind === 'round') return 1;
  if (Array.isArray(round.at)) return round.at.length;
  const { from, to, weekdays } = round.at;
  const named = new Set(weekdays);
  const days = Math.max(0, (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1);
  const rest = Array.from({ length: days % 7 }, (_, at) => weekdayOf(shiftDay(from, at))).filter((day) =>
    named.has(day),
  );
  return Math.floor(days / 7) * named.size + rest.length;
}

/** The windows of a series; a session of a weekday whose hours end before they begin ends on the next day. */
export function windowsOf({ at }: Series, timezone: string): Window[] {
  if (Array.isArray(at)) return at;
  const windows: Window[] = [];
  for (let date = at.from; date <= at.to; date = shiftDay(date, 1)) {
    if (!at.weekdays.includes(weekdayOf(date))) continue;
    const { opens, closes } = at.hours;
    const last = closes <= opens ? shiftDay(date, 1) : date;
    windows.push({
      opensAt: new Date(instantOf(date, opens, timezone)).toISOString(),
      closesAt: new Date(instantOf(last, closes, timezone)).toISOString(),
    });
  }
  return windows;
}

type Body = Omit<Round, 'kind' | 'window' | 'publish'>;

function openRound(body: Body, window: Window, publish: Publish, timezone: string, series: string | null): OpenRound {
  const { id, label, admits, capacity, parts, time, practice, attempts, counted } = body;
  const closesAtMs = Date.parse(window.closesAt);
  return {
    ...{ id, label, series, admits, parts, time, attempts, counted },
    ...(capacity ? { capacity } : {}),
    ...(practice ? { practice } : {}),
    opensAtMs: Date.parse(window.opensAt),
    closesAtMs,
    publishAtMs: publishedAtMs(publish, closesAtMs, timezone),
  };
}

function publishedAtMs(publish: Publish, closesAtMs: number, timezone: string): number | null {
  switch (publish.kind) {
    case 'at-close':
      return closesAtMs;
    case 'by-hand':
      return null;
    case 'at':
      return Date.parse(publish.instant);
    case 'days-after':
      // A round that closes at midnight closes on the day before.
      return instantOf(shiftDay(dayOf(closesAtMs - 1, timezone), publish.days), publish.clock, timezone);
  }
}

const numberLabel = ({ vi, en }: LocalText, n: number): LocalText => ({
  vi: vi.replaceAll('{n}', String(n)),
  en: en.replaceAll('{n}', String(n)),
});

/** A part of a round by its kind; a rulebook has at most one quiz and one prediction in a round. */
export const partOf = <K extends Part['kind']>({ parts }: Pick<OpenRound, 'parts'>, kind: K) =>
  parts.find((part): part is Extract<Part, { kind: K }> => part.kind === kind);

/** The rounds that a list of ids of rounds and series names, in the order of the rulebook. */
export const roundsNamed = (rounds: readonly OpenRound[], ids: readonly string[]): OpenRound[] =>
  rounds.filter(({ id, series }) => ids.includes(id) || (series !== null && ids.includes(series)));
