import { foldText } from '@hoithi/shared/rules/fold';
import { explain } from '../gift/gift-answers.ts';
import { readCategory } from '../gift/gift-text.ts';
import { htmlToText } from '../html-to-text.ts';
import { falseFolded, trueFalseWords, trueFolded } from '../question-words.ts';
import {
  lost,
  type Note,
  type RawAnswer,
  type RawFile,
  type RawMedia,
  type RawQuestion,
  refused,
  shown,
} from '../raw-question.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../read-xml.ts';

type Answer = { text: string; fraction: number; feedback: string; element: XmlElement };
type Found = { answer: RawAnswer | null; notes: Note[]; right: (answer: Answer) => boolean };

/** Questions of a course in Moodle's XML. What the product has no kind for is refused by name. SPEC Q8. */
export function readMoodle(quiz: XmlElement): RawFile {
  const questions: RawQuestion[] = [];
  let topic = '';
  for (const element of childrenOf(quiz, 'question')) {
    if (element.attributes.type === 'category')
      topic = readCategory(textOf(childOf(childOf(element, 'category') ?? element, 'text')));
    else questions.push(readQuestion(element, topic));
  }
  return { questions, notes: [] };
}

function readQuestion(element: XmlElement, topic: string): RawQuestion {
  const notes: Note[] = [];
  const type = element.attributes.type ?? '';
  const text = readText(childOf(element, 'questiontext'), notes, 'question');
  const id = textOf(childOf(element, 'idnumber')).trim() || textOf(childOf(element, 'name')).trim();
  const tags = childrenOf(childOf(element, 'tags') ?? element, 'tag').map((tag) => textOf(childOf(tag, 'text')).trim());
  const base = { line: element.line, text, topic, id, tags };
  const read = readers[type];
  if (!read) return { ...base, answer: null, notes: [...notes, refused('kind_unsupported', type)] };
  const answers = childrenOf(element, 'answer').map(
    (answer): Answer => ({
      text: readText(answer, notes, 'option'),
      fraction: Number(answer.attributes.fraction ?? 0),
      feedback: readText(childOf(answer, 'feedback'), notes, 'after'),
      element: answer,
    }),
  );
  const found = read(element, answers);
  const feedback = (given: boolean) =>
    answers.filter((each) => found.right(each) === given).map((each) => each.feedback);
  const explained = explain(
    readText(childOf(element, 'generalfeedback'), notes, 'after'),
    feedback(true),
    feedback(false),
  );
  return {
    ...base,
    answer: found.answer,
    explanation: explained.explanation,
    notes: [...notes, ...found.notes, ...explained.notes],
  };
}

/** Where a text is read: what stands in an explanation would give the key away beside the question. */
type Place = 'question' | 'option' | 'after';

/** What stands in `<text>`, by the format that its element names, and the files beside it. */
function readText(element: XmlElement | undefined, notes: Note[], place: Place): string {
  if (!element) return '';
  const raw = textOf(childOf(element, 'text'));
  const format = element.attributes.format ?? 'html';
  const read =
    format === 'html' || format === 'moodle_auto_format' ? htmlToText(raw) : { text: raw, pictures: 0, sounds: 0 };
  const files = childrenOf(element, 'file').map((file) => readFile(file, raw));
  const found = files.map(({ name, ...media }) => {
    const note = shown(media, name);
    return place === 'after' || media.bytes.length === 0 ? { ...note, media: undefined } : note;
  });
  const missing = (kind: RawMedia['kind'], shownInText: number) =>
    Math.max(0, shownInText - files.filter((each) => each.kind === kind).length);
  if (missing('picture', read.pictures) > 0) notes.push(lost('picture_left_out'));
  if (missing('sound', read.sounds) > 0) notes.push(lost('sound_left_out'));
  notes.push(...found.map(({ media, ...note }) => (media ? { ...note, media } : note)));
  if (place === 'option' && files.length > 0) notes.push({ reason: 'media_place_unsure', severity: 'warned' });
  return read.text;
}

