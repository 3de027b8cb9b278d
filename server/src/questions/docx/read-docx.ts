import type { OldFont } from '@hoithi/shared/contract/question-file';
import { strFromU8 } from 'fflate';
import { convertOldFont, guessOldFont } from '../../documents/old-fonts.ts';
import { unpackZip } from '../../documents/unpack-zip.ts';
import type { PaperBlock, PaperLine } from '../paper/paper-line.ts';
import { type FileNote, lost } from '../raw-question.ts';
import { childOf, readXml, type XmlElement } from '../read-xml.ts';
import { DocxNumbering } from './docx-numbering.ts';
import { ParagraphReader } from './docx-paragraph.ts';
import { type DocxStyles, readStyles } from './docx-styles.ts';

export type DocxRead =
  | { blocks: PaperBlock[]; notes: FileNote[] }
  | { problem: 'document_unread' | 'xml_entities' | 'old_font'; value: string };

const main = 'word/document.xml';
const styles = 'word/styles.xml';
const numbering = 'word/numbering.xml';

/**
 * A Word document as the lines and tables of a question paper, with how each character is drawn. `line` counts paragraphs, those
 * in tables too. Tracked insertions are read, deletions are not; what cannot be carried over is reported. SPEC Q8, Q9.
 */
export function readDocx(file: Uint8Array, names: readonly string[], convert: OldFont | null): DocxRead {
  const document = readPart(file, main);
  if (!document || 'problem' in document) return document ?? { problem: 'document_unread', value: '' };
  const body = childOf(document, 'w:body');
  if (!body) return { problem: 'document_unread', value: '' };
  const [styleRoot, numberingRoot] = [styles, numbering].map((name) =>
    names.includes(name) ? readPart(file, name) : undefined,
  );
  const reader = new BodyReader(
    readStyles(styleRoot && 'children' in styleRoot ? styleRoot : undefined),
    new DocxNumbering(numberingRoot && 'children' in numberingRoot ? numberingRoot : undefined),
    convert,
  );
  const blocks = reader.read(body);
  const macros = names.some((name) => /vbaProject/i.test(name)) ? [{ ...lost('macros_left_out'), line: 0 }] : [];
  const font = reader.font ?? guessOldFont(textsOf(blocks));
  if (font !== null && convert === null) return { problem: 'old_font', value: font };
  // Text whose font is named is converted run by run; where none is, all of it is.
  const converted = font !== null && reader.font === null && convert !== null ? convertAll(blocks, convert) : blocks;
  const note = convert === null ? [] : [{ ...lost('converted', convert), line: 0 }];
  return { blocks: converted, notes: [...note, ...macros, ...reader.notes] };
}

function readPart(
  file: Uint8Array,
  name: string,
): XmlElement | { problem: 'document_unread' | 'xml_entities'; value: string } | undefined {
  try {
    const part = unpackZip(file, (each) => each.name === name)?.[name];
    if (!part) return undefined;
    const xml = readXml(strFromU8(part));
    if (!('problem' in xml)) return xml.root[0];
    return { problem: xml.problem === 'xml_entities' ? xml.problem : 'document_unread', value: xml.value };
  } catch {
    return undefined; // the library throws errors of any kind over a file that contradicts itself
  }
}

class BodyReader {
  readonly notes: FileNote[] = [];
  /** An old font that some run names. */
  font: OldFont | null = null;
  private readonly styles: DocxStyles;
  private readonly numbering: DocxNumbering;
  private readonly convert: OldFont | null;
  private paragraphs = 0;
  private isTracked = false;
  private isGap = true;

  constructor(docStyles: DocxStyles, docNumbering: DocxNumbering, convert: OldFont | null) {
    this.styles = docStyles;
    this.numbering = docNumbering;
    this.convert = convert;
  }

  read(body: XmlElement): PaperBlock[] {
    return body.children.flatMap((child): PaperBlock[] => {
      if (typeof child === 'string') return [];
      if (child.name === 'w:p') return this.readParagraph(child);
      if (child.name === 'w:tbl') return [{ line: this.paragraphs + 1, rows: this.readRows(child) }];
      if (child.name === 'w:altChunk')
        this.notes.push({ ...lost('embedded_document_left_out'), line: this.paragraphs });
      return /^(?:w:sdt|w:sdtContent|w:customXml|w:ins|w:moveTo)$/.test(child.name) ? this.read(child) : [];
    });
  }

