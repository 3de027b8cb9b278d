import { drawStar } from '../../ui/drum-face.ts';
import { fillY, vessel } from '../public/participation/vessel-shape.ts';
import type { Pen } from './write-fitting.ts';

type Jar = { rate: number | null; targetRate: number | null; reached: boolean };

/** The bronze jar of the page, on the picture: filled from below, the target a line across it. Its field is 240 × 300. */
export function drawJar(
  pen: Pen,
  { rate, targetRate, reached }: Jar,
  at: { x: number; y: number; height: number },
): void {
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
