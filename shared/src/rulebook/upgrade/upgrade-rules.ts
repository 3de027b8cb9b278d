import type { Rules } from '../../contract/rules.ts';
import { wordsOfAudience, wordsOfPrizeRank } from '../../rules/printed-rules/value-words.ts';
import { Rulebook, type RulebookFile } from '../model/rulebook.ts';

type Quiz = Extract<RulebookFile['rounds'][number]['parts'][number], { kind: 'quiz' }>;
type CountedBy = RulebookFile['rounds'][number]['counted']['by'];

const counted = {
  best: [
    { metric: 'points', order: 'most' },
    { metric: 'elapsed', order: 'least' },
    { metric: 'submittedAt', order: 'least' },
  ],
  first: [{ metric: 'submittedAt', order: 'least' }],
  last: [{ metric: 'submittedAt', order: 'most' }],
} satisfies Record<Rules['attempts']['counted'], CountedBy>;

const key = {
  score: { metric: 'points', order: 'most' },
  elapsed: { metric: 'elapsed', order: 'least' },
  predictionError: { metric: 'predictionError', order: 'least' },
  submittedAt: { metric: 'submittedAt', order: 'least' },
  startedAt: { metric: 'startedAt', order: 'least' },
  fewerAttempts: { metric: 'attempts', order: 'least' },
  perfectAttempts: { metric: 'perfectAttempts', order: 'most' },
  registeredAt: { metric: 'registeredAt', order: 'least' },
} as const;

export function upgradeRules(rules: Rules): Rulebook {
  const { eligibility, exclusions, caps } = rules;
  const all = { vi: 'Người dự thi', en: 'Contestants' };
  const entrants = [
    ...(exclusions.length > 0 ? [{ kind: 'not' as const, of: { kind: 'role' as const, in: exclusions } }] : []),
    ...(eligibility.ageMin !== null || eligibility.ageMax !== null
      ? [
          {
            kind: 'age' as const,
            ...(eligibility.ageMin !== null ? { min: eligibility.ageMin } : {}),
            ...(eligibility.ageMax !== null ? { max: eligibility.ageMax } : {}),
          },
        ]
      : []),
  ];
  const own: (keyof typeof counted)[] = [];
  void own;
  const qualifier = rules.prediction?.role === 'qualifier';
  return Rulebook.parse({
    version: 1,
    meta: {
      name: rules.meta.name,
      host: rules.meta.host,
      planNo: rules.meta.planNo,
      planDate: rules.meta.planDate,
      contact: rules.meta.contact,
    },
    locale: { timezone: rules.timezone, currency: 'VND', languages: ['vi'] },
    fields: rules.profile.fields.map(({ key: field, required }) =>
      field === 'audience'
        ? {
            kind: 'choice' as const,
            id: 'audience',
            label: { vi: 'Đối tượng', en: 'Audience' },
            required,
            choices: eligibility.audiences.map((id) => ({ id, label: wordsOfAudience[id] })),
          }
        : { kind: 'known' as const, field, required },
    ),
    populations: [
      { id: 'everyone', label: all, where: { kind: 'everybody' } },
      {
        id: 'entrants',
        label: eligibility.text,
        where: entrants.length > 0 ? { kind: 'all', of: entrants } : { kind: 'everybody' },
      },
    ],
    rounds: rules.rounds.map((round) => {
      const { draw } = rules.questions;
      const topics = round.topics ?? rules.questions.topics;
      const paper: Quiz['papers'][number]['draw'] =
        draw.kind === 'fixed'
          ? { kind: 'fixed', questionIds: draw.questionIdsByRound[round.ordinal - 1] ?? [] }
          : { kind: 'bank', topics, perTopic: draw.perTopic.filter(({ topic }) => topics.includes(topic)) };
      return {
        kind: 'round' as const,
        id: `round-${round.ordinal}`,
        label: round.label,
        admits: 'entrants',
        window: { opensAt: round.opensAt, closesAt: round.closesAt },
        publish:
          round.publishAt === null ? { kind: 'by-hand' as const } : { kind: 'at' as const, instant: round.publishAt },
        parts: [
          {
            kind: 'quiz' as const,
            papers: [{ for: 'everyone', draw: paper, count: rules.questions.count }],
            pacing: rules.questions.pacing,
            questionSeconds: rules.time.questionSeconds,
            shuffle: rules.questions.shuffle,
            points: { default: { right: rules.points.perQuestion }, several: rules.points.several },
          },
          ...(rules.prediction
            ? [
                {
                  kind: 'prediction' as const,
                  of: (
                    {
                      ALL_CORRECT_PERSONS: 'allRight',
                      PARTICIPANT_PERSONS: 'participants',
                      ATTEMPTS: 'attempts',
                    } as const
                  )[rules.prediction.kind],
                  population: 'own' as const,
                  missing: rules.prediction.missing === 'voids-entry' ? ('void' as const) : ('last' as const),
                  basis: rules.prediction.targetBasis,
                },
              ]
            : []),
        ],
        time: {
          limitSeconds: rules.time.attemptSeconds,
          graceMs: rules.time.graceMs,
          resolution: rules.time.resolution,
          lagCredit: rules.time.lagCredit,
        },
        ...(rules.attempts.practice ? { practice: { topics } } : {}),
        attempts: {
          limits:
            rules.attempts.policy === 'unlimited' || rules.attempts.max === null
              ? []
              : [
                  {
                    max: rules.attempts.max,
                    per: rules.attempts.policy === 'per-contest' ? ('contest' as const) : ('round' as const),
                  },
                ],
          coolDownSeconds: rules.attempts.coolDownSeconds,
        },
        counted: { by: counted[rules.attempts.counted], completeOnly: rules.attempts.completeOnly },
      };
    }),
    standings: [
      {
        id: 'round',
        label: { vi: 'Bảng xếp hạng cá nhân', en: 'Standing of persons' },
        population: 'everyone',
        over: rules.rounds.map(({ ordinal }) => `round-${ordinal}`),
        each: 'round',
        by: { kind: 'keys', keys: rules.ladder.keys.map((each) => key[each]) },
        ties: rules.ladder.last,
      },
    ],
    awards:
      rules.prizes.round.length === 0
        ? []
        : [
            {
              id: 'prizes',
              label: { vi: 'Giải cá nhân', en: 'Individual prizes' },
              from: 'round',
              take: { kind: 'places' },
              needs: qualifier
                ? [
                    { metric: 'allRight', min: 1 },
                    { metric: 'predictionError', min: 0 },
                  ]
                : [],
              prizes: rules.prizes.round
                .toSorted((one, other) => ranks.indexOf(one.rank) - ranks.indexOf(other.rank))
                .map(({ rank, count, amountVnd }) => ({
                  label: wordsOfPrizeRank[rank],
                  count,
                  value: amountVnd === null ? null : { kind: 'money' as const, amount: amountVnd },
                })),
            },
          ],
    caps:
      rules.prizes.round.length === 0
        ? []
        : [
            ...(caps.shareOfParticipantsMax === null
              ? []
              : [{ over: ['prizes'], per: 'round' as const, shareOfParticipants: caps.shareOfParticipantsMax }]),
            ...(caps.perPersonMax === null
              ? []
              : [{ over: ['prizes'], per: 'contest' as const, max: caps.perPersonMax }]),
          ],
    publication: rules.publication,
    complaints: rules.complaints,
    privacy: rules.privacy,
  } satisfies RulebookFile);
}

const ranks = ['FIRST', 'SECOND', 'THIRD', 'CONSOLATION'];
