import { marks } from '../paper/paper-line.ts';
import { childOf, childrenOf, type XmlElement } from '../read-xml.ts';

/** How a run of text is drawn, as far as it is said: undefined leaves it to the style below. */
export type RunFormat = {
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  highlight?: boolean;
  colour?: boolean;
  hidden?: boolean;
  font?: string;
  /** The run's own character style. */
  style?: string;
};
export type DocxStyles = {
  formatOf(styleId: string | undefined): RunFormat;
  numberingOf(styleId: string | undefined): XmlElement | undefined;
};

const value = (element: XmlElement | undefined): string | undefined => element?.attributes['w:val'];
const isOn = (element: XmlElement | undefined): boolean | undefined =>
  element === undefined ? undefined : !['0', 'false', 'off', 'none'].includes(value(element) ?? 'true');

/** What `w:rPr` says. */
export function readFormat(properties: XmlElement | undefined): RunFormat {
  if (!properties) return {};
  const own = (name: string) => childOf(properties, name);
  const fonts = own('w:rFonts')?.attributes ?? {};
  const shade = own('w:shd')?.attributes['w:fill'];
  const read: RunFormat = {};
  const set = <K extends keyof RunFormat>(key: K, said: RunFormat[K]) => {
    if (said !== undefined) read[key] = said;
  };
  set('bold', isOn(own('w:b')));
  set('italic', isOn(own('w:i')));
  set('underline', isOn(own('w:u')));
  set('hidden', isOn(own('w:vanish')));
  set('highlight', isOn(own('w:highlight')) ?? (shade === undefined ? undefined : isBright(shade)));
  set('colour', own('w:color') ? isColour(value(own('w:color')) ?? 'auto') : undefined);
  set('font', fonts['w:ascii'] ?? fonts['w:hAnsi']);
  set('style', value(own('w:rStyle')));
  return read;
}

/** Black, nearly black and the automatic colour are none; so is white. */
function isColour(hex: string): boolean {
  const channels = hex
    .match(/^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i)
    ?.slice(1)
    .map((each) => Number.parseInt(each, 16));
  return channels?.some((each) => each >= 64 && channels.some((other) => other < 240)) ?? false;
}
const isBright = (fill: string): boolean => fill !== 'auto' && !/^f{6}$/i.test(fill);

const depthMax = 20;

/** The styles of a document; each builds on another. */
export function readStyles(root: XmlElement | undefined): DocxStyles {
  const styles = new Map(
    (root ? childrenOf(root, 'w:style') : []).map((each) => [each.attributes['w:styleId'] ?? '', each]),
  );
  const known = new Map<string, RunFormat>();
  function formatOf(id: string | undefined, depth = 0): RunFormat {
    const style = styles.get(id ?? '');
    if (id === undefined || !style || depth > depthMax) return {};
    const before = known.get(id);
    if (before) return before;
    const base = formatOf(value(childOf(style, 'w:basedOn')), depth + 1);
    const format = { ...base, ...readFormat(childOf(style, 'w:rPr')) };
    known.set(id, format);
    return format;
  }
  function numberingOf(id: string | undefined, depth = 0): XmlElement | undefined {
    const style = styles.get(id ?? '');
    if (!style || depth > depthMax) return undefined;
    const paragraph = childOf(style, 'w:pPr');
    return (paragraph && childOf(paragraph, 'w:numPr')) ?? numberingOf(value(childOf(style, 'w:basedOn')), depth + 1);
  }
  return { formatOf: (id) => formatOf(id), numberingOf: (id) => numberingOf(id) };
}

/** The bits of a format. */
export const marksOf = (format: RunFormat): number =>
  (format.underline ? marks.underline : 0) |
  (format.highlight ? marks.highlight : 0) |
  (format.colour ? marks.colour : 0) |
  (format.bold ? marks.bold : 0) |
  (format.italic ? marks.italic : 0);
