import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readTable } from './read-table.ts';

const xml = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packed = 'http://schemas.openxmlformats.org/package/2006';

/** The smallest workbook that has text, numbers and a day; the rows are given as XML. */
function workbook(rows: string): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (all: string) => `${xml}<Relationships xmlns="${packed}/relationships">${all}</Relationships>`;
  const files: Record<string, string> = {
    '[Content_Types].xml': `${xml}<Types xmlns="${packed}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Đơn vị" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('r1', 'worksheet', 'worksheets/sheet1.xml') + relation('r2', 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

it('[U1] a workbook: codes stored as numbers, numbers stored as text, days, and the line numbers of the sheet', async () => {
  const file = workbook(
    `<row r="3">${text('A3', 'Mã')}${text('B3', 'Sĩ số')}${text('C3', 'Ngày chốt')}</row>
     <row r="5"><c r="A5"><v>436</v></c>${text('B5', '1.234')}<c r="C5" s="1"><v>46054</v></c></row>`,
  );
  const read = await readTable(file);
  expect('rows' in read && read.rows.filter((row) => row.cells.some((cell) => cell !== ''))).toEqual([
    { line: 3, cells: ['Mã', 'Sĩ số', 'Ngày chốt'] },
    { line: 5, cells: ['436', '1.234', '2026-02-01'] },
  ]);
});

it('[U2] a broken archive, a zip that is no workbook, one that unpacks to too much, and an old .xls are refused', async () => {
  const unread = { problem: 'spreadsheet_unread' };
  expect(await readTable(Buffer.from('PK\u0003\u0004 broken'))).toEqual(unread);
  expect(await readTable(Buffer.from(zipSync({ 'a.txt': strToU8('a') })))).toEqual(unread);
  expect(await readTable(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual(unread);
  const bomb = workbook('');
  expect(await readTable(bomb)).toMatchObject({ rows: [] });
  const entry = bomb.lastIndexOf('PK\u0001\u0002', undefined, 'latin1'); // of the archive's own list of contents
  bomb.writeUInt32LE(1024 ** 3, entry + 24); // the unpacked size that the entry declares
  expect(await readTable(bomb)).toEqual(unread);
});

it('[U1] text in UTF-8 or UTF-16, with semicolons, commas or tabs; other bytes and open quotes are refused', async () => {
  const cells = async (file: Buffer) => {
    const read = await readTable(file);
    return 'rows' in read ? read.rows[1] : read.problem;
  };
  expect(await cells(Buffer.from('\ufeffMã;Tên\r\nA;"Ban Dân vận; Tuyên giáo"\r\n'))).toEqual({
    line: 2,
    cells: ['A', 'Ban Dân vận; Tuyên giáo'],
  });
  expect(await cells(Buffer.from('Mã,Tên\nA,Sở'))).toEqual({ line: 2, cells: ['A', 'Sở'] });
  expect(await cells(Buffer.from('\ufeffMã\tTên\nA\tSở\n', 'utf16le'))).toEqual({ line: 2, cells: ['A', 'Sở'] });
  expect(await cells(Buffer.from([0x4d, 0xe3, 0x2c, 0xff]))).toBe('encoding_unread');
  expect(await cells(Buffer.from('Mã;Tên\nA;"hỏng'))).toBe('quotes_unread');
});
