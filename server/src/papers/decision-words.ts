import type { DeskDecision } from '@hoithi/shared/contract/result-desk';
import type { CachedContest } from '../contest/contests.ts';

export type DecisionWords = {
  decision: DeskDecision;
  /** Whole names by person, of whom it puts in order. */
  names: ReadonlyMap<string, string>;
  instantWords: (atMs: number) => string;
};

/** A decision as the minutes say it: what was decided, about whom or what, with whole names. SPEC F14, F22. */
export function decisionWords(contest: CachedContest, { decision, names, instantWords }: DecisionWords): string {
  const { kind, about, detail } = decision;
  switch (kind) {
    case 'void':
      return `hủy một lượt thi của ${about}`;
    case 'restore':
      return `khôi phục một lượt thi của ${about}`;
    case 'exclude':
      return `loại khỏi kết quả ${about}`;
    case 'include':
      return `đưa trở lại kết quả ${about}`;
    case 'key':
      return `sửa đáp án câu hỏi “${about}”: ${rightWords(contest, detail)}`;
    case 'incident': {
      const [from, to] = [Number(detail.fromMs), Number(detail.toMs)];
      return `ghi nhận sự cố từ ${instantWords(from)} đến ${instantWords(to)}; thời gian sự cố không tính vào thời gian làm bài`;
    }
    case 'order':
      return `xếp thứ tự những người bằng nhau, ${about}: ${orderWords(detail, names)}`;
    case 'lots':
      return `ghi kết quả bốc thăm, ${about}: ${orderWords(detail, names)}`;
  }
}

function rightWords({ bank }: CachedContest, { questionId, right }: Record<string, unknown>): string {
  if (right === 'drop') return 'câu này không tính điểm cho ai';
  if (right === 'everybody') return 'mọi người được phát câu này đều trọn điểm';
  const question = bank.get(String(questionId));
  const options = question && 'options' in question ? question.options : [];
  const ids: readonly unknown[] = Array.isArray(right) ? right : [];
  const texts = options.filter(({ id }) => ids.includes(id)).map(({ text }) => `“${text}”`);
  return `phương án đúng là ${texts.join(', ')}`;
}

const namesPrinted = 20;

/** The first of them; an order of lots may be of thousands. */
function orderWords({ ids }: Record<string, unknown>, names: ReadonlyMap<string, string>): string {
  const all: readonly unknown[] = Array.isArray(ids) ? ids : [];
  const shown = all.slice(0, namesPrinted).map((id) => names.get(String(id)) ?? '');
  return `${shown.join('; ')}${all.length > shown.length ? ` và ${all.length - shown.length} người nữa` : ''}`;
}

/** Whom decisions put in order, as far as they are printed. */
export const orderedIn = (decisions: readonly DeskDecision[]): string[] =>
  decisions.flatMap(({ detail: { ids } }) => (Array.isArray(ids) ? ids.slice(0, namesPrinted).map(String) : []));
