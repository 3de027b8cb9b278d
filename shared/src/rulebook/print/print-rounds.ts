import type { LocalText } from '../../contract/text.ts';
import { formatCount, formatMs, formatSeconds } from '../../rules/printed-rules/format-value.ts';
import { expandRounds, type OpenRound, roundsNamed } from '../judge/expand-rounds.ts';
import type { Marks, PaperDraw, Part, PredictionPart, Quiz, QuizPoints } from '../model/round.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { extremeWords, seriesWords } from './measure-words.ts';
import {
  clockWords,
  dayWords,
  heading,
  list,
  momentWords,
  phrase,
  type Section,
  type Sentence,
  same,
  say,
} from './phrase.ts';
import { populationWords } from './print-people.ts';

type AnyRound = Rulebook['rounds'][number];

/** A section for every round or series. Source: SPEC M16. */
export function printRounds(rulebook: Rulebook): Section[] {
  const all = expandRounds(rulebook);
  return rulebook.rounds.map((round) => {
    const own = roundsNamed(all, [round.id]);
    return {
      id: `round-${round.id}`,
      heading: heading('round', { label: seriesWords(round.label) }),
      sentences: [
        say('admits', { population: populationWords(round.admits, rulebook) }),
        ...printWindows(round, own, rulebook.locale.timezone),
        ...printCapacity(round),
        ...round.parts.flatMap((part) => printPart(part, rulebook)),
        ...(round.parts.some(({ kind }) => kind === 'quiz') ? printAttempts(round, rulebook.locale.timezone) : []),
        printPublish(round, rulebook.locale.timezone),
      ],
    };
  });
}

function printWindows(round: AnyRound, own: readonly OpenRound[], timezone: string): Sentence[] {
  const window = ({ opensAtMs, closesAtMs }: OpenRound) => ({
    opens: momentWords(opensAtMs, timezone),
    closes: momentWords(closesAtMs, timezone, true),
  });
  if (round.kind === 'round') return own.map((each) => say('window', window(each)));
  if (Array.isArray(round.at)) return own.map((each) => say('round-window', { round: each.label, ...window(each) }));
  const { from, to, weekdays, hours } = round.at;
  return [
    say('sessions', {
      ...{ count: own.length, from: dayWords(from), to: dayWords(to) },
      weekdays: list(weekdays.toSorted().map((day) => phrase(`weekday-${day}`))),
      ...{ opens: clockWords(hours.opens), closes: clockWords(hours.closes) },
    }),
  ];
}

const printCapacity = ({ capacity }: AnyRound): Sentence[] =>
  capacity
    ? [
        say('capacity', { max: capacity.max }),
        ...(capacity.perUnit ? [say('capacity-of-unit', { max: capacity.perUnit })] : []),
      ]
    : [];

function printPart(part: Part, rulebook: Rulebook): Sentence[] {
  switch (part.kind) {
    case 'quiz':
      return printQuiz(part, rulebook);
    case 'prediction':
      return printPrediction(part, rulebook);
    case 'show':
      return [say('show')];
    case 'table':
      return [say('table', { columns: list(part.columns.map(({ label }) => label)) })];
  }
}

function printQuiz({ papers, kinds, pacing, questionSeconds, shuffle, points }: Quiz, rulebook: Rulebook): Sentence[] {
  const banks = papers.flatMap(({ draw }) => (draw.kind === 'bank' ? [draw] : []));
  return [
    ...papers.map((paper) =>
      say('paper', {
        population: populationWords(paper.for, rulebook),
        count: formatCount(paper.count),
        draw: drawWords(paper.draw),
      }),
    ),
    ...(banks.some(({ byAudience }) => byAudience) ? [say('by-audience')] : []),
    ...(banks.some(({ avoidSeen }) => avoidSeen) ? [say('avoid-seen')] : []),
    say(pacing === 'paper' ? 'whole-paper' : 'one-by-one'),
    ...(questionSeconds === null ? [] : [say('question-seconds', { limit: formatSeconds(questionSeconds) })]),
    say(shuffle ? 'shuffled' : 'in-order'),
    ...(points.start === 0 ? [] : [say('points-at-start', { points: points.start })]),
    say('points', { right: points.default.right }),
    ...(isPlain(points.default)
      ? []
      : [say('points-minus', { wrong: points.default.wrong, blank: points.default.blank })]),
    ...Object.entries(points.byLevel).map(([level, marks]) => say('points-of-level', { level, ...marks })),
    ...printKinds(kinds, points.several),
  ];
}

