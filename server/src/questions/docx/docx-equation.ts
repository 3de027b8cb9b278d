import { raise } from '../html-to-text.ts';
import { childOf, type XmlElement } from '../read-xml.ts';

/** An equation of Word as a line of text: x², (a + b)/c, √(x). Two-dimensional layouts are gone, so it is reported. */
export function equationText(element: XmlElement): string {
  const part = (name: string): string => {
    const found = childOf(element, name);
    return found ? insideOf(found) : '';
  };
  const group = (text: string): string => ([...text].length > 1 ? `(${text})` : text);
  switch (element.name) {
    case 'm:t':
      return insideOf(element);
    case 'm:sSup':
      return `${part('m:e')}${raise('sup', part('m:sup'))}`;
    case 'm:sSub':
      return `${part('m:e')}${raise('sub', part('m:sub'))}`;
    case 'm:sSubSup':
      return `${part('m:e')}${raise('sub', part('m:sub'))}${raise('sup', part('m:sup'))}`;
    case 'm:f':
      return `${group(part('m:num'))}/${group(part('m:den'))}`;
    case 'm:rad':
      return `${raise('sup', part('m:deg'))}√(${part('m:e')})`;
    case 'm:d':
      return `(${part('m:e')})`;
    default:
      return element.name.endsWith('Pr') ? '' : insideOf(element);
  }
}

const insideOf = (element: XmlElement): string =>
  element.children
    .map((each) => (typeof each === 'string' ? (element.name === 'm:t' ? each : '') : equationText(each)))
    .join('');
