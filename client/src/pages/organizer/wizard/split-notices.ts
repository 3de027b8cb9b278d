import type { RulesNotice } from '@hoithi/shared/contract/organizer';

export type SplitNotices = {
  /** Why an answer cannot be used, by the question's id. */
  ofAnswers: ReadonlyMap<string, RulesNotice>;
  errors: RulesNotice[];
  warnings: RulesNotice[];
};

/** What belongs beside a question, and what concerns the rules as a whole. Answers' notices are named `answer.<id>`. */
export function splitNotices(notices: readonly RulesNotice[]): SplitNotices {
  const ofAnswers = notices.filter((notice) => notice.id.startsWith('answer.'));
  const others = notices.filter((notice) => !notice.id.startsWith('answer.'));
  return {
    ofAnswers: new Map(ofAnswers.map((notice) => [notice.path, notice])),
    errors: others.filter((notice) => notice.severity === 'error'),
    warnings: others.filter((notice) => notice.severity === 'warning'),
  };
}

/** The sentence without the question's id: it stands beside the question. */
export function issueOf(notice: RulesNotice, locale: 'vi' | 'en'): string {
  const mark = `${notice.path}: `;
  const text = notice.text[locale];
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(at + mark.length).replace(/\.$/, '');
}
