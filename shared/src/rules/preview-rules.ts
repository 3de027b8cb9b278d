import type { RulesAnswers, RulesNotice, RulesPreview } from '../contract/organizer.ts';
import { checkDraft, checkRules } from './check-rules.ts';
import { applyAnswers, openQuestions } from './open-questions.ts';
import type { Preset } from './presets/preset.ts';
import { printRules } from './printed-rules/print-rules.ts';
import type { TopicTitles } from './printed-rules/value-words.ts';
import { readRules } from './read-rules.ts';

/**
 * A preset with the answers so far: what is still open, what conflicts, and, once nothing is open, the rules and how
 * they print. A contest may be made when `rules` is there and no notice is an error.
 *
 * Source  SPEC R3, R4, R5, O1.
 */
export function previewRules(preset: Preset, answers: RulesAnswers, topicTitles?: TopicTitles): RulesPreview {
  const { draft, issues, taken } = applyAnswers(preset.draft, answers);
  const open = openQuestions(draft).filter(({ id }) => !taken.has(id));
  const notices: RulesNotice[] = [...preset.noticesOfPlan, ...issues.map(answerNotice)];
  if (open.length > 0) return { rules: null, open, notices: [...notices, ...checkDraft(draft)], printed: null };
  const read = readRules(draft);
  if (!read.ok) {
    const invalid = read.refusal.code === 'rules_invalid' ? read.refusal.issues : [];
    return { rules: null, open, notices: [...notices, ...invalid.map(invalidNotice)], printed: null };
  }
  return {
    rules: read.value,
    open,
    notices: [...notices, ...checkRules(read.value)],
    printed: printRules(read.value, topicTitles),
  };
}

function answerNotice(issue: string): RulesNotice {
  const id = issue.slice(0, issue.indexOf(':'));
  return {
    id: `answer.${id}`,
    severity: 'error',
    path: id,
    text: { vi: `Câu trả lời chưa dùng được: ${issue}.`, en: `An answer cannot be used: ${issue}.` },
  };
}

function invalidNotice(issue: string, index: number): RulesNotice {
  return { id: `rules.invalid.${index + 1}`, severity: 'error', path: 'rules', text: { vi: issue, en: issue } };
}
