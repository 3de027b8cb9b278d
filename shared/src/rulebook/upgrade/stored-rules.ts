import { z } from 'zod';
import { QuestionId } from '../../contract/ids.ts';
import { limits } from '../../contract/limits.ts';
import { PrizeRank } from '../../contract/prize-rank.ts';
import { excludedRoles } from '../../contract/refusal.ts';
import {
  Audience,
  ConsentPurpose,
  LadderKey,
  ladderKeys,
  PredictionKind,
  ProfileFieldKey,
  TimeResolution,
} from '../../contract/rules.ts';
import { LocalText, line } from '../../contract/text.ts';
import { StoredAwards } from './stored-awards.ts';

/**
 * The rules of contests that were made before there were rulebooks, as they are stored. Only their upgrade reads them. Units:
 * instants are ISO 8601 with offset, half-open [opensAt, closesAt); ...Seconds, ...Ms as named; money in đồng. SPEC M17.
 */
const Instant = z.iso.datetime({ offset: true });

export const StoredRound = z.object({
  ordinal: z.number().int().min(1),
  label: LocalText,
  opensAt: Instant,
  closesAt: Instant,
  publishAt: Instant.nullable(), // null: published by hand
  /** Banks this round draws from; null: all of the contest's. */
  topics: z.array(z.string()).min(1).nullable(),
});
export type StoredRound = z.infer<typeof StoredRound>;

/** A fixed set (every person the same questions), or a draw per person from banks. */
const Draw = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed'), questionIdsByRound: z.array(z.array(QuestionId)) }),
  z.object({
    kind: z.literal('bank'),
    /** How many from each topic; empty: evenly from all topics of the round. */
    perTopic: z.array(z.object({ topic: z.string(), count: z.number().int().min(1) })),
    /** true: a question marked for other audiences is not drawn. */
    byAudience: z.boolean(),
  }),
]);

const Prediction = z.object({
  kind: PredictionKind,
  /** tie-break: only the ladder uses it. qualifier: nobody without a full score and a prediction wins. */
  role: z.enum(['tie-break', 'qualifier']),
  missing: z.enum(['ranks-last', 'voids-entry']),
  targetBasis: z.enum(['as-closed', 'after-verification']),
});

const RoundPrize = z.object({
  rank: PrizeRank,
  count: z.number().int().min(1).max(1000),
  amountVnd: z.number().int().min(0).nullable(),
});

export const StoredRules = z.object({
  meta: z.object({
    name: LocalText,
    host: LocalText,
    planNo: line(1, 60).nullable(),
    planDate: z.iso.date().nullable(),
    rulesDecisionNo: line(1, 60).nullable(),
    contact: line(1, 200).nullable(),
  }),
  timezone: z.literal('Asia/Ho_Chi_Minh'),
  rounds: z.array(StoredRound).min(1).max(limits.roundsMax),
  questions: z.object({
    count: z.number().int().min(1).max(limits.questionsPerAttemptMax),
    optionsPerQuestion: z.number().int().min(2).max(limits.optionsPerQuestionMax),
    answerMode: z.enum(['one', 'several']),
    pacing: z.enum(['one-by-one', 'paper']),
    topics: z.array(z.string()).min(1),
    draw: Draw,
    shuffle: z.boolean(), // order of questions and of options, per person
  }),
  time: z.object({
    attemptSeconds: z.number().int().min(10).max(86_400).nullable(), // null: until the round closes
    questionSeconds: z.number().int().min(3).max(3600).nullable(), // one-by-one only
    graceMs: z.number().int().min(0).max(10_000),
    resolution: TimeResolution,
    /** Source: design 4. quotaMs is the most that can ever be saved up; each answer gives back refillMs. 0 turns it off. */
    lagCredit: z.object({ quotaMs: z.number().int().min(0).max(2000), refillMs: z.number().int().min(0).max(1000) }),
  }),
  attempts: z.object({
    policy: z.enum(['per-round', 'per-contest', 'unlimited']),
    max: z.number().int().min(1).max(1000).nullable(), // null exactly when unlimited
    coolDownSeconds: z.number().int().min(0).max(86_400),
    practice: z.boolean(),
    counted: z.enum(['best', 'first', 'last']),
    /** true: an entry that leaves a question unanswered does not count. */
    completeOnly: z.boolean(),
  }),
  points: z.object({
    perQuestion: z.number().int().min(1).max(1000),
    /** Questions with several right options: all or nothing, or a share of the points. */
    several: z.enum(['all-or-nothing', 'share']),
  }),
  prediction: Prediction.nullable(), // null: none is asked
  ladder: z.object({
    keys: z.array(LadderKey).min(1).max(ladderKeys.length),
    last: z.enum(['committee', 'draw', 'sudden-death']),
  }),
  eligibility: z.object({
    text: LocalText,
    audiences: z.array(Audience).min(1),
    ageMin: z.number().int().min(5).max(120).nullable(),
    ageMax: z.number().int().min(5).max(120).nullable(),
  }),
  exclusions: z.array(z.enum(excludedRoles)),
  profile: z.object({
    fields: z.array(z.object({ key: ProfileFieldKey, required: z.boolean() })).min(1),
    /** true: details cannot change once the first attempt of the contest has started. */
    lockedAfterFirstAttempt: z.boolean(),
  }),
  unitTargets: z.array(z.object({ group: LocalText, minRate: z.number().min(0).max(1) })),
  prizes: z.object({ round: z.array(RoundPrize), collective: StoredAwards }),
  caps: z.object({
    /** Prizes of a round at most this share of its participants; null: no cap. */
    shareOfParticipantsMax: z.number().min(0).max(1).nullable(),
    /** Individual prizes one person may win in the whole contest; null: no cap. */
    perPersonMax: z.number().int().min(1).nullable(),
  }),
  publication: z.object({
    names: z.enum(['masked', 'full']),
    ownScore: z.enum(['at-submit', 'after-close', 'after-publication']),
    answers: z.enum(['never', 'after-close', 'after-publication']),
    /** What the public sees of live counters while a round is open. */
    liveCounters: z.enum(['exact', 'coarse', 'hidden']),
  }),
  complaints: z.object({ workingDays: z.number().int().min(0).max(60) }),
  privacy: z.object({
    consents: z.array(z.object({ purpose: ConsentPurpose, required: z.boolean() })).min(1),
    retentionDays: z.number().int().min(1).max(3650),
  }),
});
export type StoredRules = z.infer<typeof StoredRules>;
