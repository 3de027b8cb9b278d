import { audiences, type LadderKey } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { wordsOfAudience } from '../../rules/printed-rules/value-words.ts';
import type { Condition } from '../model/population.ts';
import type { CountedKey, PaperDraw, Part, Round } from '../model/round.ts';
import { Rulebook, type RulebookFile } from '../model/rulebook.ts';
import type { Key, Need } from '../model/standing.ts';
import { wordsOf } from '../words/words.ts';
import { roundId } from './round-id.ts';
import type { StoredRound, StoredRules } from './stored-rules.ts';
import { pointsByRank, upgradePrizes } from './upgrade-prizes.ts';
import { addCollective, addTargets } from './upgrade-units.ts';

/**
 * The rules of a stored contest in the model. Winners on the same ledger stay the same.
 *
 * Not carried over, because the model has it elsewhere: how many options a question has and how many of them are right, which
 * its questions say.
 *
 * Source  SPEC M17.
 */
export function upgradeRules(rules: StoredRules): Rulebook {
  const { meta, prediction } = rules;
  const file: RulebookFile = {
    version: 1,
    meta: {
      ...{ name: meta.name, host: meta.host, contact: meta.contact },
      ...{ planNo: meta.planNo, planDate: meta.planDate, decisionNo: meta.rulesDecisionNo, signer: null },
    },
    locale: { timezone: rules.timezone, currency: 'VND', languages: ['vi'] },
    fields: rules.profile.fields.map(({ key, required }) =>
      key === 'audience' ? audienceField(required) : { kind: 'known', field: key, required },
    ),
    fieldsLocked: rules.profile.lockedAfterFirstAttempt,
    populations: [{ id: 'everyone', label: rules.eligibility.text, where: mayTakePart(rules) }],
    rounds: rules.rounds.map((round) => upgradeRound(round, rules)),
    standings: [
      {
        ...{ id: 'persons', label: words('persons'), population: 'everyone', each: 'round' },
        over: rules.rounds.map(roundId),
        by: { kind: 'keys', keys: rules.ladder.keys.map(upgradeKey) },
        ties: rules.ladder.last,
      },
    ],
    awards: [],
    caps: [],
    publication: rules.publication,
    complaints: rules.complaints,
    privacy: rules.privacy,
  };
  if (rules.prizes.round.length > 0) addPrizes(file, rules, prediction?.role === 'qualifier' ? qualified : []);
  addCollective(file, rules);
  addTargets(file, rules);
  return Rulebook.parse(file);
}

const words = (id: string): LocalText => wordsOf('upgraded', id);

/** A choice field of the same codes that contestants have stated so far. */
const audienceField = (required: boolean): RulebookFile['fields'][number] => ({
  ...{ kind: 'choice', id: 'audience', label: words('audience'), required },
  choices: audiences.map((id) => ({ id, label: wordsOfAudience[id] })),
});

/** Whoever has not stated an age or an audience is not kept out by it, as before. */
function mayTakePart({ eligibility, exclusions, profile }: StoredRules): Condition {
  const { ageMin, ageMax } = eligibility;
  const others = audiences.filter((audience) => !eligibility.audiences.includes(audience));
  const isAsked = profile.fields.some(({ key }) => key === 'audience');
  const not = [
    ...(isAsked && others.length > 0 ? [{ kind: 'field' as const, field: 'audience', in: others }] : []),
    ...(ageMin === null ? [] : [{ kind: 'age' as const, max: ageMin - 1 }]),
    ...(ageMax === null ? [] : [{ kind: 'age' as const, min: ageMax + 1 }]),
    ...(exclusions.length === 0 ? [] : [{ kind: 'role' as const, in: exclusions }]),
  ].map((of) => ({ kind: 'not' as const, of }));
  return not.length === 0 ? { kind: 'everybody' } : { kind: 'all', of: not };
}

function upgradeRound(round: StoredRound, rules: StoredRules): RulebookFile['rounds'][number] {
  const { attempts, time } = rules;
  return {
    ...{ kind: 'round', id: roundId(round), label: round.label, admits: 'everyone' },
    window: { opensAt: round.opensAt, closesAt: round.closesAt },
    publish: round.publishAt === null ? { kind: 'by-hand' } : { kind: 'at', instant: round.publishAt },
    parts: upgradeParts(round, rules),
    time: {
      ...{ limitSeconds: time.attemptSeconds, graceMs: time.graceMs, resolution: time.resolution },
      ...{ elapsed: 'submit', lagCredit: time.lagCredit },
    },
    ...(attempts.practice ? { practice: { topics: round.topics ?? rules.questions.topics } } : {}),
    attempts: { limits: upgradeLimits(attempts), coolDownSeconds: attempts.coolDownSeconds },
    counted: { by: countedBy[attempts.counted], completeOnly: attempts.completeOnly },
  };
}

