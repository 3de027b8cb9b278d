import type { RulesAnswers } from '../contract/organizer.ts';
import { applyAnswers, openQuestions } from './open-questions.ts';
import type { Preset } from './presets/preset.ts';

/**
 * Answers every open question of a preset with its own example, as often as answers bring up further questions.
 * For tests: nobody's contest is ever answered this way.
 */
export function exampleAnswers(preset: Preset, own: RulesAnswers = {}): RulesAnswers {
  const answers: RulesAnswers = { ...own };
  for (;;) {
    const { draft, taken } = applyAnswers(preset.draft, answers);
    const open = openQuestions(draft).filter(({ id }) => !taken.has(id) && !(id in answers));
    if (open.length === 0) return answers;
    for (const { id, example } of open) answers[id] = example;
  }
}
