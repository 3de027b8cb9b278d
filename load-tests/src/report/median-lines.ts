import type { Line } from './report.ts';

const numbers = /\d+(?:\.\d+)?/g;
const skeletonOf = (figure: string): string => figure.replace(numbers, '#');

/**
 * One report of several runs: number by number the median, of an even count the lower one. A line that must not hide a
 * bad run (`worst`) takes the greatest instead. Lines of the same words are matched by their order. Lines whose figures
 * have other words in another run are printed one after the other.
 */
export function medianLines(runs: readonly (readonly Line[])[]): Line[] {
  const [first = []] = runs;
  if (runs.length < 2) return [...first];
  const byName = runs.map(figuresByName);
  return nameLines(first).map(([name, line]) => {
    const figures = byName.flatMap((own) => own.get(name) ?? []);
    const alike =
      figures.length === runs.length && figures.every((each) => skeletonOf(each) === skeletonOf(line.figure));
    return { ...line, figure: alike ? combine(figures, line.worst ?? false) : [...new Set(figures)].join('; then ') };
  });
}

/** Each line by its words and how many before it have the same. */
function nameLines(lines: readonly Line[]): [name: string, line: Line][] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const before = seen.get(line.what) ?? 0;
    seen.set(line.what, before + 1);
    return [`${before} ${line.what}`, line];
  });
}
const figuresByName = (lines: readonly Line[]): Map<string, string> =>
  new Map(nameLines(lines).map(([name, { figure }]) => [name, figure]));

function combine(figures: readonly string[], worst: boolean): string {
  const found = figures.map((figure) => figure.match(numbers) ?? []);
  let at = 0;
  return (figures[0] ?? '').replace(numbers, () => {
    const sorted = found.map((own) => own[at] ?? '0').sort((a, b) => Number(a) - Number(b));
    at++;
    return sorted[worst ? sorted.length - 1 : Math.floor((sorted.length - 1) / 2)] ?? '0';
  });
}
