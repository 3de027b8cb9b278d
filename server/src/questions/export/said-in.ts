import type { ExportFormat } from '@hoithi/shared/contract/banks';
import type { QuestionDraft, QuestionKind } from '@hoithi/shared/contract/question';
import { paperWords, trueFalseWords } from '../question-words.ts';
import { canWriteSpelling } from '../spellings.ts';

type Part =
  | 'id'
  | 'topic'
  | 'difficulty'
  | 'audiences'
  | 'tags'
  | 'source'
  | 'explanation'
  | 'seconds'
  | 'translations'
  | 'media'
  | 'practiceOnly'
  | 'right'
  | 'spellings';

/** What each format cannot say of a question, and kinds that it has no form for. All else comes back as it was. SPEC Q10. */
export const unsaid: Readonly<Record<ExportFormat, { parts: readonly Part[]; kinds: readonly QuestionKind[] }>> = {
  xlsx: { parts: ['media', 'spellings'], kinds: [] },
  gift: {
    parts: ['difficulty', 'audiences', 'source', 'seconds', 'translations', 'media', 'practiceOnly'],
    kinds: ['order'],
  },
  moodle: {
    parts: ['difficulty', 'audiences', 'source', 'seconds', 'translations', 'media', 'practiceOnly'],
    kinds: [],
  },
  'docx-key': {
    parts: [
      'id',
      'topic',
      'difficulty',
      'audiences',
      'tags',
      'seconds',
      'translations',
      'media',
      'practiceOnly',
      'spellings',
    ],
    kinds: [],
  },
  docx: {
    parts: [
      'id',
      'topic',
      'difficulty',
      'audiences',
      'tags',
      'source',
      'explanation',
      'seconds',
      'translations',
      'media',
      'practiceOnly',
      'right',
    ],
    kinds: [],
  },
};

const isSet: Readonly<Record<Part, (question: QuestionDraft) => boolean>> = {
  id: ({ id }) => id !== null,
  topic: ({ topic }) => topic !== null,
  difficulty: ({ difficulty }) => difficulty !== null,
  audiences: ({ audiences }) => audiences.length > 0,
  tags: ({ tags }) => tags.length > 0,
  source: ({ source }) => source !== null,
  explanation: ({ explanation }) => explanation !== null,
  seconds: ({ seconds }) => seconds !== null,
  translations: ({ translations }) => Object.keys(translations).length > 0,
  media: ({ media }) => media.length > 0,
  practiceOnly: ({ practiceOnly }) => practiceOnly,
  right: () => true,
  spellings: (question) => question.kind === 'text' && !question.accepted.every(canWriteSpelling),
};

/** The parts of a question that the format leaves out. */
export const unsaidOf = (question: QuestionDraft, format: ExportFormat): Part[] =>
  unsaid[format].parts.filter((part) => isSet[part](question));

/** The question as the format says it, and as it is read back; null: the format has no form for it. SPEC Q10. */
export function saidIn(question: QuestionDraft, format: ExportFormat): QuestionDraft | null {
  const { parts, kinds } = unsaid[format];
  if (kinds.includes(question.kind)) return null;
  if (parts.includes('spellings') && isSet.spellings(question)) return null;
  const without = (part: Part) => parts.includes(part);
  return {
    ...ownKey(question, format),
    id: without('id') ? null : question.id,
    topic: without('topic') ? null : question.topic,
    difficulty: without('difficulty') ? null : question.difficulty,
    audiences: without('audiences') ? [] : question.audiences,
    tags: without('tags') ? [] : question.tags,
    source: without('source') ? null : sourceIn(question, format),
    explanation: without('explanation') ? null : question.explanation,
    seconds: without('seconds') ? null : question.seconds,
    translations: without('translations') ? {} : question.translations,
    media: [],
    practiceOnly: without('practiceOnly') ? false : question.practiceOnly,
  };
}

/** Only a sheet keeps the fields of a source apart. */
function sourceIn({ source }: QuestionDraft, format: ExportFormat): QuestionDraft['source'] {
  if (source === null || format !== 'docx-key') return source;
  return { document: writeSource(source).slice(0, 400).trim(), clause: null, date: null, validTo: null };
}

/** "Điều 5, Luật Căn cước, ngày 27/11/2023". */
export function writeSource({ document, clause, date }: NonNullable<QuestionDraft['source']>): string {
  const day = date === null || document.includes(writeDay(date)) ? null : `${paperWords.dated} ${writeDay(date)}`;
  return [clause, document, day].filter((each) => each !== null).join(', ');
}
export const writeDay = (iso: string): string => iso.split('-').reverse().join('/');

/** Options are lettered anew, an order in Moodle by the order itself, and true and false have one word each. */
function ownKey(question: QuestionDraft, format: ExportFormat): QuestionDraft {
  if (question.kind === 'true-false') {
    const options = [
      { id: 'true', text: trueFalseWords.true },
      { id: 'false', text: trueFalseWords.false },
    ];
    return { ...question, options };
  }
  if (!('options' in question)) return question;
  const listed =
    question.kind === 'order' && format === 'moodle'
      ? question.right.flatMap((id) => question.options.find((each) => each.id === id) ?? [])
      : question.options;
  const letterOf = new Map(listed.map(({ id }, at) => [id, 'abcdef'.charAt(at)]));
  const rename = (id: string) => letterOf.get(id) ?? id;
  const right = question.right.map(rename);
  const translations = Object.entries(question.translations).map(([language, each]) => {
    const options = Object.fromEntries(Object.entries(each.options).map(([id, text]) => [rename(id), text]));
    return [language, { ...each, options }] as const;
  });
  return {
    ...question,
    options: listed.map(({ id, text }) => ({ id: rename(id), text })),
    right: question.kind === 'order' ? right : right.sort(),
    translations: Object.fromEntries(translations),
  };
}
