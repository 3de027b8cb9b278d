import type { PresetId, RulesNotice } from '../../contract/organizer.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { dayMs, vietnamInstantOf } from '../vietnam-time.ts';

/**
 * A real plan as far as it states the rules: `null` stands wherever the document is silent, and is asked of the organizer.
 * `noticesOfPlan` are the contradictions inside the document itself. Source: SPEC R3, R4.
 */
export type Preset = {
  id: PresetId;
  title: LocalText;
  planNo: string;
  province: '46' | '42' | '02';
  draft: RulesDraft;
  noticesOfPlan: RulesNotice[];
};

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

/**
 * Weekly rounds of a plan that names days only, "từ ngày … đến hết ngày …": each from the first second of its Monday
 * to the last of its Sunday. `publishAtClock`, where a plan gives one, is an hour of that same Sunday.
 *
 * Units    firstMonday is a date in Vietnam, publishAtClock is HH:MM.
 * Source   SPEC R2; domain (a2) 3.
 */
export function wholeWeeks(
  firstMonday: string,
  weeks: number,
  publishAtClock: string | null,
): NonNullable<RulesDraft['rounds']> {
  const firstMs = Date.parse(`${firstMonday}T00:00:00+07:00`);
  return Array.from({ length: weeks }, (_, index) => {
    const opensMs = firstMs + index * 7 * dayMs;
    const sunday = vietnamInstantOf(opensMs + 6 * dayMs).slice(0, 10);
    return {
      ordinal: index + 1,
      label: { vi: `Tuần ${index + 1}`, en: `Week ${index + 1}` },
      opensAt: vietnamInstantOf(opensMs),
      closesAt: vietnamInstantOf(opensMs + 7 * dayMs),
      publishAt: publishAtClock === null ? null : `${sunday}T${publishAtClock}:00+07:00`,
      topics: null,
    };
  });
}
