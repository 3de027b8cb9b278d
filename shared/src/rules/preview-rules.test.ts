import { describe, expect, it } from 'vitest';
import { presetIds } from '../contract/organizer.ts';
import { Rules } from '../contract/rules.ts';
import { presetOf } from './presets/preset-of.ts';
import { previewRules } from './preview-rules.ts';
import { exampleAnswers } from './test-example-answers.ts';

const errorsOf = (notices: { severity: string; id: string }[]) =>
  notices.filter(({ severity }) => severity === 'error').map(({ id }) => id);

describe('preview of the rules', () => {
  it.each(presetIds)('[O1] %s answered with its examples gives valid rules without an error', (id) => {
    const preset = presetOf(id);
    const preview = previewRules(preset, exampleAnswers(preset));
    expect(preview.open).toEqual([]);
    expect(errorsOf(preview.notices)).toEqual([]);
    expect(Rules.safeParse(preview.rules).success).toBe(true);
    expect(preview.printed?.sections.length).toBeGreaterThan(10);
  });

  it.each(presetIds)('[R3] %s without answers gives no rules', (id) => {
    const preview = previewRules(presetOf(id), {});
    expect([preview.rules, preview.printed]).toEqual([null, null]);
    expect(preview.open.length).toBeGreaterThan(10);
  });

  it.each(presetIds)('[R3] %s is not complete as long as any one answer is missing', (id) => {
    const preset = presetOf(id);
    const answers = exampleAnswers(preset);
    for (const missing of Object.keys(answers)) {
      const { [missing]: _left, ...others } = answers;
      const preview = previewRules(preset, others);
      expect(preview.open.map((question) => question.id)).toContain(missing);
      expect(preview.rules).toBeNull();
    }
  });

  it('[R4] Hà Tĩnh shows at once that it publishes at 20:00 a week that runs to 24:00', () => {
    const { notices } = previewRules(presetOf('ha-tinh-cds-2023'), {});
    const conflict = notices.find(({ id }) => id === 'rounds.publish-before-close');
    expect(conflict?.severity).toBe('error');
    expect(conflict?.text.vi).toContain('20 giờ 00 phút Chủ nhật, ngày 22/10/2023');
    expect(conflict?.text.vi).toContain('24 giờ 00 phút Chủ nhật, ngày 22/10/2023');
  });

  it('[R4] the conflict stays an error with a close at 24:00 and is gone with 18:00', () => {
    const preset = presetOf('ha-tinh-cds-2023');
    const close = (clock: string) => previewRules(preset, exampleAnswers(preset, { 'rounds.closingHour': clock }));
    expect(errorsOf(close('24:00').notices)).toEqual(['rounds.publish-before-close']);
    expect(close('24:00').open).toEqual([]);
    expect(errorsOf(close('18:00').notices)).toEqual([]);
  });

  it('[R4] a plan’s own contradictions stand among the notices', () => {
    const preset = presetOf('hue-s-2024');
    expect(previewRules(preset, {}).notices).toEqual(expect.arrayContaining(preset.noticesOfPlan));
  });

  it('[R4] Hà Giang’s target binds agencies that can win no collective prize', () => {
    const { notices } = previewRules(presetOf('ha-giang-dean06-2024'), {});
    expect(notices.map(({ id }) => id)).toContain('unitTargets.no-prize-class');
  });

  it('[O1] an answer that cannot be used is an error of its own and its question stays open', () => {
    const preset = presetOf('hue-s-2024');
    const preview = previewRules(preset, { ...exampleAnswers(preset), 'points.perQuestion': 'mười' });
    expect(errorsOf(preview.notices)).toEqual(['answer.points.perQuestion']);
    expect(preview.open.map(({ id }) => id)).toEqual(['points.perQuestion']);
  });

  it('[R6] answers that each are right but not together give no rules and say why', () => {
    const preset = presetOf('ha-giang-dean06-2024');
    const preview = previewRules(
      preset,
      exampleAnswers(preset, { 'questions.draw': 'fixed', 'questions.fixedSets': 'a, b' }),
    );
    expect(preview.rules).toBeNull();
    expect(errorsOf(preview.notices)).toEqual(['rules.invalid.1']);
    expect(preview.notices.at(-1)?.text.vi).toContain('cần 3 bộ cho 3 tuần thi');
  });

  it('[O1] a contest of today is printed with its new dates', () => {
    const preset = presetOf('ha-tinh-cds-2023');
    const answers = exampleAnswers(preset, { 'rounds.firstOpensAt': '2026-03-02T00:00:00+07:00' });
    const printed = JSON.stringify(previewRules(preset, answers).printed);
    expect(printed).toContain('02/03/2026');
    expect(printed).not.toContain('16/10/2023');
  });
});
