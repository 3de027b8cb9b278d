import type { ExcludedRole } from '../../contract/refusal.ts';
import {
  Audience,
  audiences,
  type LadderKey,
  type PredictionKind,
  type ProfileFieldKey,
} from '../../contract/rules.ts';
import { expandRounds, type OpenRound, partOf } from '../judge/expand-rounds.ts';
import type { Quiz, RoundTime } from '../model/round.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { simpleParts } from '../read/check-names.ts';
import { audienceField } from './own-fields.ts';

/**
 * What attempts and pages read of one round: of its quiz the first paper. It says what they need to know and judges nothing:
 * who may start, papers, marks, counted attempts, standings and prizes are taken from the rulebook itself.
 */
export type Settings = {
  questions: Pick<Quiz, 'pacing' | 'shuffle'> & { count: number };
  time: RoundTime & { questionSeconds: number | null };
  /** Points of a right answer, where nothing says better. */
  perQuestion: number;
  /** null: none is asked. */
  prediction: PredictionKind | null;
  publication: Rulebook['publication'];
};

/** Source: SPEC M7, R1. */
export function settingsOf({ publication }: Pick<Rulebook, 'publication'>, round: OpenRound): Settings {
  const quiz = partOf(round, 'quiz');
  const prediction = partOf(round, 'prediction');
  return {
    questions: {
      ...{ count: quiz?.papers[0]?.count ?? 1, pacing: quiz?.pacing ?? 'paper', shuffle: quiz?.shuffle ?? true },
    },
    time: { ...round.time, questionSeconds: quiz?.questionSeconds ?? null },
    perQuestion: Math.max(1, quiz?.points.default.right ?? 1),
    prediction: prediction ? kindOfPrediction[prediction.of] : null,
    publication,
  };
}

export const kindOfPrediction = {
  allRight: 'ALL_CORRECT_PERSONS',
  participants: 'PARTICIPANT_PERSONS',
  attempts: 'ATTEMPTS',
} as const satisfies Record<string, PredictionKind>;

/** Of the first round that has a quiz: what a contest's page says of it. */
export function firstSettings(rulebook: Rulebook): Settings {
  const rounds = expandRounds(rulebook);
  const round = rounds.find((each) => partOf(each, 'quiz')) ?? rounds[0];
  if (!round) throw new Error('a rulebook has rounds');
  return settingsOf(rulebook, round);
}

const ladderKeyOf: Partial<Record<string, LadderKey>> = {
  ...{ points: 'score', elapsed: 'elapsed', predictionError: 'predictionError', submittedAt: 'submittedAt' },
  ...{ startedAt: 'startedAt', attempts: 'fewerAttempts', perfectAttempts: 'perfectAttempts' },
  registeredAt: 'registeredAt',
};

/** The keys of the first standing that has any, as a page names them. */
export function ladderOf({ standings }: Pick<Rulebook, 'standings'>): LadderKey[] {
  const by = standings.find((standing) => standing.by.kind === 'keys')?.by;
  const keys = by?.kind === 'keys' ? by.keys.flatMap(({ metric }) => ladderKeyOf[metric] ?? []) : [];
  return keys.length === 0 ? ['score'] : keys;
}

/** What is asked of a contestant on entering, and who is kept out by a role. Source: SPEC M4, S4. */
export type Entrance = {
  fields: { key: ProfileFieldKey; required: boolean }[];
  locked: boolean;
  /** Who may take part; all, where it is not asked. */
  audiences: Audience[];
  excluded: ExcludedRole[];
  /**
   * Whether citizens are counted beside the units' rates. A headcount covers a unit's staff, so where a contest invites both
   * and asks which one is, a citizen of a commune is counted there and not rated. Where only citizens are invited, or nobody
   * is asked, everybody counts towards the rate. Source: SPEC C4; domain (a5).
   */
  citizensApart: boolean;
};

export function entranceOf(rulebook: Pick<Rulebook, 'fields' | 'fieldsLocked' | 'populations'>): Entrance {
  const [first] = rulebook.populations;
  const conditions = first ? simpleParts(first.where, []).map(({ condition }) => condition) : [];
  const audience = audienceField(rulebook);
  const invited = audience
    ? invitedOf(
        rulebook,
        audience.choices.map(({ id }) => id),
      )
    : [...audiences];
  const fields = rulebook.fields.flatMap((field): Entrance['fields'] => {
    if (field.kind === 'known') return [{ key: field.field, required: field.required }];
    return field === audience ? [{ key: 'audience', required: field.required }] : [];
  });
  return {
    fields,
    locked: rulebook.fieldsLocked,
    audiences: invited,
    excluded: [...new Set(conditions.flatMap((each) => (each.kind === 'role' ? each.in : [])))],
    citizensApart: audience !== undefined && invited.includes('CITIZEN') && invited.some((each) => each !== 'CITIZEN'),
  };
}

/** The choices that the first population takes in, as far as it speaks of them alone. */
function invitedOf({ populations }: Pick<Rulebook, 'populations'>, choices: readonly string[]): Audience[] {
  const where = populations[0]?.where;
  const parts = where?.kind === 'all' ? where.of : where ? [where] : [];
  const isIn = (choice: string) =>
    parts.every((part) => {
      if (part.kind === 'field' && part.field === 'audience') return part.in.includes(choice);
      return !(
        part.kind === 'not' &&
        part.of.kind === 'field' &&
        part.of.field === 'audience' &&
        part.of.in.includes(choice)
      );
    });
  return choices.flatMap((choice) => Audience.safeParse(choice).data ?? []).filter(isIn);
}
