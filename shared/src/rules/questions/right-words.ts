import type { QuestionItem } from '../../contract/question.ts';

const decimal = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 });

/**
 * What is right, as text for whoever reads a published answer: the right options, an order from first to last, a number with
 * its tolerance, the accepted spellings. Numbers are written as in Vietnam, like the question itself.
 *
 * Source  SPEC Q4, Q5.
 */
export function rightWords(item: QuestionItem): string[] {
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

const textOf = (options: readonly { id: string; text: string }[], id: string): string =>
  options.find((each) => each.id === id)?.text ?? '';