function upgradeLimits({ policy, max }: StoredRules['attempts']): Round['attempts']['limits'] {
  if (policy === 'unlimited' || max === null) return [];
  return [{ max, per: policy === 'per-round' ? 'round' : 'contest' }];
}

const countedBy: Record<StoredRules['attempts']['counted'], CountedKey[]> = {
  best: [
    { metric: 'points', order: 'most' },
    { metric: 'elapsed', order: 'least' },
    { metric: 'submittedAt', order: 'least' },
  ],
  first: [{ metric: 'submittedAt', order: 'least' }],
  last: [{ metric: 'submittedAt', order: 'most' }],
};

function upgradeParts(round: StoredRound, { questions, time, points, prediction }: StoredRules): Part[] {
  const kinds = { ALL_CORRECT_PERSONS: 'allRight', PARTICIPANT_PERSONS: 'participants', ATTEMPTS: 'attempts' } as const;
  const quiz: Part = {
    kind: 'quiz',
    papers: [{ for: 'everyone', draw: upgradeDraw(round, questions), count: questions.count }],
    kinds: ['one', 'several', 'true-false'],
    ...{ pacing: questions.pacing, questionSeconds: time.questionSeconds, shuffle: questions.shuffle },
    points: {
      ...{ start: 0, default: { right: points.perQuestion, wrong: 0, blank: 0 }, byLevel: {}, several: points.several },
    },
  };
  if (prediction === null) return [quiz];
  const missing = prediction.missing === 'voids-entry' ? 'void' : 'last';
  return [
    quiz,
    { kind: 'prediction', of: kinds[prediction.kind], population: 'everyone', missing, basis: prediction.targetBasis },
  ];
}

function upgradeDraw(round: StoredRound, { draw, topics }: StoredRules['questions']): PaperDraw {
  if (draw.kind === 'fixed') return { kind: 'fixed', questionIds: draw.questionIdsByRound[round.ordinal - 1] ?? [] };
  const own = round.topics ?? topics;
  return {
    ...{ kind: 'bank', topics: own, perLevel: [], avoidSeen: false, byAudience: draw.byAudience },
    perTopic: draw.perTopic.filter(({ topic }) => own.includes(topic)), // a quota of another round's topic says nothing here
  };
}

const keyOf: Record<LadderKey, Pick<Key, 'metric' | 'order'>> = {
  score: { metric: 'points', order: 'most' },
  elapsed: { metric: 'elapsed', order: 'least' },
  predictionError: { metric: 'predictionError', order: 'least' },
  submittedAt: { metric: 'submittedAt', order: 'least' },
  startedAt: { metric: 'startedAt', order: 'least' },
  fewerAttempts: { metric: 'attempts', order: 'least' },
  perfectAttempts: { metric: 'perfectAttempts', order: 'most' },
  registeredAt: { metric: 'registeredAt', order: 'least' },
};
const upgradeKey = (key: LadderKey): Key => ({ ...keyOf[key], fold: 'only', best: 1 });

/** With the prediction as a qualifier nobody wins without a full score and a prediction. */
const qualified: Need[] = [
  { metric: 'allRight', fold: 'only', best: 1, min: 1 },
  { metric: 'predictionError', fold: 'only', best: 1, min: 0 },
];

function addPrizes(file: RulebookFile, { prizes, caps }: StoredRules, needs: Need[]): void {
  file.awards.push({
    ...{ id: 'round-prizes', label: words('round-prizes'), from: 'persons', take: { kind: 'places' }, needs },
    prizes: upgradePrizes(prizes.round, pointsByRank(prizes.collective)),
  });
  const { perPersonMax, shareOfParticipantsMax } = caps;
  if (perPersonMax !== null) file.caps?.push({ over: ['round-prizes'], per: 'contest', max: perPersonMax });
  if (shareOfParticipantsMax !== null) {
    file.caps?.push({ over: ['round-prizes'], per: 'round', shareOfParticipants: shareOfParticipantsMax });
  }
}
