import type { FiguresReport } from '@hoithi/shared/contract/figures';
import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import { listDrawable } from '@hoithi/shared/rulebook/judge/drawable';
import { atResolution } from '@hoithi/shared/rules/elapsed';
import { maskName } from '@hoithi/shared/rules/mask-name';
import { listStillDrawn, mayShowAnswers } from '../attempt/attempt-view.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import type { Enrolled } from '../people/people-sql.ts';
import type { PlacedRow, StandingRow } from './standings-sql.ts';
import { awardOf, wonPrize } from './won-prize.ts';

export type ResultsInput = {
  contest: CachedContest;
  round: CachedRound;
  standing: StandingRow;
  /** The one source of every figure: the report of the round as of its publication. */
  figures: FiguresReport;
  publishedAtMs: number;
};

/** The published document of a round. Names are masked unless the rules say full and the person agreed. SPEC F4, V4, C2, C21. */
export function viewResults({ contest, round, standing, figures, publishedAtMs }: ResultsInput): PublicResults {
  const { rules } = contest.settings(standing.rules_version, round.ordinal);
  const { persons, mean, bands } = figures.quality;
  return {
    schema: 2,
    contest: figures.contest,
    round: {
      ordinal: round.ordinal,
      label: round.rules.label,
      opensAtMs: round.opensAtMs,
      closesAtMs: round.closesAtMs,
    },
    rulesVersion: standing.rules_version,
    standingVersion: standing.version,
    computedAtMs: standing.computed_at_ms,
    publishedAtMs,
    decision: null,
    counts: figures.counts,
    meanPoints: persons === 0 ? null : mean.points / persons,
    pointsMax: figures.quality.pointsMax,
    prediction:
      rules.prediction === null || standing.prediction_target === null
        ? null
        : { kind: rules.prediction.kind, target: standing.prediction_target },
    ladder: rules.ladder.keys,
    bands: bands.map(({ id, part }) => ({
      id,
      persons: part.numerator,
      share: part.denominator === 0 ? 0 : part.numerator / part.denominator,
    })),
    winners: figures.winners ?? [],
    units: [...figures.units, ...figures.unratedUnits].map((unit) => ({
      code: unit.code,
      name: unit.name,
      level: unit.level,
      headcount: unit.headcount,
      headcountDate: unit.headcountDate,
      block: unit.block,
      persons: unit.persons,
      citizens: unit.citizens,
      attempts: unit.attempts,
      rate: unit.rate === null ? null : unit.rate.numerator / unit.rate.denominator,
      rank: unit.rank,
    })),
    answers: mayShowAnswers(rules, 'published') ? viewAnswers(contest, round, publishedAtMs) : null,
  };
}

type WinnersInput = {
  contest: CachedContest;
  /** By which the standing was judged. */
  rulesVersion: number;
  people: ReadonlyMap<string, Enrolled>;
  agreedToName: ReadonlySet<string>;
};

/** One place with its prize, named as the rules publish names. SPEC V4. */
export function viewWinner({ contest, rulesVersion, people, agreedToName }: WinnersInput, row: PlacedRow): Winner {
  const { rules } = contest;
  const rulebook = contest.rulebookByVersion.get(rulesVersion) ?? contest.rulebook;
  const person = people.get(row.contestant_id);
  const fullName = rules.publication.names === 'full' && agreedToName.has(row.contestant_id);
  const unit = person?.unit_code ? contest.units.unitOf(person.unit_code) : null;
  return {
    award: awardOf(rulebook, row),
    prize: wonPrize(rulebook, row),
    rank: row.rank,
    name: person ? (fullName ? person.name : maskName(person.name)) : '',
    unitName: unit ? [unit.name, ...contest.units.pathOf(unit.code).slice(0, 1)].join(', ') : null,
    points: row.points,
    elapsedMs: atResolution(row.elapsed_ms, rules.time.resolution),
    prediction: row.prediction,
    predictionError: row.prediction_error,
    submittedAtMs: row.submitted_at_ms,
    decidedBy: row.behind_decided_by,
    toDecide: row.to_decide,
  };
}

/**
 * The questions that the round could draw and no open or coming round can, with their right options as text: their letters
 * differ between people. The others are published with the last round that can draw them. SPEC Q4.
 */
function viewAnswers(contest: CachedContest, round: CachedRound, nowMs: number): PublicResults['answers'] {
  const { round: settings } = contest.settings(contest.rulesVersion, round.ordinal);
  const drawable = listDrawable(settings, contest.bankEntries);
  const stillDrawn = listStillDrawn(contest, nowMs);
  return contest.bankEntries
    .filter(({ questionId }) => drawable.has(questionId) && !stillDrawn.has(questionId))
    .flatMap((entry) => {
      const question = contest.bank.get(entry.questionId);
      if (!question) return [];
      const right = question.options
        .filter((option) => question.right.includes(option.id))
        .map((option) => option.text);
      return [
        {
          questionId: question.id,
          text: question.text,
          right,
          explanation: question.explanation,
          source: question.source,
        },
      ];
    });
}
