import { drawQr } from '../../ui/draw-qr.ts';
import { drawStar, drawTeeth, drumRings } from '../../ui/drum-face.ts';
import { fillY, vessel } from '../../ui/participation/vessel-shape.ts';
import { type Pen, writeFitting } from '../../ui/write-fitting.ts';

export const pictureShapes = ['square', 'story'] as const;
export type PictureShape = (typeof pictureShapes)[number];
/** Text stands between these. Units: pixels of the picture. */
const [edge, right] = [76, 1004];

export type PictureWords = {
  host: string;
  contest: string;
  unit: string;
  rate: number | null; // null: figures are not for publishing yet
  targetRate: number | null;
  reached: boolean;
  big: string;
  under: string;
  call: string;
  until: string;
  scan: string;
  address: string;
  link: string;
  demo: string;
};

export const colours = {
  lacquer: '#1a0f0d',
  panel: '#2a1613',
  line: '#4a2a22',
  gold: '#e8b84a',
  pale: '#f6e3a8',
  ivory: '#fbf6ea',
  soft: '#d9c7b4',
  son: '#c8321f',
  jade: '#5cc79f',
};

/** A card in lacquer and gold, as a data URL of a PNG. The typeface is the page's own; nothing is fetched. SPEC U14. */
export async function drawPicture(words: PictureWords, shape: PictureShape): Promise<string> {
  const layout = layouts[shape];
  const { width, height } = layout;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('a canvas has a pen');
  const letters = Object.values(words).join('');
  await Promise.all([500, 700, 800].map((weight) => document.fonts.load(`${weight} 40px "Be Vietnam Pro"`, letters)));
  drawGround(pen, width, height);
  await drawParts(pen, words, layout);
  return canvas.toDataURL('image/png');
}

