import { drawQr } from '../../../ui/draw-qr.ts';
import { drawStar } from '../../../ui/drum-face.ts';
import { type Pen, writeFitting } from '../../../ui/write-fitting.ts';

/** What the picture of a receipt says; everything is in the language of the page. */
export type ReceiptPicture = {
  host: string;
  title: string;
  contest: string;
  seal: string;
  rows: { name: string; value: string }[];
  state: string;
  good: boolean;
  stateWords: string;
  facts: { name: string; value: string }[];
  number: string;
  /** null: there is nothing to look up yet. */
  address: string | null;
  scan: string;
};
const width = 1080;
const edge = 84;
const inner = width - 2 * edge;
const colours = {
  paper: '#fffefb',
  ink: '#211a17',
  soft: '#6b5f57',
  line: '#d8cbb2',
  son: '#c8321f',
  good: '#1f7a5c',
  bad: '#8e1b12',
};

/** A receipt as a PNG, on paper with torn edges. Nothing is fetched but the page's own letters. SPEC Z9. */
export async function drawReceipt(words: ReceiptPicture): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = 4_000; // measured first, then drawn as high as it is
  const letters = JSON.stringify(words);
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 40px "Be Vietnam Pro"`, letters)));
  const measured = await drawAll(penOf(canvas), words);
  canvas.height = Math.ceil(measured + 70);
  const pen = penOf(canvas);
  drawPaper(pen, canvas.height);
  await drawAll(pen, words);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture was not made'))), 'image/png'),
  );
}

function penOf(canvas: HTMLCanvasElement): Pen {
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('a canvas has a pen');
  return pen;
}

function drawPaper(pen: Pen, height: number): void {
  pen.fillStyle = '#e7dcc6';
  pen.fillRect(0, 0, width, height);
  const [tooth, rim] = [17.2, 24]; // thirty teeth fit between the rims
  pen.beginPath();
  pen.moveTo(rim, rim);
  for (let x = rim; x < width - rim; x += 2 * tooth) {
    pen.lineTo(x + tooth, rim + tooth);
    pen.lineTo(x + 2 * tooth, rim);
  }
  const right = rim + 2 * tooth * Math.ceil((width - 2 * rim) / (2 * tooth));
  pen.lineTo(right, height - rim);
  for (let x = right; x > rim; x -= 2 * tooth) {
    pen.lineTo(x - tooth, height - rim - tooth);
    pen.lineTo(x - 2 * tooth, height - rim);
  }
  pen.closePath();
  pen.fillStyle = colours.paper;
  pen.fill();
}

/** Head, rows, seal, the log's part. Answers the lower edge. Units: pixels. */
async function drawAll(pen: Pen, words: ReceiptPicture): Promise<number> {
  const line = { x: edge, width: inner, centred: true, lines: 2 };
  let y = writeFitting(pen, words.host, { ...line, y: 84, size: 30, weight: 400, colour: colours.soft });
  y = writeFitting(pen, words.title, { ...line, y: y + 6, size: 58, weight: 700, colour: colours.ink });
  y = writeFitting(pen, words.contest, { ...line, y: y + 4, size: 34, weight: 700, lines: 3, colour: colours.ink });
  y = drawRule(pen, y + 26);
  for (const row of words.rows) y = drawRow(pen, row, y + 10);
  const sealY = y;
  y = drawRule(pen, y + 26);
  y = writeFitting(pen, words.state, {
    ...{ x: edge, width: inner - 270, lines: 2 },
    ...{ y: y + 24, size: 46, weight: 700, colour: words.good ? colours.good : colours.bad },
  });
  y = writeFitting(pen, words.stateWords, {
    ...{ x: edge, width: inner - 270, lines: 8, y: y + 6, size: 30, weight: 400, colour: colours.ink },
  });
  drawSeal(pen, words.seal, width - edge - 110, sealY + 150);
  y = Math.max(y, sealY + 290);
  for (const { name, value } of words.facts) {
    y = writeFitting(pen, name, {
      x: edge,
      width: inner,
      y: y + 14,
      size: 24,
      weight: 400,
      lines: 1,
      colour: colours.soft,
    });
    y = writeFitting(pen, halves(value), {
      x: edge,
      width: inner,
      y,
      size: 28,
      weight: 700,
      lines: 2,
      colour: colours.ink,
    });
  }
  if (words.address !== null) {
    const size = 420;
    await drawQr(pen, words.address, { x: (width - size) / 2, y: y + 30, size });
    y = writeFitting(pen, words.scan, { ...line, y: y + size + 36, size: 26, weight: 400, colour: colours.soft });
  }
  return writeFitting(pen, words.number, { ...line, y: y + 24, size: 24, weight: 400, colour: colours.soft });
}

/** A hash is one long word: it may be broken in the middle. */
const halves = (value: string): string =>
  value.length === 64 && !value.includes(' ') ? `${value.slice(0, 32)} ${value.slice(32)}` : value;

function drawRule(pen: Pen, y: number): number {
  pen.save();
  pen.strokeStyle = colours.line;
  pen.lineWidth = 4;
  pen.setLineDash([14, 10]);
  pen.beginPath();
  pen.moveTo(edge, y);
  pen.lineTo(width - edge, y);
  pen.stroke();
  pen.restore();
  return y;
}

function drawRow(pen: Pen, { name, value }: { name: string; value: string }, y: number): number {
  const left = writeFitting(pen, name, {
    x: edge,
    width: 330,
    y,
    size: 30,
    weight: 400,
    lines: 2,
    colour: colours.soft,
  });
  const right = writeFitting(pen, value, {
    ...{ x: edge + 350, width: inner - 350, y, size: 32, weight: 700, lines: 3, colour: colours.ink },
  });
  return Math.max(left, right);
}

/** The round red seal of the slip; its words run around the star. */
function drawSeal(pen: Pen, words: string, x: number, y: number): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(-0.24);
  pen.strokeStyle = colours.son;
  pen.fillStyle = colours.son;
  for (const [radius, stroke] of [
    [110, 7],
    [101, 2],
    [62, 3],
  ] as const) {
    pen.lineWidth = stroke;
    pen.beginPath();
    pen.arc(0, 0, radius, 0, 2 * Math.PI);
    pen.stroke();
  }
  pen.fill(new Path2D(drawStar(50, 18)));
  pen.font = '700 22px "Be Vietnam Pro", sans-serif';
  pen.textAlign = 'center';
  const letters = [...words.normalize('NFC')];
  const step = Math.min(0.26, (1.5 * Math.PI) / letters.length);
  for (const [at, letter] of letters.entries()) {
    pen.save();
    pen.rotate((at - (letters.length - 1) / 2) * step);
    pen.fillText(letter, 0, -74);
    pen.restore();
  }
  pen.restore();
}
