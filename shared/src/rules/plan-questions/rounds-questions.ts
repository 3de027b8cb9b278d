import type { RulesDraft } from '../../contract/rules.ts';
import { dayMs, startOfVietnamDay, vietnamInstantOf } from '../vietnam-time.ts';
import { type PlanQuestion, planQuestion, readChoice, readClock, readInstant } from './plan-question.ts';

type DraftRound = NonNullable<RulesDraft['rounds']>[number];

const boundaryChoices = [
  {
    value: 'same-hours',
    puts: 'same-hours' as const,
    label: {
      vi: 'Tuần nào cũng mở và kết thúc cùng thứ, cùng giờ như kế hoạch nêu cho tuần đầu và tuần cuối',
      en: 'Every week opens and closes on the same weekday and hour that the plan gives for the first and the last',
    },
  },
  {
    value: 'continuous',
    puts: 'continuous' as const,
    label: {
      vi: 'Các tuần nối liền nhau: tuần trước kết thúc đúng lúc tuần sau mở',
      en: 'The weeks follow without a gap: one closes the instant the next opens',
    },
  },
];

const publishChoices = [
  { value: 'by-hand', puts: null, label: { vi: 'Ban Tổ chức tự bấm công bố', en: 'The committee publishes by hand' } },
  publishChoice(1, 8),
  publishChoice(1, 10),
  publishChoice(1, 17),
  publishChoice(2, 10),
  publishChoice(3, 10),
  publishChoice(4, 10),
];

export const roundsQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'rounds.firstOpensAt',
    path: 'rounds.0.opensAt',
    kind: 'instant',
    prompt: {
      vi: 'Tuần thi thứ nhất mở vào thời điểm nào? Các mốc khác trong kế hoạch dời theo cùng số ngày; giờ mở áp dụng cho mọi tuần.',
      en: 'When does the first round open? All other dates of the plan move by the same number of days; the opening hour holds for every round.',
    },
    example: (draft) => draft.rounds?.[0]?.opensAt ?? null,
    isOpen: () => true,
    read: readInstant(),
    put: (draft, opensMs) => mapRounds(draft, (round) => shiftRound(round, Date.parse(firstOpensAt(draft)), opensMs)),
  }),
  planQuestion({
    id: 'rounds.boundaries',
    path: 'rounds',
    kind: 'choice',
    prompt: {
      vi: 'Kế hoạch chỉ nêu lúc mở tuần đầu và lúc kết thúc tuần cuối. Các tuần chuyển tiếp như thế nào?',
      en: 'The plan gives only the start of the first week and the end of the last. How do the weeks turn over?',
    },
    choices: boundaryChoices,
    example: 'same-hours',
    isOpen: (draft) => (draft.rounds ?? []).some((round) => round.opensAt === null || round.closesAt === null),
    read: readChoice(boundaryChoices),
    put: fillBoundaries,
  }),
  planQuestion({
    id: 'rounds.closingHour',
    path: 'rounds.0.closesAt',
    kind: 'text',
    prompt: {
      vi: 'Kế hoạch công bố kết quả trước khi tuần thi kết thúc. Ngày cuối của mỗi tuần thi chốt nhận bài lúc mấy giờ? (giờ:phút; 24:00 là hết ngày)',
      en: 'The plan publishes results before the round is over. At what hour does each round close on its last day? (hh:mm; 24:00 is the end of the day)',
    },
    example: '18:00',
    isOpen: (draft) => (draft.rounds ?? []).some(publishesBeforeClose),
    read: readClock(),
    put: (draft, minutes) => mapRounds(draft, (round) => closeAtClock(round, minutes)),
  }),
  planQuestion({
    id: 'rounds.publishAt',
    path: 'rounds.0.publishAt',
    kind: 'choice',
    prompt: {
      vi: 'Kết quả mỗi tuần được công bố khi nào, tính từ ngày cuối của tuần thi?',
      en: "When are a round's results published, counted from its last day?",
    },
    choices: publishChoices,
    example: 'D+1 10:00',
    isOpen: (draft) => (draft.rounds ?? []).some((round) => round.publishAt === null),
    read: readChoice(publishChoices),
    put: (draft, publish) =>
      mapRounds(draft, (round) => {
        if (publish === null || round.closesAt === null || round.publishAt !== null) return round;
        const publishMs = lastDayOf(round.closesAt) + publish.days * dayMs + publish.hour * 3_600_000;
        return { ...round, publishAt: vietnamInstantOf(publishMs) };
      }),
  }),
];

