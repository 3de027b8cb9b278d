import type { OldFont } from '@hoithi/shared/contract/question-file';
import { strFromU8 } from 'fflate';
import { guessOldFont } from '../../documents/old-fonts.ts';
import { unpackZip } from '../../documents/unpack-zip.ts';
import { convertLines, textsOf } from '../paper/convert-lines.ts';
import type { PaperBlock, PaperLine } from '../paper/paper-line.ts';
import { type FileNote, lost } from '../raw-question.ts';
import { readRelations, relationsOf } from '../read-relations.ts';
import { childOf, readXml, type XmlElement } from '../read-xml.ts';
import { DocxNumbering } from './docx-numbering.ts';
import { ParagraphReader, type PictureOf } from './docx-paragraph.ts';
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
    findPictures(file, names),
  );
  const blocks = reader.read(body);
  const macros = names.some((name) => /vbaProject/i.test(name)) ? [{ ...lost('macros_left_out'), line: 0 }] : [];
  const font = reader.font ?? guessOldFont(textsOf(blocks));
  if (font !== null && convert === null) return { problem: 'old_font', value: font };
  // Text whose font is named is converted run by run; where none is, all of it is.
  const converted = font !== null && reader.font === null && convert !== null ? convertLines(blocks, convert) : blocks;
  const note = convert === null ? [] : [{ ...lost('converted', convert), line: 0 }];
  return { blocks: converted, notes: [...note, ...macros, ...reader.notes] };
}

function readPart(
  file: Uint8Array,
  name: string,
): XmlElement | { problem: 'document_unread' | 'xml_entities'; value: string } | undefined {
  try {
    const part = unpackPart(file, name);
    if (!part) return undefined;
    const xml = readXml(strFromU8(part));
    if (!('problem' in xml)) return xml.root[0];
    return { problem: xml.problem === 'xml_entities' ? xml.problem : 'document_unread', value: xml.value };
  } catch {
    return undefined; // the library throws errors of any kind over a file that contradicts itself
  }
}

/** Pictures by the ids that the document has for them; they are unpacked when the first is asked for. */
function findPictures(file: Uint8Array, names: readonly string[]): PictureOf {
  let media: Readonly<Record<string, Uint8Array>> | null = null;
  const relations = names.includes(relationsOf(main)) ? unpackPart(file, relationsOf(main)) : null;
  const parts = readRelations(relations, main);
  return (id) => {
    const part = parts.get(id)?.part;
    if (part === undefined) return null;
    media ??= unpackZip(file, ({ name }) => [...parts.values()].some((each) => each.part === name)) ?? {};
    return media[part] ?? null;
  };
}

function unpackPart(file: Uint8Array, part: string): Uint8Array | null {
  try {
    return unpackZip(file, ({ name }) => name === part)?.[part] ?? null;
  } catch {
    return null; // the library throws errors of any kind over a file that contradicts itself
  }
}

class BodyReader {
  readonly notes: FileNote[] = [];
  /** An old font that some run names. */
  font: OldFont | null = null;
  private readonly styles: DocxStyles;
  private readonly numbering: DocxNumbering;
  private readonly convert: OldFont | null;
  private readonly pictureOf: PictureOf;
  private paragraphs = 0;
  private isTracked = false;
  private isGap = true;

  constructor(docStyles: DocxStyles, docNumbering: DocxNumbering, convert: OldFont | null, pictureOf: PictureOf) {
    this.pictureOf = pictureOf;
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
    const reader = new ParagraphReader(paragraph, this.styles, this.convert, this.pictureOf);
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
