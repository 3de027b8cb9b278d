import {
  type Question,
  QuestionDraft,
  type QuestionKind,
  type QuestionTranslation,
} from '@hoithi/shared/contract/question';
import type { PastedOption } from './option-lines.ts';

/** A question as the form has it: every part of every kind, texts as they are typed. */
export type Form = {
  kind: QuestionKind;
  text: string;
  options: { id: string; text: string }[];
  right: string[];
  value: string;
  tolerance: string;
  accepted: string;
  topic: string;
  difficulty: '' | '1' | '2' | '3' | '4';
  audiences: Question['audiences'];
  tags: string;
  document: string;
  clause: string;
  date: string;
  validTo: string;
  explanation: string;
  seconds: string;
  translations: Record<string, QuestionTranslation>;
  media: Question['media'];
  practiceOnly: boolean;
};

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
export const optionsMax = letters.length;

export const blankForm = (topic = ''): Form => ({
  kind: 'one',
  text: '',
  options: letters.slice(0, 4).map((id) => ({ id, text: '' })),
  right: [],
  ...{ value: '', tolerance: '0', accepted: '', topic, difficulty: '', audiences: [], tags: '' },
  ...{ document: '', clause: '', date: '', validTo: '', explanation: '', seconds: '' },
  ...{ translations: {}, media: [], practiceOnly: false },
});

export function formOf(question: Question): Form {
  const { source } = question;
  return {
    ...blankForm(question.topic ?? ''),
    kind: question.kind,
    text: question.text,
    ...('options' in question ? { options: question.options, right: question.right } : { options: [] }),
    ...(question.kind === 'number'
      ? { value: writeNumber(question.value), tolerance: writeNumber(question.tolerance) }
      : {}),
    ...(question.kind === 'text' ? { accepted: question.accepted.join('\n') } : {}),
    difficulty: question.difficulty === null ? '' : (String(question.difficulty) as Form['difficulty']),
    audiences: question.audiences,
    tags: question.tags.join(', '),
    document: source?.document ?? '',
    clause: source?.clause ?? '',
    date: source?.date ?? '',
    validTo: source?.validTo ?? '',
    explanation: question.explanation ?? '',
    seconds: question.seconds === null ? '' : String(question.seconds),
    translations: question.translations,
    media: question.media,
    practiceOnly: question.practiceOnly,
  };
}

const writeNumber = (value: number): string => String(value).replace('.', ',');
const readNumber = (typed: string): number => {
  const plain = typed.trim().replace(/\s/g, '').replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
};
const orNull = (typed: string): string | null => typed.trim() || null;

const linesIn = (lines: readonly string[]): string[] => lines.filter((each) => each.trim() !== '');

/** The question that a form says, not yet checked. `id`: of the question that is changed. */
export function draftOf(form: Form, id: string | null): unknown {
  const { kind } = form;
  const options = form.options.filter(({ text }) => text.trim() !== '');
  const ids = options.map((each) => each.id);
  const hasOptions = kind !== 'number' && kind !== 'text';
  const hasSource = [form.document, form.clause, form.date, form.validTo].some((each) => each.trim() !== '');
  const right = kind === 'order' ? ids : form.right.filter((each) => ids.includes(each));
  const key =
    kind === 'number'
      ? { value: readNumber(form.value), tolerance: form.tolerance.trim() === '' ? 0 : readNumber(form.tolerance) }
      : kind === 'text'
        ? { accepted: linesIn(form.accepted.split('\n')) }
        : { options, right };
  return {
    id,
    kind,
    text: form.text,
    ...key,
    topic: orNull(form.topic),
    difficulty: form.difficulty === '' ? null : Number(form.difficulty),
    audiences: form.audiences,
    tags: [
      ...new Set(
        form.tags
          .split(',')
          .map((each) => each.trim())
          .filter(Boolean),
      ),
    ],
    source: hasSource
      ? { document: form.document, clause: orNull(form.clause), date: form.date || null, validTo: form.validTo || null }
      : null,
    explanation: orNull(form.explanation),
    seconds: form.seconds.trim() === '' ? null : Number(form.seconds),
    translations: Object.fromEntries(
      Object.entries(form.translations).map(([language, each]) => [
        language,
        {
          ...each,
          options: hasOptions ? Object.fromEntries(ids.map((one) => [one, each.options[one] ?? ''])) : {},
          accepted: kind === 'text' ? linesIn(each.accepted) : [],
          explanation: orNull(each.explanation ?? ''),
        },
      ]),
    ),
    media: form.media,
    practiceOnly: form.practiceOnly,
  };
}