function publishChoice(days: number, hour: number) {
  const clock = `${String(hour).padStart(2, '0')}:00`;
  return {
    value: `D+${days} ${clock}`,
    puts: { days, hour },
    label: {
      vi: `${clock.replace(':', ' giờ ')}, ${days} ngày sau ngày cuối của tuần thi`,
      en: `${clock}, ${days} ${days === 1 ? 'day' : 'days'} after the round's last day`,
    },
  };
}

function firstOpensAt(draft: RulesDraft): string {
  return draft.rounds?.[0]?.opensAt ?? '1970-01-01T00:00:00+07:00';
}

function mapRounds(draft: RulesDraft, change: (round: DraftRound) => DraftRound): RulesDraft {
  return { ...draft, rounds: draft.rounds?.map(change) ?? null };
}

/** Days move by whole days, hours stay as planned; only the opening hour follows the answer. */
function shiftRound(round: DraftRound, planMs: number, opensMs: number): DraftRound {
  const shiftMs = startOfVietnamDay(opensMs) - startOfVietnamDay(planMs);
  const clockMs = opensMs - startOfVietnamDay(opensMs);
  const move = (instant: string | null) => (instant === null ? null : vietnamInstantOf(Date.parse(instant) + shiftMs));
  const opens = round.opensAt === null ? null : startOfVietnamDay(Date.parse(round.opensAt)) + shiftMs + clockMs;
  return {
    ...round,
    opensAt: opens === null ? null : vietnamInstantOf(opens),
    closesAt: move(round.closesAt),
    publishAt: move(round.publishAt),
  };
}

function fillBoundaries(draft: RulesDraft, how: 'same-hours' | 'continuous'): RulesDraft | { issue: string } {
  const rounds = draft.rounds ?? [];
  const opens = rounds[0]?.opensAt;
  const closes = rounds.at(-1)?.closesAt;
  if (opens == null || closes == null) return { issue: 'cần biết lúc mở tuần đầu và lúc kết thúc tuần cuối' };
  const opensMs = (week: number) => Date.parse(opens) + week * 7 * dayMs;
  const closesMs = (week: number) => Date.parse(closes) - (rounds.length - 1 - week) * 7 * dayMs;
  const isLast = (week: number) => week === rounds.length - 1;
  return {
    ...draft,
    rounds: rounds.map((round, week) => {
      const closing = how === 'continuous' && !isLast(week) ? opensMs(week + 1) : closesMs(week);
      return {
        ...round,
        opensAt: round.opensAt ?? vietnamInstantOf(opensMs(week)),
        closesAt: round.closesAt ?? vietnamInstantOf(closing),
      };
    }),
  };
}

function publishesBeforeClose(round: DraftRound): boolean {
  return (
    round.publishAt !== null && round.closesAt !== null && Date.parse(round.publishAt) < Date.parse(round.closesAt)
  );
}

/** Midnight before the last day of a round that closes at this instant. */
function lastDayOf(closesAt: string): number {
  return startOfVietnamDay(Date.parse(closesAt) - 1);
}

function closeAtClock(round: DraftRound, minutes: number): DraftRound {
  if (round.closesAt === null) return round;
  return { ...round, closesAt: vietnamInstantOf(lastDayOf(round.closesAt) + minutes * 60_000) };
}
