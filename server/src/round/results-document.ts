import type { PublicDraw } from '@hoithi/shared/contract/draws';
import type { FiguresReport } from '@hoithi/shared/contract/figures';
import { sourceWords } from '@hoithi/shared/contract/question';
import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import { listDrawable } from '@hoithi/shared/rulebook/judge/drawable';
import { ladderOf } from '@hoithi/shared/rulebook/settings/settings-of';
import { atResolution } from '@hoithi/shared/rules/elapsed';
import { maskName } from '@hoithi/shared/rules/mask-name';
import { rightWords, rightWordsIn } from '@hoithi/shared/rules/questions/right-words';
import { mayShowAnswers } from '../attempt/attempt-view.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { entriesFor, listStillDrawn } from '../contest/drawn-entries.ts';
import type { Enrolled } from '../people/people-sql.ts';
import type { PlacedRow, StandingRow } from './standings-sql.ts';
import { awardOf, wonPrize } from './won-prize.ts';

export type ResultsInput = {
  contest: CachedContest;
  round: CachedRound;
  standing: StandingRow;
  /** The one source of every figure: the report of the round as of its publication. */
  figures: FiguresReport;
  /** Its lists that wait for a drawing. */
  drawings: { standing_id: string; to_draw: number }[];
  /** Draws that were named on it. */
  draws: PublicDraw[];
  publishedAtMs: number;
  /** Who confirmed it, what it rests on, and what was published before it. */
  path: Pick<PublicResults, 'finalization' | 'decisions' | 'versions' | 'provisional'>;
};

/** The published document of a round. Names are masked unless the rules say full and the person agreed. SPEC F4, V4, C2, C21. */
export function viewResults({
  contest,
  round,
  standing,
  figures,
  drawings,
  draws,
  publishedAtMs,
  path,
}: ResultsInput): PublicResults {
  const { rules } = contest.settings(standing.rules_version, round.ordinal);
  const rulebook = contest.rulebookByVersion.get(standing.rules_version) ?? contest.rulebook;
  const { persons, mean, bands } = figures.quality;
  return {
    schema: 2,
    contest: figures.contest,
    round: {
      ordinal: round.ordinal,
      label: round.label,
      opensAtMs: round.opensAtMs,
      closesAtMs: round.closesAtMs,
    },
    rulesVersion: standing.rules_version,
    standingVersion: standing.version,
    computedAtMs: standing.computed_at_ms,
    publishedAtMs,
    decision: null,
    ...path,
    counts: figures.counts,
    meanPoints: persons === 0 ? null : mean.points / persons,
    pointsMax: figures.quality.pointsMax,
    prediction:
      rules.prediction === null || standing.prediction_target === null
        ? null
        : { kind: rules.prediction, target: standing.prediction_target },
    ladder: ladderOf(rulebook),
    bands: bands.map(({ id, part }) => ({
      id,
      persons: part.numerator,
      share: part.denominator === 0 ? 0 : part.numerator / part.denominator,
    })),
    winners: figures.winners ?? [],
    ...(drawings.length === 0
      ? {}
      : {
          drawings: drawings.map((each) => ({ award: awardOf(rulebook, each).label, people: each.to_draw })),
        }),
    ...(draws.length === 0 ? {} : { draws }),
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

/** Somebody as the rules publish names: masked unless they say full and the person agreed. SPEC V4. */
export function nameWinner(
  { contest, people, agreedToName }: Omit<WinnersInput, 'rulesVersion'>,
  contestantId: string,
): Pick<Winner, 'name' | 'unitName'> {
  const person = people.get(contestantId);
  const isFull = contest.rules.publication.names === 'full' && agreedToName.has(contestantId);
  return {
    name: person ? (isFull ? person.name : maskName(person.name)) : '',
    unitName: person?.unit_code ? unitWithParent(contest, person.unit_code) : null,
  };
}

function unitWithParent({ units }: Pick<CachedContest, 'units'>, code: string): string | null {
  const unit = units.unitOf(code);
  return unit ? [unit.name, ...units.pathOf(unit.code).slice(0, 1)].join(', ') : null;
}

/** One place with its prize, named as the rules publish names. SPEC V4. */
export function viewWinner({ contest, rulesVersion, people, agreedToName }: WinnersInput, row: PlacedRow): Winner {
  const { rules } = contest;
  const rulebook = contest.rulebookByVersion.get(rulesVersion) ?? contest.rulebook;
  return {
    award: awardOf(rulebook, row),
    prize: wonPrize(rulebook, row),
    rank: row.rank,
    ...nameWinner({ contest, people, agreedToName }, row.contestant_id),
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
 * differ between people; in each language of the question. The others are published with the last round that can draw them. SPEC Q4, Q28.
 */
function viewAnswers(contest: CachedContest, round: CachedRound, nowMs: number): PublicResults['answers'] {
  const { round: settings } = contest.settings(contest.rulesVersion, round.ordinal);
  const entries = entriesFor(contest, round);
  const drawable = listDrawable(settings, entries);
  const stillDrawn = listStillDrawn(contest, nowMs);
  return entries
    .filter(({ questionId }) => drawable.has(questionId) && !stillDrawn.has(questionId))
    .flatMap((entry) => {
      const question = contest.bank.get(entry.questionId);
      if (!question) return [];
      const said = Object.entries(question.translations).map(([language, each]) => [
        language,
        { text: each.text, right: rightWordsIn(question, language, each), explanation: each.explanation },
      ]);
      return [
        {
          questionId: question.id,
          text: question.text,
          right: rightWords(question),
          explanation: question.explanation ?? '',
          source: sourceWords(question),
          ...(said.length > 0 ? { said: Object.fromEntries(said) } : {}),
        },
      ];
    });
}
