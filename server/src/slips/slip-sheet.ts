import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import type { PaperLanguage } from '../documents/print-values.ts';
import type { PrintedSlip } from './typeset-slips.ts';

const words = {
  vi: {
    sheet: 'Phiếu',
    note: 'Ai có mã là vào thi được với tên của dòng đó: hãy giữ kín tệp này và xóa đi khi đã phát phiếu xong.',
    columns: ['Đơn vị', 'Họ và tên', 'Mã', 'Địa chỉ vào thi'],
  },
  en: {
    sheet: 'Slips',
    note: 'Whoever has a code comes in under the name of its row: keep this file to yourself, and delete it once the slips are handed out.',
    columns: ['Unit', 'Full name', 'Code', 'Address'],
  },
} as const;

/** As text: a name that begins with = + - or @ is no formula. */
const text = (value: string): CellObject => ({ value, type: String, format: '@' });
const widths = [40, 32, 16, 70];

/** The slips as a workbook, to print from or to send. SPEC S21. */
export function writeSlipSheet(slips: readonly PrintedSlip[], lang: PaperLanguage): Promise<Buffer> {
  const own = words[lang];
  const data = [
    [text(own.note)],
    own.columns.map((heading): CellObject => ({ ...text(heading), fontWeight: 'bold' })),
    ...slips.map(({ unit, name, code, address }) => [unit, name, code, address].map(text)),
  ];
  const sheet = { sheet: own.sheet, data, columns: widths.map((width) => ({ width })), stickyRowsCount: 2 };
  return writeXlsxFile([sheet], { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
}