/** How each kind of question is answered and scored. Source: SPEC Q5. */
function printKinds(kinds: Quiz['kinds'], several: QuizPoints['several']): Sentence[] {
  const isShared = several === 'share';
  return [
    ...(kinds.includes('several') ? [say(isShared ? 'share-of-points' : 'all-or-nothing')] : []),
    ...(kinds.includes('order') ? [say(isShared ? 'order-shared' : 'order-whole')] : []),
    ...(kinds.includes('number') ? [say('typed-number')] : []),
    ...(kinds.includes('text') ? [say('typed-text')] : []),
  ];
}

const isPlain = ({ wrong, blank }: Marks): boolean => wrong === 0 && blank === 0;

function drawWords(draw: PaperDraw): LocalText {
  if (draw.kind === 'fixed') return phrase('draw-fixed');
  const quotas = [
    ...draw.perTopic.map((each) => phrase('quota-topic', each)),
    ...draw.perLevel.map((each) => phrase('quota-level', each)),
  ];
  const joined = { vi: quotas.map(({ vi }) => vi).join(''), en: quotas.map(({ en }) => en).join('') };
  return phrase('draw-bank', { topics: same(draw.topics.join(', ')), quotas: joined });
}

function printPrediction({ of, population, missing, basis }: PredictionPart, rulebook: Rulebook): Sentence[] {
  const whose =
    population === 'own' ? phrase('own') : phrase('of-population', { label: populationWords(population, rulebook) });
  return [
    say('prediction', { what: phrase(of === 'attempts' ? 'attempts-made' : of), whose }),
    say('prediction-distance'),
    say(basis === 'as-closed' ? 'prediction-as-closed' : 'prediction-verified'),
    say(missing === 'last' ? 'prediction-last' : 'prediction-void'),
  ];
}

function printAttempts({ time, attempts, counted, practice }: AnyRound, timezone: string): Sentence[] {
  const isOne = attempts.limits.some(({ max, per }) => max === 1 && per !== 'day');
  const { quotaMs, refillMs } = time.lagCredit;
  const limits = attempts.limits.map(({ max, per }) => phrase(`per-${per}`, { max: formatCount(max) }));
  return [
    time.limitSeconds === null ? say('no-time-limit') : say('time-limit', { limit: formatSeconds(time.limitSeconds) }),
    ...(time.graceMs === 0 ? [] : [say('grace', { grace: formatMs(time.graceMs) })]),
    say(time.elapsed === 'submit' ? 'elapsed-to-submit' : 'elapsed-to-change', { unit: phrase(time.resolution) }),
    ...(quotaMs === 0 ? [] : [say('lag-credit', { quota: formatMs(quotaMs), refill: formatMs(refillMs) })]),
    limits.length === 0 ? say('attempts-free') : say('attempts', { limits: list(limits) }),
    ...(attempts.coolDownSeconds === 0 ? [] : [say('cool-down', { pause: formatSeconds(attempts.coolDownSeconds) })]),
    ...(isOne ? [] : [say('counted', { keys: list(counted.by.map(extremeWords)) })]),
    ...(counted.completeOnly ? [say('complete-only')] : []),
    ...(practice ? [say('practice', { topics: same(practice.topics.join(', ')) })] : []),
    ...(practice?.window
      ? [
          say('practice-window', {
            opens: momentWords(Date.parse(practice.window.opensAt), timezone),
            closes: momentWords(Date.parse(practice.window.closesAt), timezone, true),
          }),
        ]
      : []),
  ];
}

function printPublish({ publish }: AnyRound, timezone: string): Sentence {
  switch (publish.kind) {
    case 'at-close':
      return say('published-at-close');
    case 'by-hand':
      return say('published-by-hand');
    case 'at':
      return say('published-at', { moment: momentWords(Date.parse(publish.instant), timezone) });
    case 'days-after':
      return publish.days === 0
        ? say('published-same-day', { clock: clockWords(publish.clock) })
        : say('published-after', { days: formatCount(publish.days), clock: clockWords(publish.clock) });
  }
}
