import { htmlToText, looksLikeHtml } from '../html-to-text.ts';
import { lost, type Note, type RawFile, type RawQuestion, refused } from '../raw-question.ts';
import { readGiftAnswers } from './gift-answers.ts';
import { divideGift, findSign, type GiftBlock, unescapeGift } from './gift-text.ts';

/** What stands for the answers in a text that goes on after them. */
export const gap = '_____';

/**
 * Questions in GIFT. The grammar is Moodle's; a question that breaks it is refused by the line it begins at, and those after it
 * are read. SPEC Q8.
 */
export function readGift(text: string): RawFile {
  return { questions: divideGift(text).flatMap(readBlock), notes: [] };
}

/** As a rule one question; more where empty lines between them were left out. */
function readBlock(block: GiftBlock): RawQuestion[] {
  const questions: RawQuestion[] = [];
  for (let next: GiftBlock | null = block; next !== null; ) {
    const { question, below } = readFirst(next);
    questions.push(question);
    next = below;
  }
  return questions;
}

function readFirst(block: GiftBlock): { question: RawQuestion; below: GiftBlock | null } {
  const { line, topic, tags, id } = block;
  const head = readHead(block.text);
  const base = { line, topic, tags, id: id || head.title };
  const refuse = (note: Note) => ({
    question: { ...base, text: head.body, answer: null, notes: [note] },
    below: null,
  });
  const open = findSign(head.body, '{');
  if (open === -1) return refuse(refused('kind_unsupported', 'description'));
  const end = findSign(head.body, '}', open + 1);
  if (end === -1) return refuse(refused('unclosed'));
  const nested = findSign(head.body.slice(0, end), '{', open + 1);
  if (nested !== -1) return refuse(refused('unclosed'));
  const { own, rest } = divideAfter(head.body, end);
  if (own === null) return refuse(refused('syntax', '}'));

  const notes: Note[] = [];
  const toText = (raw: string) => readText(raw, head.format, notes);
  const { answer, explanation, notes: found } = readGiftAnswers(head.body.slice(open + 1, end), toText);
  const before = head.body.slice(0, open);
  const asked = toText(own.trim() === '' ? before : `${before} ${gap} ${own}`);
  const question: RawQuestion = { ...base, text: asked, answer, explanation, notes: [...notes, ...found] };
  if (rest === null) return { question, below: null };
  const skipped = block.text.length - head.body.length;
  const titleLines = block.text.slice(0, skipped).split('\n').length - 1;
  return { question, below: { ...block, text: rest.text, line: line + titleLines + rest.lines, tags: [], id: '' } };
}

type Head = { title: string; format: string; body: string };

function readHead(text: string): Head {
  const titled = /^\s*::((?:[^\\:]|\\.|:(?!:))*)::/su.exec(text);
  const afterTitle = titled ? text.slice(titled[0].length) : text;
  const formatted = /^\s*\[(html|moodle|plain|markdown)\]/i.exec(afterTitle);
  return {
    title: unescapeGift(titled?.[1] ?? '').trim(),
    format: (formatted?.[1] ?? 'moodle').toLowerCase(),
    body: formatted ? afterTitle.slice(formatted[0].length) : afterTitle,
  };
}

/**
 * The text after the answers. Where further answers follow, somebody left out the empty line: the next question begins with the
 * next line. null: both stand on one line.
 */
function divideAfter(body: string, end: number) {
  const after = body.slice(end + 1);
  if (findSign(after, '{') === -1) return { own: after, rest: null };
  const lineEnd = after.indexOf('\n');
  if (lineEnd === -1 || findSign(after.slice(0, lineEnd), '{') !== -1) return { own: null, rest: null };
  const lines = body.slice(0, end + 1 + lineEnd + 1).split('\n').length - 1;
  return { own: after.slice(0, lineEnd), rest: { text: after.slice(lineEnd + 1), lines } };
}

function readText(raw: string, format: string, notes: Note[]): string {
  const plain = unescapeGift(raw).trim();
  if (format === 'plain' || (format !== 'html' && !looksLikeHtml(plain))) return plain;
  const read = htmlToText(plain);
  if (read.pictures > 0) notes.push(lost('picture_left_out'));
  if (read.sounds > 0) notes.push(lost('sound_left_out'));
  return read.text;
}
