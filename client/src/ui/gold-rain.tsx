import { useEffect, useRef } from 'react';
import styles from './gold-rain.module.css';

/** The canvas is half as fine as the picture: a small machine draws it sixty times a second. */
const [width, height] = [960, 540];
const flakesMax = 150;
/** From here on the leaves fall ever slower, and from there on they hang in the air for the photographers. Units: ms. */
const slowsAtMs = 11_000;
const hangsAtMs = 16_000;
const fadeInMs = 1_200;

type Flake = {
  x: number;
  y: number;
  size: number;
  fall: number;
  sway: number;
  turn: number;
  phase: number;
  pale: boolean;
};

/** Gold leaf that rains, slows down and stays in the air. `still`: it hangs from the beginning. Decoration alone. */
export function GoldRain({ still }: { still: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    const flakes = scatter();
    const colours = [readColour('--leaf', '#e8b84a'), readColour('--gold-pale', '#f6e3a8')] as const;
    if (still || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      draw(pen, flakes, hangsAtMs, colours);
      return;
    }
    let startedAt: number | null = null;
    let before = 0;
    let frame = requestAnimationFrame(function next(now) {
      startedAt ??= now;
      const sinceMs = now - startedAt;
      move(flakes, Math.min(50, sinceMs - before) * paceAt(sinceMs));
      before = sinceMs;
      draw(pen, flakes, sinceMs, colours);
      if (sinceMs < hangsAtMs) frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [still]);
  return (
    <div className={styles.rain} aria-hidden="true">
      <canvas ref={canvas} width={width} height={height} />
    </div>
  );
}

/** 1 while it rains, 0 once it hangs. */
const paceAt = (sinceMs: number): number =>
  Math.max(0, 1 - Math.max(0, sinceMs - slowsAtMs) / (hangsAtMs - slowsAtMs)) ** 1.5;

function readColour(name: string, otherwise: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || otherwise;
}

/** Spread evenly by the golden ratio, so that no part of the picture stays empty and none is crowded. */
function scatter(): Flake[] {
  const part = (n: number) => n - Math.floor(n);
  return Array.from({ length: flakesMax }, (_, at) => {
    const chance = part(Math.sin(at * 12.9898) * 43_758.5453);
    return {
      x: part(at * 0.618_034) * width,
      y: part(at * 0.754_878 + chance * 0.2) * height,
      size: 3 + chance * 6,
      fall: 0.045 + part(chance * 7) * 0.075,
      sway: 4 + part(chance * 13) * 14,
      turn: 0.001 + part(chance * 17) * 0.003,
      phase: chance * 40,
      pale: at % 3 === 0,
    };
  });
}

function move(flakes: Flake[], ms: number): void {
  for (const flake of flakes) {
    flake.y += flake.fall * ms;
    flake.phase += flake.turn * ms;
    if (flake.y > height + 12) flake.y -= height + 24;
  }
}

/** A leaf is a small rectangle that turns: its breadth goes and comes, and a broad side shines. */
function draw(
  pen: CanvasRenderingContext2D,
  flakes: readonly Flake[],
  sinceMs: number,
  colours: readonly [string, string],
): void {
  pen.clearRect(0, 0, width, height);
  const come = Math.min(1, sinceMs / fadeInMs);
  for (const { x, y, size, sway, phase, pale } of flakes) {
    const breadth = Math.cos(phase * 2.3);
    pen.globalAlpha = come * (0.45 + 0.5 * Math.abs(breadth));
    pen.fillStyle = colours[pale ? 1 : 0];
    pen.setTransform(
      Math.cos(phase) * breadth,
      Math.sin(phase) * breadth,
      -Math.sin(phase),
      Math.cos(phase),
      x + Math.sin(phase) * sway,
      y,
    );
    pen.fillRect(-size / 2, -size / 2, size, size * 1.25);
  }
  pen.setTransform(1, 0, 0, 1, 0, 0);
}
