/** Colours as sRGB in hexadecimal, `#c8321f`. */
type Three = readonly [number, number, number];

const parse = (hex: string): Three => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
};
const toLinear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const fromLinear = (part: number): number =>
  part <= 0.0031308 ? part * 12.92 : 1.055 * Math.max(part, 0) ** (1 / 2.4) - 0.055;

const luminance = (hex: string): number => {
  const [red, green, blue] = parse(hex).map(toLinear) as unknown as Three;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast of two colours, 1 to 21. Source: WCAG 2.2, relative luminance and contrast ratio. */
export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** A colour by lightness, chroma and hue as the eye sees them. Source: Ottosson, Oklab (2020). */
type Seen = { light: number; a: number; b: number };

function toSeen(hex: string): Seen {
  const [red, green, blue] = parse(hex).map(toLinear) as unknown as Three;
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    light: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

function linearOf({ light, a, b }: Seen): Three {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const fits = (three: Three): boolean => three.every((part) => part >= -0.0005 && part <= 1.0005);

/** The colour of this lightness and hue with as much of the chroma as a screen can show. */
function fromSeen({ light, a, b }: Seen): string {
  let shown = linearOf({ light, a, b });
  for (let share = 0.97; !fits(shown) && share > 0; share -= 0.03)
    shown = linearOf({ light, a: a * share, b: b * share });
  const bytes = shown.map((part) => Math.round(Math.min(1, Math.max(0, fromLinear(part))) * 255));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

const lightStep = 0.004;

/** The colour itself, or the nearest of the same hue, lighter or darker, that passes; null: none does. */
export function nearestThat(passes: (hex: string) => boolean, hex: string): string | null {
  if (passes(hex)) return hex;
  const seen = toSeen(hex);
  for (let apart = lightStep; apart <= 1; apart += lightStep)
    for (const light of [seen.light - apart, seen.light + apart]) {
      if (light < 0 || light > 1) continue;
      const tried = fromSeen({ ...seen, light });
      if (passes(tried)) return tried;
    }
  return null;
}

/** A colour moved towards a lightness, 0 black to 1 white, with its chroma fading alike. */
export function moveTowards(hex: string, light: number, share: number): string {
  const seen = toSeen(hex);
  const fade = light > seen.light ? 1 - share * 0.75 : 1 - share * 0.3;
  return fromSeen({ light: seen.light + (light - seen.light) * share, a: seen.a * fade, b: seen.b * fade });
}
