import { describe, expect, it } from 'vitest';
import type { Rules } from '../contract/rules.ts';
import { checkDraft, checkRules } from './check-rules.ts';
import { exampleRules } from './example-rules.ts';
import { presetOf } from './presets/preset-of.ts';

const idsOf = (change: (rules: Rules) => void) => checkRules(exampleRules(change)).map(({ id }) => id);
const unlimited = (rules: Rules) => {
  rules.attempts = { ...rules.attempts, policy: 'unlimited', max: null };
};

/** A change to rules that are otherwise in order, and the one notice it must bring. */
const findings: [string, string, (rules: Rules) => void][] = [
  [
    'publishing before the close',
    'rounds.publish-before-close',
    (r) => (r.rounds[1]!.closesAt = '2023-10-29T20:00:01+07:00'),
  ],
  ['publishing inside the grace', 'rounds.publish-at-close', (r) => (r.rounds[1]!.publishAt = r.rounds[1]!.closesAt)],
  ['an overlap', 'rounds.overlap', (r) => (r.rounds[1]!.opensAt = '2023-10-22T17:00:00+07:00')],
  ['a round without duration', 'rounds.empty', (r) => (r.rounds[0]!.closesAt = r.rounds[0]!.opensAt)],
  ['unlimited attempts at once', 'attempts.unlimited-without-cool-down', unlimited],
  ['a score that is not first', 'ladder.score-not-first', (r) => r.ladder.keys.reverse()],
  ['a ladder without the prediction', 'prediction.not-in-ladder', (r) => r.ladder.keys.pop()],
  ['a key without its prediction', 'ladder.never.predictionError', (r) => (r.prediction = null)],
  ['a key behind a moment', 'ladder.never.fewerAttempts', (r) => r.ladder.keys.push('submittedAt', 'fewerAttempts')],
  ['fewer attempts of one', 'ladder.never.fewerAttempts', (r) => r.ladder.keys.push('fewerAttempts')],
  ['perfect attempts of one', 'ladder.never.perfectAttempts', (r) => r.ladder.keys.push('perfectAttempts')],
  ['exact counters', 'prediction.counters-leak-target', (r) => (r.publication.liveCounters = 'exact')],
  ['a missing prediction that voids', 'prediction.missing-voids', (r) => (r.prediction!.missing = 'voids-entry')],
  ['one by one, and time decides', 'time.one-by-one-network', (r) => (r.questions.pacing = 'one-by-one')],
  ['questions longer than the attempt', 'time.questions-exceed-attempt', (r) => (r.time.questionSeconds = 61)],
  [
    'an attempt longer than a round',
    'time.attempt-exceeds-round',
    (r) => (r.rounds[0]!.closesAt = '2023-10-16T00:10:00+07:00'),
  ],
  [
    'full names without consent',
    'publication.full-names-without-consent',
    (r) => {
      r.publication.names = 'full';
      r.privacy.consents.splice(1, 1);
    },
  ],
  [
    'consent to nothing',
    'publication.consent-without-full-names',
    (r) => r.privacy.consents.push({ purpose: 'publish-name', required: false }),
  ],
  ['forced consent', 'privacy.consent-forced', (r) => r.privacy.consents.push({ purpose: 'photos', required: true })],
  ['no consent to take part', 'privacy.take-part-not-asked', (r) => (r.privacy.consents[0]!.required = false)],
  ['a short retention', 'privacy.retention-too-short', (r) => (r.privacy.retentionDays = 5)],
  ['collective prizes without units', 'profile.unit-not-required', (r) => (r.profile.fields[1]!.required = false)],
  [
    'a target of everybody',
    'unitTargets.everybody',
    (r) => r.unitTargets.push({ group: { vi: 'Các sở', en: 'Departments' }, minRate: 1 }),
  ],
];

