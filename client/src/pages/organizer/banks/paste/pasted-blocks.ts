import { drawnAs, type PastedBlock, type PastedLine } from '@hoithi/shared/contract/question-paste';

/**
 * Reads what Word, a browser or this page shows as the lines and tables of a question paper, each piece of text with how it is
 * drawn. Nothing of it is shown or run: the text and five signs alone are taken. SPEC Q16.
 */

type Piece = PastedLine['pieces'][number];
const ownLine = /^(P|DIV|LI|H[1-6]|BLOCKQUOTE|PRE|SECTION|ARTICLE|HEADER|FOOTER|DT|DD|UL|OL|CENTER)$/;
const unread = /^(STYLE|SCRIPT|HEAD|TITLE|META|LINK|NOSCRIPT|TEMPLATE|OBJECT|IFRAME)$/;

export function blocksOfHtml(html: string): PastedBlock[] {
  return blocksOfElement(new DOMParser().parseFromString(html, 'text/html').body);
}

export function blocksOfElement(root: Element): PastedBlock[] {
  const reader = new PasteReader();
  reader.readInside(root, 0);
  return reader.end();
}

class PasteReader {
  private readonly blocks: PastedBlock[] = [];
  private pieces: Piece[] = [];
  private pictures = 0;
  private gap = false;

  readInside(element: Element, drawn: number): void {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) this.addText(node.textContent ?? '', drawn, isKept(element));
      else if (node instanceof Element) this.readElement(node, drawn);
    }
  }

  end(): PastedBlock[] {
    this.endLine();
    return this.blocks;
  }

  private readElement(element: Element, inherited: number): void {
    const { tagName } = element;
    if (unread.test(tagName)) return;
    const drawn = drawnBy(element, inherited);
    if (tagName === 'BR') {
      this.endLine(true);
      return;
    }
    if (tagName === 'IMG') {
      this.pictures += 1;
      return;
    }
    if (tagName === 'TABLE') {
      this.endLine();
      this.blocks.push({ rows: rowsOf(element, drawn) });
      this.gap = false;
      return;
    }
    if (!ownLine.test(tagName)) {
      this.readInside(element, drawn);
      return;
    }
    this.endLine();
    const label = labelOf(element);
    if (label !== '') this.pieces.push({ text: label, drawn: 0 });
    this.readInside(element, drawn);
    this.endLine(tagName === 'P' || tagName === 'DIV');
  }

  /** A line break of the source is a blank, but where an element keeps them. */
  private addText(text: string, drawn: number, kept: boolean): void {
    const lines = kept ? text.split('\n') : [text.replace(/[\n\r]+/g, ' ')];
    for (const [at, line] of lines.entries()) {
      if (at > 0) this.endLine(true);
      const clean = line.replaceAll('\u00a0', ' ');
      if (clean !== '') this.pieces.push({ text: clean, drawn });
    }
  }

  private endLine(isParagraph = false): void {
    const text = this.pieces.map((piece) => piece.text).join('');
    if (text.trim() !== '' || this.pictures > 0) {
      this.blocks.push({ pieces: joinAlike(this.pieces), gap: this.gap, pictures: this.pictures });
      this.gap = false;
    } else if (isParagraph) this.gap = true;
    this.pieces = [];
    this.pictures = 0;
  }
}

const isKept = (element: Element): boolean =>
  element.tagName === 'PRE' || /white-space:\s*pre/i.test(element.getAttribute('style') ?? '');

function joinAlike(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.drawn === piece.drawn) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}

function rowsOf(table: Element, drawn: number): PastedLine[][][] {
  const own = (row: Element) => row.closest('table') === table;
  return [...table.querySelectorAll('tr')].filter(own).map((row) =>
    [...row.children]
      .filter(({ tagName }) => tagName === 'TD' || tagName === 'TH')
      .map((cell) => {
        const reader = new PasteReader();
        reader.readInside(cell, drawnBy(cell, drawn) & ~(cell.tagName === 'TH' ? drawnAs.bold : 0));
        return reader.end().flatMap((block) => ('rows' in block ? block.rows.flat(2) : [block]));
      }),
  );
}

/** What a browser writes before an item of a list, which is not in its text: "A. ", "3. ". */
function labelOf(element: Element): string {
  const list = element.tagName === 'LI' ? element.parentElement : null;
  if (list?.tagName !== 'OL') return '';
  const place = [...list.children].filter((each) => each.tagName === 'LI').indexOf(element);
  const number = place + (Number(list.getAttribute('start')) || 1);
  const type = `${list.getAttribute('type') ?? ''} ${list.getAttribute('style') ?? ''} ${element.getAttribute('style') ?? ''}`;
  const isAlpha = /^a\b|\ba\b|lower-alpha|upper-alpha|lower-latin|upper-latin/i.test(type.trim());
  return isAlpha && number <= 26 ? `${String.fromCharCode(64 + number)}. ` : `${number}. `;
}

const byTag: Readonly<Record<string, number>> = {
  B: drawnAs.bold,
  STRONG: drawnAs.bold,
  U: drawnAs.underline,
  INS: drawnAs.underline,
  I: drawnAs.italic,
  EM: drawnAs.italic,
  MARK: drawnAs.highlight,
};

/** How an element draws what is in it, on what its parents do. */
function drawnBy(element: Element, inherited: number): number {
  let drawn = inherited | (byTag[element.tagName] ?? 0);
  const style = element.getAttribute('style') ?? '';
  const set = (mark: number, is: boolean | null): void => {
    if (is !== null) drawn = is ? drawn | mark : drawn & ~mark;
  };
  set(drawnAs.bold, isBold(styleValue(style, 'font-weight')));
  set(drawnAs.italic, matches(styleValue(style, 'font-style'), /italic|oblique/i));
  const line = styleValue(style, 'text-decoration(?:-line)?');
  if (line !== null && element.tagName !== 'A') set(drawnAs.underline, /underline/i.test(line));
  const ground = styleValue(style, 'background(?:-color)?') ?? styleValue(style, 'mso-highlight');
  if (ground !== null)
    set(drawnAs.highlight, !/none|transparent|white|initial|inherit|auto|#fff\b|#ffffff|255, ?255, ?255/i.test(ground));
  const colour = styleValue(style, 'color') ?? element.getAttribute('color');
  if (colour !== null && element.tagName !== 'A') set(drawnAs.colour, isColour(colour));
  return drawn;
}

/** The last value of a property in a style; null: it says nothing. */
function styleValue(style: string, property: string): string | null {
  const found = [...style.matchAll(new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, 'gi'))];
  return found.at(-1)?.[1]?.trim() ?? null;
}
const matches = (value: string | null, pattern: RegExp): boolean | null =>
  value === null ? null : pattern.test(value);
const isBold = (value: string | null): boolean | null =>
  value === null ? null : /bold|[6-9]00/i.test(value) && !/normal/i.test(value);

/** Something else than the black of a text. */
function isColour(value: string): boolean {
  if (/black|windowtext|auto|inherit|initial|currentcolor/i.test(value)) return false;
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value.trim())?.[1];
  const parts = hex
    ? (hex.length === 3 ? [...hex].map((each) => each + each) : (hex.match(/../g) ?? [])).map((each) =>
        Number.parseInt(each, 16),
      )
    : (/rgba?\(([^)]+)\)/.exec(value)?.[1] ?? '').split(',').map(Number);
  return parts.length < 3 || parts.slice(0, 3).some((each) => each > 80);
}
