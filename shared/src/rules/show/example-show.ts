import { ShowFile } from '../../contract/show-file.ts';
import { foldShow } from './fold-show.ts';
import type { NumberedShowEvent, ShowEvent } from './show-event.ts';
import type { CountedAnswer, PlayerFacts } from './tally.ts';

/** Shows for tests. Used by tests alone. */
export const both = (text: string) => ({ vi: text, en: text });

export const exampleQuestion = (id: string, seconds = 10) => ({
  kind: 'question' as const,
  seconds,
  question: {
    id,
    text: `Câu hỏi thử ${id}?`,
    options: ['a', 'b', 'c', 'd'].map((option) => ({ id: option, text: option })),
    right: 'b',
    explanation: 'vì sao',
    source: 'nguồn',
  },
});

/** Fine times and a wide quota, so that a test sees what they do. */
const fine = { timeStepMs: 100, fullUnderMs: 0, lagCredit: { quotaMs: 600, refillMs: 250 } };

export const exampleShow = (cues: readonly unknown[], rules: Record<string, unknown> = {}): ShowFile =>
  ShowFile.parse({
    format: 'hoithi-show-1',
    id: 'thu',
    title: both('Thử'),
    rules: { ...fine, ...rules },
    cues: [{ kind: 'lobby', title: both('Chào') }, ...cues, { kind: 'end', title: both('Hết') }],
  });

export const holdersOf = (count: number): PlayerFacts[] =>
  Array.from({ length: count }, (_, at) => ({ playerId: `s${at + 1}`, order: at + 1, joinedAtMs: 0, unitCode: null }));

/** Numbers events one after another, a second apart. */
export function numbered(events: readonly ShowEvent[], fromMs = 1_000_000): NumberedShowEvent[] {
  return events.map((event, at) => ({ ...event, seq: at + 1, happenedAtMs: fromMs + at * 1000, actor: 'test' }));
}

/** A show whose questions (cue indexes) were asked and revealed in order, each answered as `answers` says: player → option and ms. */
export function played(
  cueIndexes: readonly number[],
  answers: readonly Record<string, readonly [given: string, elapsedMs: number]>[],
): { events: NumberedShowEvent[]; answersOf: (asking: number) => CountedAnswer[] } {
  const events: ShowEvent[] = [{ kind: 'opened', device: 'mc' }];
  cueIndexes.forEach((cueIndex, at) => {
    const opensAtMs = 1_000_000 + at * 100_000;
    events.push({ kind: 'moved', cueIndex });
    events.push({ kind: 'asked', cueIndex, asking: at + 1, opensAtMs, locksAtMs: opensAtMs + 10_000 });
    events.push({ kind: 'revealed', asking: at + 1 });
  });
  const all = numbered(events);
  const { askings } = foldShow(all);
  const answersOf = (asking: number): CountedAnswer[] =>
    Object.entries(answers[asking - 1] ?? {}).map(([playerId, [given, elapsedMs]]) => ({
      playerId,
      given,
      elapsedMs,
      arrivedAtMs: (askings[asking - 1]?.opensAtMs ?? 0) + elapsedMs,
    }));
  return { events: all, answersOf };
}