/** Rules that bring no notice at all, so that each finding below is its change's own. */
function quietRules(change: (rules: Rules) => void): Rules {
  return exampleRules((rules) => {
    rules.questions.pacing = 'paper';
    rules.publication.answers = 'never';
    rules.unitTargets = [];
    rules.privacy.consents = [
      { purpose: 'take-part', required: true },
      { purpose: 'notices', required: false },
    ];
    change(rules);
  });
}

describe('notices on rules', () => {
  it('[R4] rules in order bring no notice', () => {
    expect(checkRules(quietRules(() => undefined))).toEqual([]);
  });

  it.each(findings)('[R4] %s is reported as %s', (_what, id, change) => {
    const notices = checkRules(quietRules(change));
    expect(notices.map((notice) => notice.id)).toContain(id);
    for (const { text } of notices) expect([text.vi, text.en].every((words) => words.length > 20)).toBe(true);
  });

  it('[R4] publishing before the close and overlaps are errors; the rest are warnings', () => {
    const errors = new Set<string>();
    for (const [, , change] of findings) {
      for (const { id, severity } of checkRules(quietRules(change))) {
        if (severity === 'error') errors.add(id);
      }
    }
    expect([...errors].toSorted()).toEqual(['rounds.empty', 'rounds.overlap', 'rounds.publish-before-close']);
  });

  it('[R4] at millisecond resolution the prediction behind elapsed time can never matter', () => {
    expect(idsOf((rules) => (rules.time.resolution = 'millisecond'))).toContain('ladder.never.predictionError');
  });

  it('[R4] at one second the same prediction may decide', () => {
    expect(idsOf((rules) => (rules.time.resolution = 'second'))).not.toContain('ladder.never.predictionError');
  });

  it('[R4] ahead of elapsed time the prediction matters at any resolution', () => {
    const ids = idsOf((rules) => {
      rules.time.resolution = 'millisecond';
      rules.ladder.keys = ['score', 'predictionError', 'elapsed'];
    });
    expect(ids.filter((id) => id.startsWith('ladder.'))).toEqual([]);
  });

  it('[R4] predicting attempts is warned of only while one can make more of them', () => {
    const predictAttempts = (rules: Rules) => {
      rules.prediction!.kind = 'ATTEMPTS';
    };
    expect(idsOf(predictAttempts)).not.toContain('prediction.moves-own-target');
    expect(
      idsOf((rules) => {
        predictAttempts(rules);
        unlimited(rules);
      }),
    ).toContain('prediction.moves-own-target');
  });

  it('[A12] the best of many attempts with a prediction is safe and brings no notice', () => {
    const notices = checkRules(
      quietRules((rules) => {
        rules.attempts = { ...rules.attempts, max: 10, counted: 'best' };
      }),
    );
    expect(notices).toEqual([]);
  });

  it('[R4] with a cool-down unlimited attempts are not warned of', () => {
    const ids = idsOf((rules) => {
      unlimited(rules);
      rules.attempts.coolDownSeconds = 60;
    });
    expect(ids).not.toContain('attempts.unlimited-without-cool-down');
  });

  it('[R4] seeing the score at once teaches the key of a fixed set, with several attempts only', () => {
    const fixed = (max: number) => (rules: Rules) => {
      rules.questions.draw = { kind: 'fixed', questionIdsByRound: [] };
      rules.publication.ownScore = 'at-submit';
      rules.attempts.max = max;
    };
    expect(idsOf(fixed(3))).toContain('publication.score-teaches-key');
    expect(idsOf(fixed(1))).not.toContain('publication.score-teaches-key');
  });

  it('[R4] a draft shows its conflict before anything is answered', () => {
    const ids = (id: Parameters<typeof presetOf>[0]) => checkDraft(presetOf(id).draft).map((notice) => notice.id);
    expect(ids('ha-tinh-cds-2023')).toContain('rounds.publish-before-close');
    expect(ids('hue-s-2024')).toEqual([]);
    expect(ids('hue-s-2023')).toEqual([]);
  });
});
