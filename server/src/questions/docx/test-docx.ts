import { strToU8, zipSync } from 'fflate';

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wp="x" xmlns:wps="y"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const toXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A run: text, `\t` a tab, `\n` a break; `format` what stands in its properties. */
export function run(text: string, format = ''): string {
  const parts = text.split(/([\t\n])/).map((part) => {
    if (part === '\t') return '<w:tab/>';
    return part === '\n' ? '<w:br/>' : part === '' ? '' : `<w:t xml:space="preserve">${toXml(part)}</w:t>`;
  });
  return `<w:r>${format === '' ? '' : `<w:rPr>${format}</w:rPr>`}${parts.join('')}</w:r>`;
}
export const bold = (text: string) => run(text, '<w:b/>');
export const underlined = (text: string) => run(text, '<w:u w:val="single"/>');
export const red = (text: string) => run(text, '<w:color w:val="FF0000"/>');
export const highlighted = (text: string) => run(text, '<w:highlight w:val="yellow"/>');

/** A paragraph of runs, or of plain text. */
export const p = (inside: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inside.startsWith('<') || inside === '' ? inside : run(inside)}</w:p>`;
export const inList = (id: number, level = 0): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
export const table = (...rows: string[][]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc>${cell.startsWith('<w:p') ? cell : p(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

export function docx(body: string | string[], more: Record<string, string | Uint8Array> = {}): Uint8Array {
  const inside = typeof body === 'string' ? body : body.join('');
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    'word/document.xml': `${head}<w:document ${namespaces}><w:body>${inside}<w:sectPr/></w:body></w:document>`,
    ...more,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  );
}
export const styles = (inside: string): string => `${head}<w:styles ${namespaces}>${inside}</w:styles>`;
export const numbering = (inside: string): string => `${head}<w:numbering ${namespaces}>${inside}</w:numbering>`;
