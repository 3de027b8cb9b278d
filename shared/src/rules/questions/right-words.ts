import type { QuestionItem, QuestionTranslation } from '../../contract/question.ts';

/**
 * What is right, as text for whoever reads a published answer: the right options, an order from first to last, a number with
 * its tolerance, the accepted spellings. Numbers are written as in the question's language.
 *
 * Source  SPEC Q4, Q5.
 */
export function rightWords(item: QuestionItem, language = 'vi'): string[] {
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
  switch (item.kind) {
    case 'number':
      return [
        item.tolerance === 0
          ? decimal.format(item.value)
          : `${decimal.format(item.value)} ± ${decimal.format(item.tolerance)}`,
      ];
    case 'text':
      return item.accepted;
    case 'order':
      return item.right.map((id, at) => `${at + 1}. ${textOf(item.options, id)}`);
    default:
      return item.options.filter(({ id }) => item.right.includes(id)).map(({ text }) => text);
  }
}

/** The same in another language that the question has; without spellings of its own in it, the Vietnamese ones. SPEC Q28. */
export function rightWordsIn(item: QuestionItem, language: string, said: QuestionTranslation): string[] {
  if (item.kind === 'text') return said.accepted.length > 0 ? said.accepted : item.accepted;
  if (!('options' in item)) return rightWords(item, language);
  return rightWords({ ...item, options: optionsIn(item.options, said) }, language);
}

const optionsIn = <O extends { id: string; text: string }>(options: readonly O[], said: QuestionTranslation): O[] =>
  options.map((option) => ({ ...option, text: said.options[option.id] ?? option.text }));

const textOf = (options: readonly { id: string; text: string }[], id: string): string =>
  options.find((each) => each.id === id)?.text ?? '';