  private readParagraph(paragraph: XmlElement): PaperLine[] {
    this.paragraphs += 1;
    const line = this.paragraphs;
    const properties = childOf(paragraph, 'w:pPr');
    const style = properties && childOf(properties, 'w:pStyle')?.attributes['w:val'];
    const list = (properties && childOf(properties, 'w:numPr')) ?? this.styles.numberingOf(style);
    const reader = new ParagraphReader(paragraph, this.styles, this.convert);
    const isEmpty = reader.read('').text.trim() === '';
    const { text, drawn, notes, font, isTracked } = reader.read(isEmpty ? '' : this.numbering.labelOf(list));
    this.font ??= font;
    if (isTracked && !this.isTracked) this.notes.push({ ...lost('tracked_changes'), line });
    this.isTracked ||= isTracked;
    const lines = divideLines(text, drawn, line, this.isGap);
    this.isGap = isEmpty;
    if (notes.length === 0) return lines;
    const [first, ...more] = lines;
    return [{ ...(first ?? { line, text: '', drawn: null, afterGap: false }), notes }, ...more];
  }

  private readRows(table: XmlElement): PaperLine[][][] {
    const rows = wrapped(table, 'w:tr').map((row) =>
      wrapped(row, 'w:tc').map((cell) =>
        this.read(cell).flatMap((block) => ('rows' in block ? block.rows.flat(2) : [block])),
      ),
    );
    this.isGap = false;
    return rows;
  }
}

/** Children of a name, those inside content controls too. */
const wrapped = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((each): XmlElement[] => {
    if (typeof each === 'string') return [];
    if (each.name === name) return [each];
    return /^(?:w:sdt|w:sdtContent|w:ins)$/.test(each.name) ? wrapped(each, name) : [];
  });

/** A paragraph with line breaks is several lines of one number. */
function divideLines(text: string, drawn: Uint8Array, line: number, afterGap: boolean): PaperLine[] {
  const lines: PaperLine[] = [];
  let at = 0;
  for (const part of text.split('\n')) {
    const own = drawn.subarray(at, at + part.length);
    if (part.trim() !== '')
      lines.push({
        line,
        text: part,
        drawn: own.some((mark) => mark !== 0) ? own : null,
        afterGap: afterGap && lines.length === 0,
      });
    at += part.length + 1;
  }
  return lines;
}

const linesOf = (block: PaperBlock): PaperLine[] => ('rows' in block ? block.rows.flat(2) : [block]);
const textsOf = (blocks: readonly PaperBlock[]): string[] => blocks.flatMap(linesOf).map((line) => line.text);

/** Marks stay with their characters as long as the conversion keeps the length; TCVN3 does, VNI joins two into one. */
function convertAll(blocks: readonly PaperBlock[], font: OldFont): PaperBlock[] {
  const convertLine = (line: PaperLine): PaperLine => {
    const { drawn } = line;
    if (drawn === null) return { ...line, text: convertOldFont(line.text, font) };
    const pieces = pieceByMark(line.text, drawn).map(({ text, mark }) => ({ text: convertOldFont(text, font), mark }));
    const marks = pieces.flatMap(({ text, mark }) => Array.from({ length: text.length }, () => mark));
    return { ...line, text: pieces.map((piece) => piece.text).join(''), drawn: Uint8Array.from(marks) };
  };
  return blocks.map((block) =>
    'rows' in block
      ? { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map(convertLine))) }
      : convertLine(block),
  );
}

/** Runs of characters that are drawn alike. */
function pieceByMark(text: string, drawn: Uint8Array): { text: string; mark: number }[] {
  const pieces: { text: string; mark: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const last = pieces.at(-1);
    const mark = drawn[at] ?? 0;
    if (last?.mark === mark) last.text += text.charAt(at);
    else pieces.push({ text: text.charAt(at), mark });
  }
  return pieces;
}
