import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { escapeGift, writeCategory } from '../gift/gift-text.ts';

/** Questions in GIFT. Texts are marked as plain, so that no sign in them is markup; id and tags stand in Moodle's comments. */
export function writeGift(questions: readonly QuestionDraft[]): string {
  let topic: string | null = null;
  const blocks = questions.map((question) => {
    const category = question.topic === topic ? [] : [`$CATEGORY: ${writeCategory(question.topic)}`, ''];
    topic = question.topic;
    return [...category, ...comment(question), writeQuestion(question)].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function comment({ id, tags }: QuestionDraft): string[] {
  const escapeTag = (text: string) => text.replace(/[\]\\]/g, '\\$&');
  const parts = [...(id === null ? [] : [`[id:${id}]`]), ...tags.map((tag) => `[tag:${escapeTag(tag)}]`)];
  return parts.length === 0 ? [] : [`// ${parts.join(' ')}`];
}

function writeQuestion(question: QuestionDraft): string {
  const title = question.id === null ? '' : `::${question.id}::`;
  const explanation = question.explanation === null ? '' : `####${escapeGift(question.explanation)}`;
  return `${title}[plain]${escapeGift(question.text)} {${writeKey(question)}${explanation}}`;
}

function writeKey(question: QuestionDraft): string {
  if (question.kind === 'true-false') return question.right[0] === 'true' ? 'TRUE' : 'FALSE';
  if (question.kind === 'number') return `#${question.value}:${question.tolerance}`;
  if (question.kind === 'text')
    return question.accepted
      .map((each) => `\n  =${escapeGift(each)}`)
      .join('')
      .concat('\n');
  const isSeveral = question.kind === 'several';
  const weight = Number((100 / question.right.length).toFixed(5));
  const lines = question.options.map(({ id, text }) => {
    const isRight = question.right.includes(id);
    if (!isSeveral) return `\n  ${isRight ? '=' : '~'}${escapeGift(text)}`;
    return `\n  ~%${isRight ? weight : -weight}%${escapeGift(text)}`;
  });
  return `${lines.join('')}\n`;
}
