import { foldText } from '@hoithi/shared/rules/fold';
import { readTypedNumber } from '@hoithi/shared/rules/questions/read-typed-number';
import { falseFolded, trueFalseWords, trueFolded } from '../question-words.ts';
import { type FileNote, type Note, type RawAnswer, type RawFile, type RawQuestion, refused } from '../raw-question.ts';
import { readDifficulty } from '../read-about.ts';
import { isQuoted, readSpellings } from '../spellings.ts';
import { readAnswerCell, readOrderCell } from '../table/read-answer-cell.ts';
import { readQuestionTable } from '../table/read-question-table.ts';
import { GroupCollector } from './collect-groups.ts';
import type { PaperGroup } from './paper-group.ts';
import { type KeyEntry, readKeyTable } from './paper-key.ts';
import type { PaperBlock, PaperLine, PaperTable } from './paper-line.ts';
import { orderLabel, readOptionSign } from './paper-signs.ts';
import { rightByMarks } from './right-by-marks.ts';
import { splitOptions } from './split-options.ts';

/**
 * A question paper as it is written in Vietnam, and Aiken's format: numbered questions or blocks, options by letters on lines of
 * their own, side by side or in a table, the right one marked, named below, or in a key at the end. SPEC Q8.
 */
export function readPaper(blocks: readonly PaperBlock[]): RawFile {
  const parts = blocks.map((block) => ('rows' in block ? readTable(block) : { lines: [block] }));
  const collector = new GroupCollector(parts.flatMap((part) => ('lines' in part ? part.lines : [])));
  const ready: { after: number; questions: RawQuestion[]; notes: readonly FileNote[] }[] = [];
  for (const part of joinLines(parts)) {
    if ('lines' in part) collector.add(part.lines);
    else if ('key' in part) collector.addKey(part.key);
    else {
      collector.close();
      ready.push({ after: collector.groups.length, ...part });
    }
  }
  const isUnplaced = (group: PaperGroup) => group.number === null && !group.hasOptions && group.answer === null;
  const numbers = collector.groups.map((group) => group.number);
  const isUnique = new Set(numbers).size === numbers.length;
  const questions = collector.groups.flatMap((group, at) => {
    const before = ready.filter((each) => each.after === at).flatMap((each) => each.questions);
    if (isUnplaced(group)) return before;
    return [...before, readGroup(group, collector.key.get(isUnique && group.number !== null ? group.number : at + 1))];
  });
  const last = ready.filter((each) => each.after === collector.groups.length).flatMap((each) => each.questions);
  const unplaced = [...collector.unplaced, ...collector.groups.filter(isUnplaced).flatMap((group) => group.lines)];
  const notes = unplaced.flatMap((line) => [
    unplacedNote(line),
    ...(line.notes ?? []).map((note) => ({ ...note, line: line.line })),
  ]);
  return { questions: [...questions, ...last], notes: [...notes, ...ready.flatMap((each) => each.notes)] };
}

const unplacedNote = ({ line, text }: PaperLine): FileNote => ({
  reason: 'text_unplaced',
  severity: 'warned',
  value: text,
  line,
});

type Part = { lines: readonly PaperLine[] } | { key: ReadonlyMap<number, KeyEntry> } | RawFile;

/** Lines that only the division into blocks separates are one run. */
function joinLines(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  let run: PaperLine[] = [];
  for (const part of parts) {
    if ('lines' in part) run.push(...part.lines);
    else {
      joined.push({ lines: run }, part);
      run = [];
    }
  }
  return [...joined, { lines: run }];
}

/** A table is one of questions, a key, or a way to lay out what could stand in lines. */
function readTable(table: PaperTable): Part {
  const rows = table.rows.map((cells) => ({
    line: cells.flat()[0]?.line ?? table.line,
    cells: cells.map((lines) =>
      lines
        .map((each) => each.text)
        .join(' ')
        .trim(),
    ),
  }));
  const questions = readQuestionTable(rows);
  if (questions) return questions;
  const key = readKeyTable(table);
  return key ? { key } : { lines: layOut(table) };
}

/** Cells row by row; a letter that has a cell of its own is joined with the next; options in columns are sorted by letter. */
function layOut(table: PaperTable): PaperLine[] {
  const cells = table.rows.flatMap((row) => joinLetters(row.filter((lines) => lines.length > 0)));
  const places = cells.map((lines) => readOptionSign(lines[0]?.text ?? '')?.place ?? -1);
  const isOptions = !places.includes(-1) && new Set(places).size === places.length;
  if (isOptions)
    return cells
      .map((lines, at) => ({ lines, place: places[at] ?? 0 }))
      .sort((a, b) => a.place - b.place)
      .flatMap((each) => each.lines);
  return cells.flat();
}

