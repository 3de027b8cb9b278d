import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { type PaperLanguage, printDay } from '../documents/print-values.ts';
import type { LeaderLink } from '../people/leader-links.ts';

const words = {
  vi: {
    sheet: 'Liên kết',
    note: (day: string) => `Mỗi liên kết chỉ gửi cho trưởng đơn vị của dòng đó; có hiệu lực đến hết ngày ${day}.`,
    columns: ['Mã đơn vị', 'Đơn vị', 'Trực thuộc', 'Liên kết'],
  },
  en: {
    sheet: 'Links',
    note: (day: string) => `Send each link to the leader of its own unit alone; it is valid until ${day}.`,
    columns: ['Unit code', 'Unit', 'Below', 'Link'],
  },
} as const;

/** As text: a name that begins with = + - or @ is no formula. */
const text = (value: string): CellObject => ({ value, type: String, format: '@' });
const widths = [16, 40, 30, 70];

/** The links as a workbook to send from. `untilDay`: ISO date. SPEC U4a. */
export function writeLinkSheet(links: readonly LeaderLink[], lang: PaperLanguage, untilDay: string): Promise<Buffer> {
  const own = words[lang];
  const data = [
    [text(own.note(printDay(untilDay)))],
    own.columns.map((heading): CellObject => ({ ...text(heading), fontWeight: 'bold' })),
    ...links.map(({ code, name, above, address }) => [code, name, above, address].map(text)),
  ];
  const sheet = { sheet: own.sheet, data, columns: widths.map((width) => ({ width })), stickyRowsCount: 2 };
  return writeXlsxFile([sheet], { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}
