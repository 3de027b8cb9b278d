import { Audience, audiences, type LadderKey, type PredictionKind, type Rules } from '../../contract/rules.ts';
import { expandRounds, type OpenRound, partOf } from '../judge/expand-rounds.ts';
import type { PredictionPart, Quiz } from '../model/round.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { simpleParts } from '../read/check-names.ts';
import { audienceField } from './own-fields.ts';

/**
 * One round of a rulebook in the form of the settings that an attempt, a profile and a page of a contest read. It says what
 * they need to know and judges nothing: who may start, papers, marks, counted attempts, standings and prizes are taken from the
 * rulebook itself.
 *
 * `several`: some question of the contest has more than one right option.
 * Source  SPEC M7, R1.
 */
export function settingsOf(rulebook: Rulebook, round: OpenRound, several: boolean): Rules {
  const { meta, locale, publication, complaints, privacy } = rulebook;
  const rounds = expandRounds(rulebook);
  const quiz = partOf(round, 'quiz');
  const prediction = partOf(round, 'prediction');
  return {
    meta: { ...meta, rulesDecisionNo: meta.decisionNo },
    timezone: locale.timezone as Rules['timezone'],
    rounds: rounds.map((each, at) => ({
      ordinal: at + 1,
      label: each.label,
      opensAt: new Date(each.opensAtMs).toISOString(),
      closesAt: new Date(each.closesAtMs).toISOString(),
      publishAt: each.publishAtMs === null ? null : new Date(each.publishAtMs).toISOString(),
      topics: topicsOf(partOf(each, 'quiz')),
    })),
    questions: {
      count: quiz?.papers[0]?.count ?? 1,
      optionsPerQuestion: 4,
      answerMode: several ? 'several' : 'one',
      pacing: quiz?.pacing ?? 'paper',
      topics: [...new Set(rounds.flatMap((each) => topicsOf(partOf(each, 'quiz')) ?? []))],
      draw: { kind: 'bank', perTopic: [], byAudience: false },
      shuffle: quiz?.shuffle ?? true,
    },
    time: {
      attemptSeconds: round.time.limitSeconds,
      questionSeconds: quiz?.questionSeconds ?? null,
      graceMs: round.time.graceMs,
      resolution: round.time.resolution,
      lagCredit: round.time.lagCredit,
    },
    attempts: {
      ...limitOf(round),
      coolDownSeconds: round.attempts.coolDownSeconds,
      practice: round.practice !== undefined,
      counted: countedOf(round),
      completeOnly: round.counted.completeOnly,
    },
    points: { perQuestion: Math.max(1, quiz?.points.default.right ?? 1), several: quiz?.points.several ?? 'share' },
    prediction: prediction ? predictionOf(prediction) : null,
    ladder: { keys: ladderOf(rulebook), last: 'committee' },
    ...entrance(rulebook),
    unitTargets: rulebook.targets.map(({ label, minRate }) => ({ group: label, minRate })),
    prizes: { round: [], collective: [] },
    caps: { shareOfParticipantsMax: null, perPersonMax: null },
    publication,
    complaints,
    privacy,
  };
}

const topicsOf = (quiz: Quiz | undefined): string[] | null => {
  const topics = (quiz?.papers ?? []).flatMap(({ draw }) => (draw.kind === 'bank' ? draw.topics : []));
  return topics.length === 0 ? null : [...new Set(topics)];
};

function limitOf({ attempts: { limits } }: OpenRound): Pick<Rules['attempts'], 'policy' | 'max'> {
  const limit = limits.find(({ per }) => per === 'round') ?? limits.find(({ per }) => per === 'contest');
  if (!limit) return { policy: 'unlimited', max: null };
  return { policy: limit.per === 'round' ? 'per-round' : 'per-contest', max: Math.min(limit.max, 1000) };
}

/** Which attempt pages show as the one that counts; what counts is judged by the round's keys. */
function countedOf({ counted: { by } }: OpenRound): Rules['attempts']['counted'] {
  if (by[0]?.metric !== 'submittedAt') return 'best';
  return by[0].order === 'least' ? 'first' : 'last';
}

const kinds = { allRight: 'ALL_CORRECT_PERSONS', participants: 'PARTICIPANT_PERSONS', attempts: 'ATTEMPTS' } as const;
const predictionOf = ({ of, missing, basis }: PredictionPart): Rules['prediction'] => ({
  kind: kinds[of] satisfies PredictionKind,
  role: 'tie-break',
  missing: missing === 'void' ? 'voids-entry' : 'ranks-last',
  targetBasis: basis,
});

const ladderKeyOf: Partial<Record<string, LadderKey>> = {
  ...{ points: 'score', elapsed: 'elapsed', predictionError: 'predictionError', submittedAt: 'submittedAt' },
  ...{ startedAt: 'startedAt', attempts: 'fewerAttempts', perfectAttempts: 'perfectAttempts' },
  registeredAt: 'registeredAt',
};

function ladderOf({ standings }: Rulebook): LadderKey[] {
  const by = standings.find((standing) => standing.by.kind === 'keys')?.by;
  const keys = by?.kind === 'keys' ? by.keys.flatMap(({ metric }) => ladderKeyOf[metric] ?? []) : [];
  return keys.length === 0 ? ['score'] : keys;
}

/** What is asked of a contestant, and who is kept out by a role. */
function entrance(rulebook: Rulebook): Pick<Rules, 'eligibility' | 'exclusions' | 'profile'> {
  const [first] = rulebook.populations;
  const conditions = first ? simpleParts(first.where, []).map(({ condition }) => condition) : [];
  const audience = audienceField(rulebook);
  const invited = audience?.choices.flatMap(({ id }) => Audience.safeParse(id).data ?? []) ?? [];
  return {
    eligibility: {
      text: first?.label ?? { vi: '', en: '' },
      audiences: invited.length > 0 ? invited : [...audiences],
      ageMin: null,
      ageMax: null,
    },
    exclusions: [...new Set(conditions.flatMap((each) => (each.kind === 'role' ? each.in : [])))],
    profile: {
      fields: rulebook.fields.flatMap((field): Rules['profile']['fields'] => {
        if (field.kind === 'known') return [{ key: field.field, required: field.required }];
        return field === audience ? [{ key: 'audience', required: field.required }] : [];
      }),
      lockedAfterFirstAttempt: rulebook.fieldsLocked,
    },
  };
}
