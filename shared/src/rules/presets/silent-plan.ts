import type { RulesDraft } from '../../contract/rules.ts';

/** A plan that says nothing at all: every value is open. Presets write over it what their document states. Source: SPEC R3. */
export const silentPlan = {
  meta: { name: null, host: null, planNo: null, planDate: null, rulesDecisionNo: null, contact: null },
  timezone: 'Asia/Ho_Chi_Minh',
  rounds: null,
  questions: {
    count: null,
    optionsPerQuestion: null,
    answerMode: null,
    pacing: null,
    topics: null,
    draw: null,
    shuffle: null,
  },
  time: { attemptSeconds: null, questionSeconds: null, graceMs: null, resolution: null, lagCredit: null },
  attempts: { policy: null, max: null, coolDownSeconds: null, practice: null, counted: null, completeOnly: null },
  points: { perQuestion: null, several: null },
  prediction: null,
  ladder: { keys: null, last: null },
  eligibility: { text: null, audiences: null, ageMin: null, ageMax: null },
  exclusions: null,
  profile: { fields: null, lockedAfterFirstAttempt: null },
  unitTargets: null,
  prizes: { round: null, collective: null },
  caps: { shareOfParticipantsMax: null, perPersonMax: null },
  publication: { names: null, ownScore: null, answers: null, liveCounters: null },
  complaints: { workingDays: null },
  privacy: { consents: null, retentionDays: null },
} satisfies RulesDraft;
