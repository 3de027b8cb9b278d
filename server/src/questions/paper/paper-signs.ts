/** How the parts of a Vietnamese question paper begin. Letters with marks have no `\b` beside them: `(?!\p{L})` instead. */

const numbered =
  /^\s*(?:câu|question|câu hỏi)\s*(?:hỏi\s*)?(?:số\s*)?(\d{1,4})(?:\s*[([]([^)\]]{1,30})[)\]])?\s*(?:[.:)/–-]+\s*|\s+(?=[\p{Lu}“"'[(])|$)/iu;
const plainNumbered = /^\s*(\d{1,4})\s*(?:[.):/]\s*(?=\D)|$)/u;
const option = /^\s*(\*)?\s*\(?([A-Ja-j])\s*(\*)?\s*[.):\]/]\s*(\*)?\s*/u;
const answer =
  /^\s*(?:[→⇒*=>-]+\s*)?(?:answer|correct answer|đáp\s*án(?:\s*đúng)?|phương án đúng|đ\/?a|chọn(?:\s*đáp\s*án)?|trả\s*lời(?:\s*đúng)?|thứ tự(?:\s*đúng)?)(?:\s*là)?\s*(?:[:：]|\s(?=[A-F](?:$|[\s.,])))\s*(.*)$/iu;
const explanation = /^\s*(?:giải\s*thích|lời\s*giải|hướng\s*dẫn(?:\s*giải)?|explanation)\s*[:：.]\s*(.*)$/iu;
const source = /^\s*[([]?(?:căn\s*cứ|nguồn|trích|cơ\s*sở\s*pháp\s*lý|source)\s*[:：]\s*(.*?)[)\]]?\s*$/iu;
const difficulty = /^\s*[([]?(?:mức\s*độ|độ\s*khó)\s*[:：]\s*(.*?)[)\]]?\s*$/iu;
const topic = /^\s*(?:chủ\s*đề|chuyên\s*đề|lĩnh\s*vực|topic)\s*(?:\d{1,3}|[IVX]{1,5})?\s*[.:：–-]\s*(.+)$/iu;
const section =
  /^\s*(?:(?:phần|chương|mục|part)\s+(?:\d{1,3}|[IVXLC]{1,6}|[A-Z])(?:\s*[.:：)–-].*)?|[IVX]{1,5}\s*[.:–-]\s*\p{Lu}.*|-*\s*hết\s*-*\.?)\s*$/iu;
const keyTitle =
  /^\s*(?:bảng\s+)?(?:đáp\s*án|hướng\s*dẫn\s*chấm|answer\s*key|key)(?:\s+(?:và|trắc|đề|phần|các|chi|môn|thi)(?!\p{L}).*)?\s*[:：.]?\s*$/iu;
const empty = /^\s*(?:trả\s*lời|đáp\s*số)\s*[:：]?[\s._…]*$/iu;

const isOrder = /^\s*thứ tự/iu;
/** What an answer begins with that is an order of all options. */
export const orderLabel = 'Thứ tự:';

export type PaperSign =
  | { sign: 'number'; number: number; beside: string; at: number } // `at`: where the text begins
  | { sign: 'plain-number'; number: number; at: number }
  | { sign: 'answer' | 'explanation' | 'source' | 'difficulty' | 'topic'; text: string }
  | { sign: 'section' | 'key-title' | 'empty' | 'text' };

/** What a line begins. Options are looked for afterwards, since their letters mean something only one after another. */
export function readSign(text: string): PaperSign {
  const numberOf = numbered.exec(text);
  if (numberOf)
    return { sign: 'number', number: Number(numberOf[1]), beside: numberOf[2] ?? '', at: numberOf[0].length };
  if (keyTitle.test(text)) return { sign: 'key-title' };
  if (empty.test(text)) return { sign: 'empty' };
  const labelled = [
    ['answer', answer],
    ['explanation', explanation],
    ['source', source],
    ['difficulty', difficulty],
    ['topic', topic],
  ] as const;
  for (const [sign, pattern] of labelled) {
    const found = pattern.exec(text);
    if (found)
      return {
        sign,
        text: sign === 'answer' && isOrder.test(text) ? `${orderLabel} ${found[1] ?? ''}` : (found[1] ?? ''),
      };
  }
  if (section.test(text)) return { sign: 'section' };
  const plain = plainNumbered.exec(text);
  return plain ? { sign: 'plain-number', number: Number(plain[1]), at: plain[0].length } : { sign: 'text' };
}

export type OptionSign = { place: number; starred: boolean; letterAt: number; textAt: number };

/** The letter that a line begins with, as the place of an option; null: with none. */
export function readOptionSign(text: string): OptionSign | null {
  const found = option.exec(text);
  if (!found) return null;
  const [whole, before, letter = '', after, later] = found;
  return {
    place: letter.toUpperCase().charCodeAt(0) - 65,
    starred: [before, after, later].some((each) => each === '*'),
    letterAt: whole.indexOf(letter),
    textAt: whole.length,
  };
}