function drawGround(pen: Pen, width: number, height: number): void {
  pen.fillStyle = colours.lacquer;
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.translate(width * 0.86, height * 0.12);
  pen.scale(6.4, 6.4);
  pen.strokeStyle = colours.line;
  pen.fillStyle = colours.line;
  for (const ring of drumRings) {
    pen.lineWidth = 0.6;
    for (const radius of [ring.radius - ring.width / 2, ring.radius + ring.width / 2]) {
      pen.beginPath();
      pen.arc(0, 0, radius, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (ring.ornament === 'teeth') pen.fill(new Path2D(drawTeeth(ring)));
  }
  pen.fill(new Path2D(drawStar()));
  pen.restore();
  pen.strokeStyle = colours.gold;
  pen.lineWidth = 4;
  pen.strokeRect(28, 28, width - 56, height - 56);
}

/** Where each part stands in a shape, in pixels of the picture. */
type Layout = {
  width: number;
  height: number;
  head: { y: number; unitSize: number; unitLines: number };
  jar: { y: number; height: number };
  /** Left edge of the figures where the jar stands beside them. */
  besideJar: number;
  big: { y: number; size: number };
  under: { gap: number; size: number; lines: number };
  call: { gap: number; size: number; lines: number };
  code: { x: number; y: number; size: number };
  foot: { y: number; width: number; centred: boolean };
};

const layouts: Record<PictureShape, Layout> = {
  square: {
    width: 1080,
    height: 1080,
    head: { y: 74, unitSize: 62, unitLines: 2 },
    jar: { y: 372, height: 370 },
    besideJar: 420,
    big: { y: 372, size: 150 },
    under: { gap: 4, size: 38, lines: 1 },
    call: { gap: 22, size: 46, lines: 2 },
    code: { x: 780, y: 780, size: 226 },
    foot: { y: 790, width: 660, centred: false },
  },
  story: {
    width: 1080,
    height: 1920,
    head: { y: 170, unitSize: 76, unitLines: 3 },
    jar: { y: 620, height: 480 },
    besideJar: 500,
    big: { y: 640, size: 160 },
    under: { gap: 8, size: 42, lines: 2 },
    call: { gap: 30, size: 54, lines: 3 },
    code: { x: 360, y: 1200, size: 360 },
    foot: { y: 1610, width: 928, centred: true },
  },
};

/** Head above; the jar left and the figures right of it; the code below with what to do. */
async function drawParts(pen: Pen, words: PictureWords, layout: Layout): Promise<void> {
  const { big, under, call } = layout;
  drawHead(pen, words, layout.head);
  if (words.rate !== null) drawJar(pen, words, { x: edge, ...layout.jar });
  const left = words.rate === null ? edge : layout.besideJar;
  const line = { x: left, width: right - left };
  let y = writeFitting(pen, words.big, { ...line, ...big, weight: 800, lines: 1, colour: colours.gold });
  if (words.under)
    y = writeFitting(pen, words.under, { ...line, ...under, y: y + under.gap, weight: 500, colour: colours.soft });
  const callColour = words.reached ? colours.jade : colours.ivory;
  if (words.call) writeFitting(pen, words.call, { ...line, ...call, y: y + call.gap, weight: 700, colour: callColour });
  await drawQr(pen, words.link, layout.code);
  drawFoot(pen, words, { x: edge, ...layout.foot });
}

function drawHead(pen: Pen, words: PictureWords, at: { y: number; unitSize: number; unitLines: number }): void {
  const line = { x: edge, width: right - edge };
  let { y } = at;
  if (words.demo)
    y = writeFitting(pen, words.demo, { ...line, y, size: 26, weight: 700, lines: 1, colour: colours.soft }) + 4;
  y = writeFitting(pen, words.contest, { ...line, y, size: 36, weight: 700, lines: 2, colour: colours.pale });
  writeFitting(pen, words.unit, {
    ...line,
    y: y + 10,
    size: at.unitSize,
    weight: 800,
    lines: at.unitLines,
    colour: colours.ivory,
  });
}

function drawFoot(pen: Pen, words: PictureWords, at: { x: number; y: number; width: number; centred: boolean }): void {
  const line = { x: at.x, width: at.width, centred: at.centred };
  let y = writeFitting(pen, words.scan, { ...line, y: at.y, size: 44, weight: 700, lines: 2, colour: colours.ivory });
  y = writeFitting(pen, words.address, { ...line, y: y + 8, size: 36, weight: 500, lines: 1, colour: colours.pale });
  if (words.until)
    y = writeFitting(pen, words.until, { ...line, y: y + 12, size: 30, weight: 500, lines: 2, colour: colours.soft });
  writeFitting(pen, words.host, { ...line, y: y + 8, size: 24, weight: 500, lines: 1, colour: colours.soft });
}

type Jar = { rate: number | null; targetRate: number | null; reached: boolean };

/** The bronze vessel of the page, on the picture: filled from below, the target a line across it. Its field is 240 × 300. */
function drawJar(pen: Pen, { rate, targetRate, reached }: Jar, at: { x: number; y: number; height: number }): void {
  pen.save();
  pen.translate(at.x, at.y);
  pen.scale(at.height / 300, at.height / 300);
  const body = new Path2D(vessel.body);
  pen.lineJoin = 'round';
  pen.strokeStyle = '#c08a26';
  pen.lineWidth = 6;
  pen.stroke(new Path2D(vessel.handles));
  pen.fillStyle = '#2a1613';
  pen.fill(body);
  pen.save();
  pen.clip(body);
  const gold = pen.createLinearGradient(0, vessel.brim, 0, 300);
  gold.addColorStop(0, '#f0c766');
  gold.addColorStop(1, '#c08a26');
  pen.fillStyle = gold;
  pen.fillRect(0, fillY(rate ?? 0), 240, 300);
  pen.strokeStyle = 'rgb(26 15 13 / 45%)';
  pen.lineWidth = 7;
  pen.setLineDash([2, 5]);
  for (const band of vessel.bands) pen.stroke(new Path2D(band));
  pen.restore();
  pen.strokeStyle = '#e8b84a';
  pen.lineWidth = 4;
  pen.stroke(body);
  pen.fillStyle = '#1a0f0d';
  const rim = new Path2D(vessel.rim);
  pen.fill(rim);
  pen.stroke(rim);
  pen.save();
  pen.translate(120, 172);
  pen.fillStyle = '#c8321f';
  pen.strokeStyle = '#1a0f0d';
  pen.lineWidth = 1.5;
  const star = new Path2D(drawStar(34, 12));
  if (reached) pen.fill(star);
  else pen.stroke(star);
  pen.restore();
  if (targetRate !== null) {
    pen.strokeStyle = reached ? '#5cc79f' : '#fbf6ea';
    pen.lineWidth = 4;
    pen.setLineDash([10, 6]);
    pen.stroke(new Path2D(`M8 ${fillY(targetRate)}H232`));
  }
  pen.restore();
}
