import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readTable } from './read-table.ts';

const xml = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packed = 'http://schemas.openxmlformats.org/package/2006';

/** The smallest workbook that has text, numbers and a day; the rows are given as XML. */
function workbook(rows: string, after = ''): Buffer {
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
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
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
  const unread = { problem: 'spreadsheet_unread', value: '' };
  expect(await readTable(Buffer.from('PK\u0003\u0004 broken'))).toEqual(unread);
  expect(await readTable(Buffer.from(zipSync({ 'a.txt': strToU8('a') })))).toEqual(unread);
  expect(await readTable(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual(unread);
  const bomb = workbook('');
  expect(await readTable(bomb)).toMatchObject({ rows: [] });
  const entry = bomb.lastIndexOf('PK\u0001\u0002', undefined, 'latin1'); // of the archive's own list of contents
  bomb.writeUInt32LE(1024 ** 3, entry + 24); // the unpacked size that the entry declares
  expect(await readTable(bomb)).toEqual(unread);
});

it('[W21] entries that share one stored part and declare no size for it are counted by what is copied of it', async () => {
  const parts = { ...unzipSync(workbook('')), 'xl/filler.xml': new Uint8Array(1024 ** 2) };
  const file = Buffer.from(zipSync(parts, { level: 0 }));
  const entry = file.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  file.writeUInt32LE(0, entry + 24); // the unpacked size that the entry declares
  expect(await readTable(file)).toMatchObject({ rows: [] });
  file.writeUInt16LE(file.readUInt16LE(end + 8) + 100, end + 8);
  const more = Array.from({ length: 100 }, () => file.subarray(entry, end));
  const bomb = Buffer.concat([file.subarray(0, end), ...more, file.subarray(end)]);
  expect(await readTable(bomb)).toEqual({ problem: 'spreadsheet_unread', value: '' });
});

it('[U1] text in UTF-8 or UTF-16, with semicolons, commas or tabs; other bytes are refused', async () => {
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
});

it('[U1a] a quote that does not fit spoils its own line alone, wherever it opens; a quoted cell may have several lines', async () => {
  const read = async (text: string) => await readTable(Buffer.from(text));
  expect(await read('Mã;Tên\nA;An "Tổ 3"\nB;Bình')).toEqual({
    rows: [
      { line: 1, cells: ['Mã', 'Tên'] },
      { line: 3, cells: ['B', 'Bình'] },
    ],
    looseQuotes: [2],
  });
  expect(await read('Mã;Tên\n\nA;"hỏng\nB;Bình\nC;"Ban\r\nDân vận"\nD;Dũng')).toEqual({
    rows: [
      { line: 1, cells: ['Mã', 'Tên'] },
      { line: 4, cells: ['B', 'Bình'] },
      { line: 5, cells: ['C', 'Ban\nDân vận'] },
      { line: 7, cells: ['D', 'Dũng'] },
    ],
    looseQuotes: [3],
  });
});

it('[U1b] text typed for fonts of TCVN3 or VNI is refused; a foreign name, a sign and Vietnamese are not', async () => {
  const problem = async (...names: string[]) => {
    const read = await readTable(Buffer.from(`Mã đơn vị;Họ và tên\n${names.map((name) => `A;${name}`).join('\n')}`));
    return 'problem' in read ? read.problem : null;
  };
  expect(await problem('NguyÔn V¨n Hïng', 'TrÇn ThÞ Thñy')).toBe('old_font');
  expect(await problem('Nguyeãn Vaên Huøng', 'Traàn Thò Thuûy', 'Ñaëng Thuûy')).toBe('old_font');
  expect(await problem('Jürgen Müller')).toBeNull();
  expect(await problem('Nguyễn Văn An', 'Lê Hoà', 'Trần Thị Thuỷ'.normalize('NFD'), 'Ñoñez Peña Muñoz')).toBeNull();
  expect(await problem('Lê Hoàng', 'Xuân Tiên', 'Sở TT&TT § 5', '«Tổ 3»', 'Đội 30°')).toBeNull();
});

it('[U1a] what is merged downwards stands in every line', async () => {
  const file = workbook(
    `<row r="1">${text('A1', 'Mã')}${text('B1', 'Tên')}</row><row r="2">${text('A2', 'M')}${text('B2', 'An')}</row><row r="3">${text('B3', 'Bình')}</row>`,
    '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
  );
  expect(await readTable(file)).toMatchObject({ rows: [{}, { cells: ['M', 'An'] }, { cells: ['M', 'Bình'] }] });
});

it('[W21] how far a table reaches is measured before it is laid out; formatting far below counts for nothing', async () => {
  const head = `<row r="1">${text('A1', 'Mã')}${text('B1', 'Tên')}</row>`;
  const far = async (row: number, at: string) =>
    await readTable(workbook(`${head}<row r="${row}">${text(at, 'x')}</row>`));
  const tooLarge = (value: string) => ({ problem: 'table_too_large', value });
  expect(await far(1_048_576, 'B1048576')).toEqual(tooLarge('B1048576'));
  expect(await far(2_000, 'XFD2000')).toEqual(tooLarge('XFD2000'));
  expect(await far(20_000, 'XFD20000')).toEqual(tooLarge('XFD20000'));
  expect(await readTable(Buffer.alloc(8 * 1024 * 1024, '\n'))).toEqual(tooLarge(''));
  expect(await readTable(Buffer.alloc(8 * 1024 * 1024, ';'))).toEqual(tooLarge(''));
  const styled = `${head}<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>`;
  expect(await readTable(workbook(styled))).toMatchObject({ rows: [{ cells: ['Mã', 'Tên'] }] });
});

it('[W21] a broken workbook is refused as unread, whatever is broken in it', async () => {
  const rows = (xml: string) => workbook(`<row r="1">${text('A1', 'Mã')}</row>${xml}`);
  const whole = rows(`<row r="2"><c r="A2"><v>1</v></c></row>`);
  const broken = [
    whole.subarray(0, whole.length / 2),
    rows('<row r="2"><c r="1A"><v>1</v></c></row>'),
    rows('<row r="2"><c r="A2" t="s"><v>99</v></c></row>'),
    rows('<row r="1"><c r="A1"><v>1</v></c></row>'),
    rows('<row r="2"><c r="A2"><v>1</v></row>'),
  ];
  for (const file of broken) expect(await readTable(file)).toEqual({ problem: 'spreadsheet_unread', value: '' });
});