export const issues = [
  'text',
  'options',
  'right',
  'value',
  'accepted',
  'source',
  'seconds',
  'translations',
  'media',
] as const;
export type Issue = (typeof issues)[number] | 'other';

/** The checked question, or what keeps it from being one: the part, and where. */
export function checkForm(
  form: Form,
  id: string | null,
): { question: QuestionDraft } | { issue: Issue; place: string } {
  const parsed = QuestionDraft.safeParse(draftOf(form, id));
  if (parsed.success) return { question: parsed.data };
  const path = parsed.error.issues[0]?.path.map(String) ?? [];
  const [first = ''] = path;
  const part = first === 'tolerance' ? 'value' : first;
  return { issue: issues.find((each) => each === part) ?? 'other', place: path.join('.') };
}

/** What a preview and its warnings are made of before a question is whole: what is missing is left empty. */
export function roughOf(form: Form): QuestionDraft | null {
  const checked = checkForm(form, null);
  if ('question' in checked) return checked.question;
  const first = form.options.find(({ text }) => text.trim() !== '')?.id;
  const eased = checkForm(
    {
      ...form,
      right: form.right.length > 0 ? form.right : first ? [first] : [],
      translations: {},
      media: form.media.map((each) => ({ ...each, alt: each.alt.trim() || '…' })),
    },
    null,
  );
  return 'question' in eased ? eased.question : null;
}

/** Options filled from lines that were pasted, and which are right where a line said so. */
export function withOptions(form: Form, pasted: readonly PastedOption[], from = 0): Form {
  const texts = [...form.options.slice(0, from).map(({ text }) => text), ...pasted.map(({ text }) => text)];
  const rest = form.options.slice(texts.length).filter(({ text }) => text.trim() !== '');
  const options = [...texts, ...rest.map(({ text }) => text)]
    .slice(0, optionsMax)
    .map((text, at) => ({ id: form.options[at]?.id ?? freeId(form.options, at), text }));
  const marked = pasted.flatMap((each, at) => (each.right ? (options[from + at]?.id ?? []) : []));
  const kind = form.kind === 'one' && marked.length > 1 ? 'several' : form.kind;
  return { ...form, kind, options, right: marked.length > 0 ? marked : form.right };
}

/** The letter of a place, or the first that no option has. */
const freeId = (options: Form['options'], at: number): string => {
  const taken = new Set(options.map(({ id }) => id));
  const own = letters[at] ?? 'a';
  return taken.has(own) ? (letters.find((id) => !taken.has(id)) ?? own) : own;
};

export const withOption = (form: Form): Form =>
  form.options.length >= optionsMax
    ? form
    : { ...form, options: [...form.options, { id: freeId(form.options, form.options.length), text: '' }] };

/** The options of a true/false question, in the language that every question of a bank has. */
const trueFalseTexts = ['Đúng', 'Sai'] as const;

/** The same question as another kind; what the new kind cannot have falls away. */
export function withKind(form: Form, kind: QuestionKind): Form {
  if (kind === 'true-false')
    return {
      ...form,
      kind,
      options: [
        { id: 'true', text: trueFalseTexts[0] },
        { id: 'false', text: trueFalseTexts[1] },
      ],
      right: [],
    };
  const came = form.kind === 'true-false' || form.options.length === 0 ? blankForm().options : form.options;
  const right = kind === 'one' ? form.right.slice(0, 1) : form.right;
  return { ...form, kind, options: came, right: form.kind === 'true-false' ? [] : right };
}
