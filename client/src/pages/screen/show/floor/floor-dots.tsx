import { useEffect, useRef } from 'react';
import styles from './page.module.css';
import { changesAtMs, type FloorField, type FloorPlan, lightMs } from './plan-floor.ts';

type Light = { x: number; y: number; lit: boolean; changesAt: number };
type FloorDotsProps = { plan: FloorPlan; field: FloorField; before: readonly boolean[]; after: readonly boolean[] };

/** Up to 20,000 lights on one canvas. While they change, each frame draws again only those that are changing. */
export function FloorDots({ plan, field, before, after }: FloorDotsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    const size = Math.min(field.width / plan.columns, field.height / plan.rows);
    const [left, top] = [(field.width - size * plan.columns) / 2, (field.height - size * plan.rows) / 2];
    const lights = after.map((lit, at) => ({
      x: left + ((at % plan.columns) + 0.5) * size,
      y: top + (Math.floor(at / plan.columns) + 0.5) * size,
      lit,
      changesAt: before[at] === lit ? -1 : changesAtMs(at),
    }));
    pen.clearRect(0, 0, field.width, field.height);
    const changing = lights.filter((light) => light.changesAt >= 0).sort((a, b) => a.changesAt - b.changesAt);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    for (const light of lights)
      drawLight(pen, light, size, Number(light.changesAt < 0 || still ? light.lit : !light.lit));
    if (still || changing.length === 0) return;
    let startedAt: number | null = null;
    let first = 0; // of those that are not done yet
    let frame = requestAnimationFrame(function next(now) {
      startedAt ??= now;
      const sinceMs = now - startedAt;
      for (let at = first; at < changing.length; at++) {
        const light = changing[at] as Light;
        const part = (sinceMs - light.changesAt) / lightMs;
        if (part <= 0) break;
        drawLight(pen, light, size, light.lit ? Math.min(1, part) : Math.max(0, 1 - part));
        if (part >= 1 && at === first) first += 1;
      }
      if (first < changing.length) frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [plan, field, before, after]);
  return <canvas ref={canvas} width={field.width} height={field.height} className={styles.dots} />;
}

/** `on`: 0 dark to 1 whole. A dark light stays seen: an empty place on the floor. */
function drawLight(pen: CanvasRenderingContext2D, { x, y }: Light, size: number, on: number): void {
  pen.clearRect(x - size / 2, y - size / 2, size, size);
  pen.fillStyle = '#2d1814';
  circle(pen, x, y, size * 0.36);
  if (on <= 0) return;
  pen.globalAlpha = on;
  pen.fillStyle = '#e8b84a';
  circle(pen, x, y, size * 0.42);
  if (size > 9) {
    pen.fillStyle = '#f9ebc0';
    circle(pen, x, y, size * 0.2);
  }
  pen.globalAlpha = 1;
}

function circle(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}
