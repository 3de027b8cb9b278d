import { decodeXML } from 'entities';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element with its line in the file. Comments and declarations are left out. */
export type XmlElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlNode[];
  line: number;
};
export type XmlNode = XmlElement | string;
export type XmlRead =
  | { root: readonly XmlElement[] }
  | { problem: 'xml_unread' | 'xml_entities'; line: number; value: string };

type Parsed = Record<string, unknown>;
/** Text is never parsed as anything else. */
const written = (value: unknown): string => (typeof value === 'string' ? value : '');
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  cdataPropName: '#cdata',
  commentPropName: '#comment',
  processEntities: false,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  captureMetaData: true,
  maxNestedTags: 300,
});
const metaData = XMLParser.getMetaDataSymbol() as unknown as string;

/**
 * XML without a document type: the five entities and numbers are decoded here, and nothing can be defined. A file with a
 * document type is refused, whatever stands in it.
 */
export function readXml(text: string): XmlRead {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    const at = text.search(/<!(?:DOCTYPE|ENTITY)/i);
    return { problem: 'xml_entities', line: text.slice(0, at).split('\n').length, value: '' };
  }
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { problem: 'xml_unread', line: valid.err.line, value: valid.err.msg };
  const lineAt = countLines(text);
  const nodes = parse(text);
  if (nodes === null) return { problem: 'xml_unread', line: 0, value: '' };
  return { root: nodes.flatMap((node) => convert(node, lineAt)).filter((each) => typeof each !== 'string') };
}

/** null: more than the parser takes, such as three hundred tags inside each other. */
function parse(text: string): Parsed[] | null {
  try {
    return parser.parse(text) as Parsed[];
  } catch {
    return null;
  }
}

/** Line numbers by place, for places that only grow. */
function countLines(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (at) => {
    for (; next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line += 1;
    return line;
  };
}

function convert(node: Parsed, lineAt: (at: number) => number): XmlNode[] {
  const name = Object.keys(node).find((key) => key !== ':@');
  if (name === undefined || name.startsWith('?') || name === '#comment') return [];
  const inside = node[name];
  if (name === '#text') return [decodeXML(written(inside))];
  if (name === '#cdata') return (inside as Parsed[]).map((each) => written(each['#text']));
  const start = (node[metaData] as { startIndex?: number } | undefined)?.startIndex ?? 0;
  const line = lineAt(start);
  const given = (node[':@'] ?? {}) as Record<string, unknown>;
  const attributes = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, decodeXML(written(value))]));
  const children = (inside as Parsed[]).flatMap((child) => convert(child, lineAt));
  return [{ name, attributes, children, line }];
}

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((each): each is XmlElement => typeof each !== 'string' && each.name === name);
export const childOf = (element: XmlElement, name: string): XmlElement | undefined => childrenOf(element, name)[0];
export const textOf = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map((each) => (typeof each === 'string' ? each : textOf(each))).join('');