function joinLetters(cells: readonly (readonly PaperLine[])[]): (readonly PaperLine[])[] {
  const joined: (readonly PaperLine[])[] = [];
  for (let at = 0; at < cells.length; at++) {
    const lines = cells[at] ?? [];
    const [letter, ...more] = lines;
    const next = cells[at + 1]?.[0];
    if (letter && next && more.length === 0 && /^\s*\*?[A-F]\s*[.)]?\s*$/u.test(letter.text)) {
      joined.push([joinTwo(letter, next), ...(cells[at + 1] ?? []).slice(1)]);
      at += 1;
    } else joined.push(lines);
  }
  return joined;
}

function joinTwo(letter: PaperLine, text: PaperLine): PaperLine {
  const start = letter.text.trim().replace(/[.)]?$/, '. ');
  const drawn = new Uint8Array(start.length + text.text.length);
  if (letter.drawn) drawn.fill(letter.drawn[letter.text.search(/\S/)] ?? 0, 0, start.length);
  if (text.drawn) drawn.set(text.drawn, start.length);
  return { ...letter, text: start + text.text, drawn };
}

function readGroup(group: PaperGroup, entry: KeyEntry | undefined): RawQuestion {
  const { stem, options, outOfOrder } = splitOptions(group.lines);
  const notes: Note[] = group.lines.flatMap((line) => (line.notes ?? []).map((note) => ({ ...note, line: line.line })));
  const optionsFrom = group.lines.findIndex((line) => readOptionSign(line.text) !== null);
  const unsure = group.lines.find(
    (line, at) => optionsFrom !== -1 && at >= optionsFrom && line.notes?.some(({ media }) => media),
  );
  if (unsure) notes.push({ reason: 'media_place_unsure', severity: 'warned', line: unsure.line });
  if (outOfOrder) notes.push(refused('letters_out_of_order'));
  const said = group.answer ?? entry?.answer ?? null;
  const answer = options.length === 0 ? readOpen(said, notes) : readClosed(group, options, entry, notes);
  const document = group.source || (entry?.source ?? '');
  return {
    line: group.line,
    text: stem,
    answer,
    notes,
    topic: group.topic,
    difficulty: readDifficulty(group.difficulty || group.beside),
    source: { document, clause: '', date: null, validTo: null },
    explanation: group.explanation.join(' ') || (entry?.explanation ?? ''),
  };
}

type Options = ReturnType<typeof splitOptions>['options'];

/** What is said below the options or in the key counts; a mark that says otherwise makes the question nobody's to decide. */
function readClosed(group: PaperGroup, options: Options, entry: KeyEntry | undefined, notes: Note[]): RawAnswer {
  const texts = options.map((each) => each.text);
  const said = group.answer ?? entry?.answer ?? null;
  if (said?.startsWith(orderLabel)) {
    const right = readOrderCell(said.slice(orderLabel.length), options.length);
    if (right === null) notes.push(refused('answer_unknown', said));
    return { kind: 'order', options: texts, right: right ?? [] };
  }
  const marked = rightByMarks(options);
  const named = said === null ? null : readAnswerCell(said, texts);
  const read = named ?? marked;
  if ('problem' in read) notes.push(refused(read.problem, said ?? ''));
  const inKey = group.answer === null || entry === undefined ? null : readAnswerCell(entry.answer, texts);
  const others = [
    inKey && 'right' in inKey ? inKey.right : null,
    'right' in marked && marked.sure ? marked.right : null,
  ];
  const differs = others.some((other) => other !== null && 'right' in read && !isSame(other, read.right));
  if (differs) notes.push(refused('answer_ambiguous', said ?? ''));
  const right = 'right' in read ? read.right : new Set<number>();
  return { kind: 'choice', options: texts.map((text, at) => ({ text, right: right.has(at) })), several: null };
}

const isSame = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));

/** Without options: true or false, a number ("12 ± 0,5"), or spellings, which stand in quotes where they could be a number. */
function readOpen(said: string | null, notes: Note[]): RawAnswer | null {
  const text = said?.trim() ?? '';
  if (text === '') {
    notes.push(refused('kind_unsupported', 'essay'));
    return null;
  }
  if (isQuoted(text)) return { kind: 'text', accepted: readSpellings(text) };
  if (trueFolded.has(foldText(text)) || falseFolded.has(foldText(text))) {
    const isTrue = trueFolded.has(foldText(text));
    const both = [
      { text: trueFalseWords.true, right: isTrue },
      { text: trueFalseWords.false, right: !isTrue },
    ];
    return { kind: 'choice', options: both, several: false };
  }
  const [value = '', tolerance = '0'] = text
    .replace(/[()]|sai số/giu, ' ')
    .split(/±|\+\/-|\s{2,}/u)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const numbers = [readTypedNumber(value), readTypedNumber(tolerance)];
  if (!numbers.includes(null)) return { kind: 'number', value: numbers[0] ?? null, tolerance: numbers[1] ?? null };
  return { kind: 'text', accepted: readSpellings(text) };
}
