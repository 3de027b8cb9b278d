import type { OldFont } from '@hoithi/shared/contract/question-file';
import { convertOldFont, oldFontOfName } from '../../documents/old-fonts.ts';
import { lost, type Note, refused, shown } from '../raw-question.ts';
import { childOf, textOf, type XmlElement } from '../read-xml.ts';
import { equationText } from './docx-equation.ts';
import { type DocxStyles, marksOf, type RunFormat, readFormat } from './docx-styles.ts';

/** Text with the marks of each character, and what could not be carried over. */
export type DocxParagraph = {
  text: string;
  drawn: Uint8Array;
  notes: Note[];
  font: OldFont | null;
  isTracked: boolean;
};

/** Elements that only wrap runs. `w:ins` and `w:moveTo` are tracked insertions. */
const wrappers = /^w:(?:hyperlink|smartTag|sdt|sdtContent|fldSimple|bdo|dir|customXml|ins|moveTo)$/;
const drawings = /^(?:w:drawing|w:pict|w:object|mc:AlternateContent)$/;

/** The bytes of a picture that the document names; null: it does not hold it. */
export type PictureOf = (id: string) => Uint8Array | null;

/** Reads one paragraph, its runs in the order they stand. */
export class ParagraphReader {
  private readonly texts: string[] = [];
  private readonly marksOfTexts: number[] = [];
  private readonly notes: Note[] = [];
  private readonly base: RunFormat;
  private readonly styles: DocxStyles;
  private readonly convert: OldFont | null;
  private readonly pictureOf: PictureOf;
  private font: OldFont | null = null;
  private isTracked = false;

  constructor(paragraph: XmlElement, styles: DocxStyles, convert: OldFont | null, pictureOf: PictureOf) {
    this.pictureOf = pictureOf;
    this.styles = styles;
    this.convert = convert;
    const properties = childOf(paragraph, 'w:pPr');
    this.base = styles.formatOf(properties && childOf(properties, 'w:pStyle')?.attributes['w:val']);
    this.readInside(paragraph);
  }

  /** `label`: what Word writes before the text; it is drawn in no special way. */
  read(label: string): DocxParagraph {
    const text = label + this.texts.join('');
    const drawn = new Uint8Array(text.length);
    let at = label.length;
    for (const [index, each] of this.texts.entries()) {
      drawn.fill(this.marksOfTexts[index] ?? 0, at, at + each.length);
      at += each.length;
    }
    return { text, drawn, notes: this.notes, font: this.font, isTracked: this.isTracked };
  }

  private readInside(element: XmlElement): void {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'w:r') this.readRun(child);
      else if (wrappers.test(child.name)) {
        if (child.name === 'w:ins' || child.name === 'w:moveTo') this.isTracked = true;
        this.readInside(child);
      } else if (child.name === 'w:del' || child.name === 'w:moveFrom') this.isTracked = true;
      else if (child.name === 'm:oMath' || child.name === 'm:oMathPara') this.addEquation(child);
      else if (drawings.test(child.name)) this.addDrawing(child);
    }
  }

  private readRun(run: XmlElement): void {
    const own = readFormat(childOf(run, 'w:rPr'));
    const format = { ...this.base, ...this.styles.formatOf(own.style), ...own };
    if (format.hidden) return;
    for (const child of run.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'w:t') this.addText(textOf(child), format);
      else if (child.name === 'w:tab' || child.name === 'w:ptab') this.add('\t', 0);
      else if (child.name === 'w:br' || child.name === 'w:cr') this.add('\n', 0);
      else if (child.name === 'w:noBreakHyphen') this.addText('-', format);
      else if (child.name === 'w:instrText' && /^\s*EQ\b/.test(textOf(child)))
        this.notes.push(refused('equation_unread'));
      else if (drawings.test(child.name)) this.addDrawing(child);
    }
  }

  private addText(text: string, format: RunFormat): void {
    const old = format.font === undefined ? null : oldFontOfName(format.font);
    if (old) this.font = old.font;
    this.add(old && this.convert !== null ? convertOldFont(text, old.font, old.capitals) : text, marksOf(format));
  }

  private add(text: string, mark: number): void {
    this.texts.push(text);
    this.marksOfTexts.push(mark);
  }

  private addEquation(element: XmlElement): void {
    const text = equationText(element);
    this.add(text, 0);
    this.notes.push(lost('equation_as_text', text));
  }

  private addDrawing(element: XmlElement): void {
    if (find(element, 'w:txbxContent'))
      this.notes.push(lost('text_box_left_out', textIn(find(element, 'w:txbxContent'))));
    else if (/^(?:Equation|MathType)/i.test(find(element, 'o:OLEObject')?.attributes.ProgID ?? ''))
      this.notes.push(refused('equation_unread'));
    else this.notes.push(...this.readPictures(element));
  }

  /** The pictures of a drawing; of a drawing that is written twice, for new and old programs, those of the new one. */
  private readPictures(element: XmlElement): Note[] {
    const inside = find(element, 'mc:Choice') ?? element;
    const ids = [
      ...findAll(inside, 'a:blip').map(({ attributes }) => attributes['r:embed']),
      ...(inside === element ? findAll(element, 'v:imagedata').map(({ attributes }) => attributes['r:id']) : []),
    ];
    const alt = find(element, 'wp:docPr')?.attributes.descr ?? find(element, 'v:shape')?.attributes.alt ?? '';
    const notes = ids.map((id) => {
      const bytes = this.pictureOf(id ?? '');
      return bytes ? shown({ kind: 'picture', bytes, alt }) : lost('picture_left_out');
    });
    return notes.length > 0 ? notes : [lost('picture_left_out')];
  }
}

function find(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const found = child.name === name ? child : find(child, name);
    if (found) return found;
  }
  return undefined;
}

const findAll = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) =>
    typeof child === 'string' ? [] : child.name === name ? [child] : findAll(child, name),
  );

const textIn = (element: XmlElement | undefined): string =>
  (element?.children ?? [])
    .map((each) => (typeof each === 'string' ? '' : each.name === 'w:t' ? textOf(each) : textIn(each)))
    .join('');
