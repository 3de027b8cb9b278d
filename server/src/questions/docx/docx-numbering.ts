import { childOf, childrenOf, type XmlElement } from '../read-xml.ts';

type Level = { format: string; text: string; start: number };
type List = { abstractId: string; levels: ReadonlyMap<number, Level>; restarts: ReadonlyMap<number, number> };

const attributeOf = (element: XmlElement | undefined): string => element?.attributes['w:val'] ?? '';
const numberOf = (element: XmlElement | undefined, otherwise: number): number => {
  const number = Number(attributeOf(element));
  return attributeOf(element) === '' || !Number.isInteger(number) ? otherwise : number;
};

/**
 * The numbers and letters that Word writes before the paragraphs of a list: they stand in no text. "Câu 1." and "A." are often
 * made that way.
 */
export class DocxNumbering {
  private readonly lists: ReadonlyMap<string, List>;
  private readonly counters = new Map<string, number[]>();
  private readonly started = new Set<string>();

  constructor(root: XmlElement | undefined) {
    const abstracts = new Map(
      (root ? childrenOf(root, 'w:abstractNum') : []).map((each) => [
        each.attributes['w:abstractNumId'] ?? '',
        readLevels(each),
      ]),
    );
    this.lists = new Map(
      (root ? childrenOf(root, 'w:num') : []).map((num): [string, List] => {
        const abstractId = attributeOf(childOf(num, 'w:abstractNumId'));
        const overrides = childrenOf(num, 'w:lvlOverride');
        const levels = new Map([
          ...(abstracts.get(abstractId) ?? []),
          ...overrides.flatMap((each) => [...readLevels(each)]),
        ]);
        const restarts = overrides.flatMap((each): [number, number][] => {
          const start = childOf(each, 'w:startOverride');
          return start ? [[Number(each.attributes['w:ilvl']), numberOf(start, 1)]] : [];
        });
        return [num.attributes['w:numId'] ?? '', { abstractId, levels, restarts: new Map(restarts) }];
      }),
    );
  }

  /** What stands before the next paragraph of the list, with a blank after it; empty: nothing, or a bullet. */
  labelOf(numbering: XmlElement | undefined): string {
    const id = numbering ? attributeOf(childOf(numbering, 'w:numId')) : '';
    const list = this.lists.get(id);
    if (!numbering || !list) return '';
    const depth = Math.min(8, Math.max(0, numberOf(childOf(numbering, 'w:ilvl'), 0)));
    const counter = this.count(id, list, depth);
    const level = list.levels.get(depth);
    if (!level || level.format === 'bullet' || level.format === 'none') return '';
    const label = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return writeNumber(counter[at] ?? 1, list.levels.get(at)?.format ?? 'decimal');
    });
    return label.trim() === '' ? '' : `${label.trim()} `;
  }

  private count(id: string, list: List, depth: number): number[] {
    const counter = this.counters.get(list.abstractId) ?? [];
    this.counters.set(list.abstractId, counter);
    const isFirst = !this.started.has(`${id} ${depth}`);
    this.started.add(`${id} ${depth}`);
    const restart = isFirst ? list.restarts.get(depth) : undefined;
    const before = restart === undefined ? counter[depth] : restart - 1;
    counter[depth] = before === undefined ? (list.levels.get(depth)?.start ?? 1) : before + 1;
    counter.length = depth + 1; // levels below begin anew
    return counter;
  }
}

function readLevels(element: XmlElement): Map<number, Level> {
  return new Map(
    childrenOf(element, 'w:lvl').map((level) => [
      Number(level.attributes['w:ilvl']),
      {
        format: attributeOf(childOf(level, 'w:numFmt')) || 'decimal',
        text: attributeOf(childOf(level, 'w:lvlText')),
        start: numberOf(childOf(level, 'w:start'), 1),
      },
    ]),
  );
}

const roman: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function writeNumber(number: number, format: string): string {
  const letter = () =>
    String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.min(5, Math.floor((number - 1) / 26) + 1));
  if (format === 'upperLetter') return letter().toUpperCase();
  if (format === 'lowerLetter') return letter();
  if (format === 'upperRoman') return writeRoman(number).toUpperCase();
  return format === 'lowerRoman' ? writeRoman(number) : String(number);
}

function writeRoman(number: number): string {
  let [left, written] = [Math.min(number, 3_999), ''];
  for (const [value, letters] of roman)
    while (left >= value) {
      written += letters;
      left -= value;
    }
  return written;
}
