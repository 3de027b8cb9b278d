import { newGroup, type PaperGroup } from './paper-group.ts';
import { type KeyEntry, readKeyText } from './paper-key.ts';
import { cutLine, type PaperLine } from './paper-line.ts';
import { type PaperSign, readOptionSign, readSign } from './paper-signs.ts';

const optionsInside = /(?:^|\s)\*?\(?A\)?\s?[.)]\s*\S.*\sB\s?[.)]/su;

/**
 * Divides the lines of a paper into its questions and its key. Where questions are numbered, a number begins one; everywhere a
 * text above a new option A does; and in a paper without numbers a text after an answer or an empty line.
 */
export class GroupCollector {
  readonly groups: PaperGroup[] = [];
  readonly key = new Map<number, KeyEntry>();
  /** Lines that belong to no question. */
  readonly unplaced: PaperLine[] = [];
  private current: PaperGroup | null = null;
  private topic = '';
  private inKey = false;
  private lastPlain = 0;
  private readonly isNumbered: boolean;
  private readonly isPlainNumbered: boolean;

  constructor(all: readonly PaperLine[]) {
    const signs = all.map((line) => readSign(line.text).sign);
    this.isNumbered = signs.includes('number');
    this.isPlainNumbered = !this.isNumbered && signs.includes('plain-number');
  }

  /** Lines that stand one after another; tables between them come in calls of their own. */
  add(lines: readonly PaperLine[]): void {
    const restarts = findRestarts(lines);
    for (const [at, line] of lines.entries()) this.addLine(line, restarts[at] ?? false);
  }

  addKey(entries: ReadonlyMap<number, KeyEntry>): void {
    for (const [number, entry] of entries) this.key.set(number, entry);
    this.current = null;
  }

  /** A question that stands complete in a table ends the one above it. */
  close(): void {
    this.current = null;
  }

  private addLine(line: PaperLine, restarts: boolean): void {
    const pairs = readKeyText(line.text, line.line);
    if (pairs && (this.inKey || this.isKeyLine(pairs))) {
      this.addKey(pairs);
      this.inKey = true;
      return;
    }
    const sign = readSign(line.text);
    if (this.inKey && !restarts && this.readKeyLine(line)) return;
    if (this.begins(line, sign)) return;
    const { current } = this;
    if (sign.sign === 'empty' || (sign.sign === 'key-title' && this.groups.length === 0)) return;
    if (sign.sign === 'key-title') this.leave(true);
    else if (sign.sign === 'section') this.leave(false);
    else if (sign.sign === 'topic') {
      this.leave(false);
      this.topic = sign.text;
    } else if (
      sign.sign === 'answer' ||
      sign.sign === 'explanation' ||
      sign.sign === 'source' ||
      sign.sign === 'difficulty'
    ) {
      if (current) addBeside(current, sign.sign, sign.text, line);
      else this.unplaced.push(line);
    } else this.addText(line, restarts);
  }

  /** In the key: "Câu 3: B. Công an", "4. 2023". Only numbers of questions that stand above are keys. */
  private readKeyLine({ text, line }: PaperLine): boolean {
    const [, number, answer = ''] = /^\s*(?:câu\s*)?(\d{1,4})\s*[.:)–-]\s*(?:chọn\s*)?(\S.{0,200})$/iu.exec(text) ?? [];
    const own = this.groups.find((group) => group.number === Number(number));
    if (number === undefined || !own || optionsInside.test(text)) return false;
    const letters = /^([A-F](?:\s*,\s*[A-F])*)\s*(?:[.:)–-].*)?$/u.exec(answer)?.[1];
    this.key.set(own.number ?? 0, { answer: letters ?? answer, explanation: '', source: '', line });
    return true;
  }

  /** Several pairs on a line, or numbers of questions that stand above already. */
  private isKeyLine(pairs: ReadonlyMap<number, KeyEntry>): boolean {
    if (this.groups.length === 0) return false;
    return pairs.size >= 3 || [...pairs.keys()].every((number) => this.groups.some((group) => group.number === number));
  }

  private begins(line: PaperLine, sign: PaperSign): boolean {
    if (sign.sign === 'number') {
      this.start(newGroup(line.line, sign.number, this.topic, sign.beside), cutLine(line, sign.at));
      return true;
    }
    if (sign.sign !== 'plain-number' || !this.isPlainNumbered) return false;
    if (sign.number !== this.lastPlain + 1 && sign.number !== 1 && this.lastPlain !== 0) return false;
    this.lastPlain = sign.number;
    this.start(newGroup(line.line, sign.number, this.topic), cutLine(line, sign.at));
    return true;
  }

  private start(group: PaperGroup, line: PaperLine): void {
    this.inKey = false;
    this.groups.push(group);
    this.current = group;
    addBody(group, line);
  }

  private leave(inKey: boolean): void {
    this.current = null;
    this.inKey = inKey;
  }

  private addText(line: PaperLine, restarts: boolean): void {
    const { current } = this;
    if (this.inKey) return;
    if (line.text.trim() === '') {
      (current?.lines ?? this.unplaced).push(line);
      return;
    }
    const isOption = readOptionSign(line.text) !== null;
    if (current === null) {
      if (restarts || isOption || !(this.isNumbered || this.isPlainNumbered))
        this.start(newGroup(line.line, null, this.topic), line);
      else if (this.groups.length > 0) this.unplaced.push(line);
      return;
    }
    const isOver = current.hasOptions || current.answer !== null;
    if (isOver && this.startsAnother(current, line, isOption, restarts))
      this.start(newGroup(line.line, null, this.topic), line);
    else if (current.last === 'explanation' && !isOption) current.explanation.push(line.text);
    else if (current.last === 'answer' && !isOption) this.unplaced.push(line);
    else if (!isOver && line.afterGap && !isOption && current.number === null && current.lines.length > 0)
      this.start(newGroup(line.line, null, this.topic), line);
    else addBody(current, line);
  }

  private startsAnother(current: PaperGroup, line: PaperLine, isOption: boolean, restarts: boolean): boolean {
    if (isOption) return current.answer !== null;
    if (restarts || optionsInside.test(line.text)) return true;
    const isFree = !this.isNumbered && !this.isPlainNumbered;
    return isFree && (line.afterGap || current.last === 'answer');
  }
}

function addBody(group: PaperGroup, line: PaperLine): void {
  group.lines.push(line);
  group.last = 'body';
  group.hasOptions ||= readOptionSign(line.text)?.place === 0 || optionsInside.test(line.text);
}

function addBeside(
  group: PaperGroup,
  sign: 'answer' | 'explanation' | 'source' | 'difficulty',
  text: string,
  line: PaperLine,
): void {
  if (sign === 'answer') group.answer = text;
  else if (sign === 'explanation') group.explanation.push(text);
  else if (sign === 'source') group.source = text;
  else group.difficulty = text;
  group.last = sign === 'explanation' ? 'explanation' : 'answer';
  if (line.notes) group.lines.push({ ...line, text: '' });
}

/** Of each line: whether the next line that begins with the letter of an option, before any number, begins with A. */
function findRestarts(lines: readonly PaperLine[]): boolean[] {
  const restarts = Array.from(lines, () => false);
  let next: number | null = null;
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    restarts[at] = next === 0;
    if (!line) continue;
    const place = readOptionSign(line.text)?.place;
    if (place !== undefined) next = place;
    else if (!['text', 'plain-number', 'empty'].includes(readSign(line.text).sign)) next = null;
  }
  return restarts;
}