function readFile(file: XmlElement, html: string): RawMedia & { name: string } {
  const name = file.attributes.name ?? '';
  const kind = /\.(?:mp3|m4a|ogg|oga|wav|mp4|webm|aac|flac)$/i.test(name) ? 'sound' : 'picture';
  const isPacked = file.attributes.encoding === 'base64';
  const bytes = isPacked ? new Uint8Array(Buffer.from(textOf(file), 'base64')) : new Uint8Array();
  return { name, kind, bytes, alt: altOf(html, name) };
}

/** What the page says that the picture of this name shows. */
function altOf(html: string, name: string): string {
  const tags: readonly string[] = html.match(/<img\b[^>]*>/gi) ?? [];
  const own = tags.find((each) => [name, encodeURIComponent(name)].some((written) => each.includes(`/${written}`)));
  return htmlToText(/\balt="([^"]*)"/i.exec(own ?? '')?.[1] ?? '').text;
}

const isTrue = (element: XmlElement, name: string, otherwise: boolean): boolean => {
  const said = textOf(childOf(element, name)).trim();
  return said === '' ? otherwise : said === 'true' || said === '1';
};

const keepsOrder = (element: XmlElement): Note[] =>
  isTrue(element, 'shuffleanswers', true) ? [] : [lost('order_not_kept')];

/** Of one right option the others earn a part at most, which is not kept; of several, each that earns something is right. */
function readChoice(element: XmlElement, answers: readonly Answer[], single: boolean): Found {
  const right = (each: Answer) => (single ? each.fraction >= 100 : each.fraction > 0);
  const chosen = answers.filter(right);
  const uneven = single
    ? answers.some((each) => each.fraction > 0 && each.fraction < 100)
    : new Set(chosen.map((each) => each.fraction)).size > 1;
  const options = answers.map((each) => ({ text: each.text, right: right(each) }));
  const notes = [...keepsOrder(element), ...(uneven ? [lost('weights_left_out')] : [])];
  return { answer: { kind: 'choice', options, several: !single }, notes, right };
}

function readTrueFalse(_: XmlElement, answers: readonly Answer[]): Found {
  const right = (each: Answer) => each.fraction > 0;
  const isRight = (words: ReadonlySet<string>) => answers.some((each) => right(each) && words.has(foldText(each.text)));
  const options = [
    { text: trueFalseWords.true, right: isRight(trueFolded) },
    { text: trueFalseWords.false, right: isRight(falseFolded) },
  ];
  return { answer: { kind: 'choice', options, several: false }, notes: [], right };
}

function readTyped(_: XmlElement, answers: readonly Answer[]): Found {
  const right = (each: Answer) => each.fraction >= 100;
  const partial = answers.some((each) => each.fraction > 0 && !right(each));
  const accepted = answers.filter(right).map((each) => each.text);
  return { answer: { kind: 'text', accepted }, notes: partial ? [lost('weights_left_out')] : [], right };
}

function readNumber(_: XmlElement, answers: readonly Answer[]): Found {
  const right = (each: Answer) => each.fraction >= 100;
  const [first, ...more] = answers.filter(right);
  if (!first) return { answer: null, notes: [refused('answer_missing')], right };
  const tolerance = textOf(childOf(first.element, 'tolerance')).trim() || '0';
  const numbers = [first.text.trim(), tolerance].map((each) =>
    /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(each) ? Number(each) : null,
  );
  const [value = null, around = null] = numbers;
  const partial = more.length > 0 || answers.some((each) => each.fraction > 0 && !right(each));
  return {
    answer: { kind: 'number', value, tolerance: around },
    notes: partial ? [lost('weights_left_out')] : [],
    right,
  };
}

function readOrder(_: XmlElement, answers: readonly Answer[]): Found {
  const options = answers.map((each) => each.text);
  return { answer: { kind: 'order', options, right: options.map((_, at) => at) }, notes: [], right: () => true };
}

const readers: Readonly<Record<string, (element: XmlElement, answers: readonly Answer[]) => Found>> = {
  multichoice: (element, answers) => readChoice(element, answers, isTrue(element, 'single', true)),
  multichoiceset: (element, answers) => readChoice(element, answers, false),
  truefalse: readTrueFalse,
  shortanswer: readTyped,
  numerical: readNumber,
  ordering: readOrder,
};
