import type { OwnResult } from '../../contract/contestant.ts';
import type { PublicResults, Winner, WonPrize } from '../../contract/results.ts';
import { asTitle } from '../../rules/as-title.ts';
import { qualityBands } from '../../rules/bands.ts';
import { atResolution } from '../../rules/elapsed.ts';
import { maskName } from '../../rules/mask-name.ts';
import { expandRounds, partOf } from '../judge/expand-rounds.ts';
import type { AttemptFacts, Facts } from '../judge/facts.ts';
import { type DueList, type JudgedRound, judgeRound } from '../judge/judge-round.ts';
import { nameDecider } from '../judge/name-decider.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { kindOfPrediction, ladderOf } from '../settings/settings-of.ts';
import type { PreviewPlace } from './take-place.ts';

export type OwnPreview = { attempts: readonly AttemptFacts[]; prediction: number | null };
export type PreviewWords = {
  nameOf: (personId: string) => string;
  /** By the made-up unit's code. */
  unitOf: (code: string) => string;
  slug: string;
  atMs: number;
};
export type PreviewResults = { results: PublicResults; own: OwnResult | null };

const errorOfPrediction = { metric: 'predictionError', fold: 'only', best: 1 } as const;

/**
 * The round as it would be published after the made-up crowd and the one who looks at it: judged by the functions that judge a real one.
 *
 * Source  SPEC J22, M10 to M15.
 */
export function previewResults(place: PreviewPlace, own: OwnPreview, words: PreviewWords): PreviewResults {
  const { rulebook, round } = place;
  const judged = judgeRound(rulebook, factsWith(place, own), {
    roundId: round.id,
    rounds: expandRounds(rulebook),
    decided: [],
  });
  const lists = judged.lists.map((due) => viewList(place, judged, due, words));
  const counted = [...judged.facts.sittings(round).values()].flatMap((sitting) => sitting.counted ?? []);
  const sittings = [...judged.facts.sittings(round).values()];
  const allCorrect = sittings.filter(({ perfectAttempts }) => perfectAttempts > 0).length;
  const points = counted.reduce((sum, each) => sum + each.points, 0);
  const guess = partOf(round, 'prediction');
  const target = lists.find((each) => each.target !== null)?.target ?? null;
  const results: PublicResults = {
    ...{ schema: 2, rulesVersion: 1, standingVersion: 1, computedAtMs: words.atMs, publishedAtMs: words.atMs },
    contest: { slug: words.slug, name: rulebook.meta.name, host: rulebook.meta.host, demo: false },
    round: {
      ...{ ordinal: place.ordinal, label: round.label },
      ...{ opensAtMs: round.opensAtMs, closesAtMs: round.closesAtMs },
    },
    decision: null,
    counts: {
      attempts: sittings.reduce((sum, { attempts }) => sum + attempts, 0),
      ...{ roundPersons: sittings.length, sumOfRoundPersons: sittings.length, contestPersons: sittings.length },
      allCorrectPersons: allCorrect,
    },
    meanPoints: counted.length === 0 ? null : points / counted.length,
    pointsMax: counted[0]?.pointsMax ?? 0,
    prediction: guess && target !== null ? { kind: kindOfPrediction[guess.of], target } : null,
    ladder: ladderOf(rulebook),
    bands: qualityBands(counted.map(({ right, wrong, blank }) => ({ right, questionCount: right + wrong + blank }))),
    winners: lists.flatMap(({ winners }) => winners),
    units: [],
    answers: null,
  };
  return { results, own: lists.find((each) => each.own !== null)?.own ?? null };
}

/** The crowd, with the one who looks at it in the place that was taken. */
function factsWith({ ledger, round, personId }: PreviewPlace, own: OwnPreview): Facts {
  const facts = ledger.facts();
  const isReplaced = (each: { personId: string; roundId: string }) =>
    each.personId === personId && each.roundId === round.id;
  const predictions = facts.predictions.filter((each) => !isReplaced(each));
  return {
    ...facts,
    attempts: [...facts.attempts.filter((each) => !isReplaced(each)), ...own.attempts],
    predictions:
      own.prediction === null ? predictions : [...predictions, { personId, roundId: round.id, value: own.prediction }],
  };
}

type ViewedList = { winners: Winner[]; own: OwnResult | null; target: number | null };

function viewList(
  { rulebook, round, personId }: PreviewPlace,
  { judge, facts }: JudgedRound,
  { list, award }: DueList,
  { nameOf, unitOf }: PreviewWords,
): ViewedList {
  const standing = rulebook.standings.find(({ id }) => id === list.standing);
  const keys = standing?.by.kind === 'keys' ? standing.by.keys : [];
  const guess = partOf(round, 'prediction');
  const target = guess && standing ? judge.measuring.target(round, guess, standing.population) : null;
  const undecided = new Set(award?.undecided.flatMap(({ able }) => able) ?? []);
  const figures = list.places.map((place, at) => {
    const counted = facts.sittings(round).get(place.id)?.counted ?? null;
    const won = award?.won.get(place.id);
    return {
      id: place.id,
      rank: place.rank,
      points: counted?.points ?? 0,
      pointsMax: counted?.pointsMax ?? 0,
      elapsedMs: atResolution(counted?.elapsedMs ?? 0, round.time.resolution),
      submittedAtMs: counted?.submittedAtMs ?? round.closesAtMs,
      prediction: guess ? (facts.predictions(round.id).get(place.id) ?? null) : null,
      predictionError:
        guess && standing ? judge.measuring.read(errorOfPrediction, round, place.id, standing.population) : null,
      ahead: nameDecider(place, keys),
      behind: nameDecider(list.places[at + 1], keys),
      prize: award && won !== undefined ? prizeOf(rulebook, award.award, won) : null,
      toDecide: undecided.has(place.id),
    };
  });
  const label = rulebook.awards.find(({ id }) => id === award?.award)?.label;
  const me = figures.find(({ id }) => id === personId);
  return {
    target,
    winners: figures
      .filter(({ prize, toDecide }) => label && (prize !== null || toDecide))
      .map(({ id, ahead: _ahead, behind, pointsMax: _max, ...each }) => ({
        ...each,
        award: { id: award?.award ?? '', label: label ?? { vi: '', en: '' } },
        name: rulebook.publication.names === 'full' ? nameOf(id) : maskName(nameOf(id)),
        unitName: unitOf(facts.people.get(id)?.profile.at(-1)?.unit ?? ''),
        decidedBy: behind,
      })),
    own: me
      ? {
          ...{ rank: me.rank, persons: figures.length, points: me.points, pointsMax: me.pointsMax },
          ...{ elapsedMs: me.elapsedMs, prediction: me.prediction, predictionError: me.predictionError },
          ...{ predictionTarget: target, aheadDecidedBy: me.ahead, behindDecidedBy: me.behind },
          ...{ prizes: me.prize ? [me.prize] : [], toDecide: me.toDecide },
        }
      : null,
  };
}

function prizeOf({ awards, locale }: Rulebook, awardId: string, place: number): WonPrize | null {
  const prize = awards.find(({ id }) => id === awardId)?.prizes[place];
  if (!prize) return null;
  const { value } = prize;
  return {
    place,
    label: asTitle(prize.label),
    value: value?.kind === 'money' ? { ...value, currency: locale.currency } : value,
  };
}
