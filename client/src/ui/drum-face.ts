/**
 * The drum's face in numbers: a disc of radius 100, four rings from the rim inwards and a star of fourteen rays.
 * Source: the face of the Đông Sơn bronze drum.
 */
export type DrumRing = { radius: number; width: number; ornament: 'ladder' | 'circles' | 'teeth' };

export const drumRings: readonly DrumRing[] = [
  { radius: 89, width: 12, ornament: 'ladder' },
  { radius: 74, width: 13, ornament: 'circles' },
  { radius: 59.5, width: 11, ornament: 'teeth' },
  { radius: 47, width: 9, ornament: 'ladder' },
];
export const starPoints = 14;
const starOuter = 38;
const starInner = 13.5;

const at = (radius: number, turn: number): string => {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
};

/** The star as one closed path, a ray straight up. */
export function drawStar(outer = starOuter, inner = starInner): string {
  const corners = Array.from({ length: starPoints * 2 }, (_, i) =>
    at(i % 2 === 0 ? outer : inner, i / (starPoints * 2)),
  );
  return `M${corners.join('L')}Z`;
}

/** Small chevrons between the rays, as on the bronze. */
export function drawChevrons(): string {
  return Array.from({ length: starPoints }, (_, i) => {
    const turn = (i + 0.5) / starPoints;
    return `M${at(36.5, turn - 0.017)}L${at(28, turn)}L${at(36.5, turn + 0.017)}`;
  }).join('');
}

/** A band of teeth that point outwards. */
export function drawTeeth(ring: DrumRing, count = 56): string {
  const inner = ring.radius - ring.width * 0.28;
  const outer = ring.radius + ring.width * 0.3;
  return Array.from({ length: count }, (_, i) => {
    const turn = i / count;
    return `M${at(inner, turn)}L${at(outer, turn + 0.5 / count)}L${at(inner, turn + 1 / count)}Z`;
  }).join('');
}

/** A band of `count` small circles of one radius, as one path. */
export function drawCircles(ring: DrumRing, radius: number, count = 42): string {
  const arc = `a${radius} ${radius} 0 1 0`;
  return Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI;
    const x = ring.radius * Math.cos(angle) - radius;
    const y = ring.radius * Math.sin(angle);
    return `M${x.toFixed(2)} ${y.toFixed(2)}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0`;
  }).join('');
}

/** How much of each ring is still gold: the rim burns first, the innermost ring last. Units: 1 whole, 0 burnt. */
export function burnRings(progress: number): number[] {
  const left = Math.min(1, Math.max(0, progress)) * drumRings.length;
  return drumRings.map((_, i) => Math.min(1, Math.max(0, left - (drumRings.length - 1 - i))));
}
