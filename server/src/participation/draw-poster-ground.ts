/** The ground of a poster: a frame of vermilion and gold, and a drum's face, faint, behind the code. Little ink. */
export function drawPosterGround(width: number, height: number): string {
  const middle = `translate(${width / 2} ${height * 0.5})`;
  const rings = [250, 228, 204, 178, 150].map(
    (radius, at) => `<circle r="${radius}" stroke-width="${at % 2 === 0 ? 6 : 1.5}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<g transform="${middle}" fill="none" stroke="#F7ECD0">${rings.join('')}<path d="${teeth(238, 212, 84)}" stroke-width="1.5"/></g>
<rect x="20" y="20" width="${width - 40}" height="${height - 40}" fill="none" stroke="#8E1B12" stroke-width="5"/>
<rect x="28" y="28" width="${width - 56}" height="${height - 56}" fill="none" stroke="#E8B84A" stroke-width="1.5"/>
${corners(width, height)}
</svg>`;
}

const at = (radius: number, turn: number): string => {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
};

/** A band of teeth that point outwards, as on the bronze. */
const teeth = (outer: number, inner: number, count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `M${at(inner, i / count)}L${at(outer, (i + 0.5) / count)}L${at(inner, (i + 1) / count)}`,
  ).join('');

/** The drum's star of fourteen rays at each corner of the frame. */
function corners(width: number, height: number): string {
  const star = `M${Array.from({ length: 28 }, (_, i) => at(i % 2 === 0 ? 13 : 5, i / 28)).join('L')}Z`;
  const places = [
    [24, 24],
    [width - 24, 24],
    [24, height - 24],
    [width - 24, height - 24],
  ];
  return places
    .map(
      ([x, y]) =>
        `<g transform="translate(${x} ${y})"><circle r="16" fill="#FFFFFF"/><path d="${star}" fill="#C8321F"/></g>`,
    )
    .join('');
}
