export type Pen = CanvasRenderingContext2D;
export type Line = {
  x: number;
  y: number; // the upper edge
  width: number;
  size: number; // at most
  weight: number;
  lines: number; // at most
  colour: string;
  centred?: boolean;
};
const lineHeight = 1.28; // Vietnamese stacks marks
const sizeMin = 16;

/** Writes a text as large as its lines allow, smaller rather than cut. Answers the lower edge. Units: pixels. */
export function writeFitting(pen: Pen, text: string, line: Line): number {
  let { size } = line;
  let rows = [text];
  for (; size >= sizeMin; size -= 2) {
    pen.font = `${line.weight} ${size}px "Be Vietnam Pro", sans-serif`;
    rows = breakLines(text.normalize('NFC'), line.width, (each) => pen.measureText(each).width);
    if (rows.length <= line.lines && rows.every((row) => pen.measureText(row).width <= line.width)) break;
  }
  pen.fillStyle = line.colour;
  pen.textBaseline = 'alphabetic';
  pen.textAlign = line.centred ? 'center' : 'left';
  for (const [i, row] of rows.entries())
    pen.fillText(row, line.centred ? line.x + line.width / 2 : line.x, line.y + size * (i * lineHeight + 1.02));
  return line.y + size * lineHeight * rows.length;
}

/** Whole words into lines no wider than `width`; a word that is wider stands alone. */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}
