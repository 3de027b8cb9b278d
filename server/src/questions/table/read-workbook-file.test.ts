import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { problemsOf, questionsOf, readFileOf } from '../test-read.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const cell = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (number: number, ...values: string[]) =>
  `<row r="${number}">${values.map((value, at) => (value.startsWith('<c') ? value : cell(`${'ABCDE'.charAt(at)}${number}`, value))).join('')}</row>`;

/** Sheets by name; `state` as the workbook has it. */
function workbook(sheets: { name: string; state?: string; rows: string; merges?: string }[]): Uint8Array {
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="r${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map(
        (_, at) => `<Relationship Id="r${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
  };
  for (const [at, { rows, merges = '' }] of sheets.entries())
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${merges}</worksheet>`;
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
const header = row(1, 'Chủ đề', 'Câu hỏi', 'A', 'B', 'Đáp án');

it('[Q8] the first visible sheet is read, others and hidden ones are named, a topic merged downwards stands in every row', async () => {
  const file = workbook([
    { name: 'Nháp', state: 'hidden', rows: header + row(2, 'Ẩn', 'Hỏi ẩn?', 'Một', 'Hai', 'A') },
    {
      name: 'Đề',
      rows:
        header + row(2, 'Luật', 'Hỏi một?', 'Một', 'Hai', 'A') + row(3, '<c r="A3"/>', 'Hỏi hai?', 'Ba', 'Bốn', 'B'),
      merges: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
    },
    { name: 'Đề phụ', rows: header },
  ]);
  const read = await readFileOf(file, 'de.xlsx');
  expect(questionsOf(read)).toEqual(['2 one Hỏi một?: *Một | Hai', '3 one Hỏi hai?: Ba | *Bốn']);
  expect(read.questions.map((each) => each.topic)).toEqual(['Luật', 'Luật']);
  expect(problemsOf(read)).toEqual(['0 sheet_left_out Nháp', '0 sheet_left_out Đề phụ']);
});

it('[Q8] a formula counts with the value that was stored; one without a value is reported by its row', async () => {
  const stored = '<c r="E2" t="str"><f>UPPER("b")</f><v>B</v></c>';
  const empty = '<c r="E3"><f>UPPER("a")</f></c>';
  const rows =
    header + row(2, 'Luật', 'Hỏi một?', 'Một', 'Hai', stored) + row(3, 'Luật', 'Hỏi hai?', 'Ba', 'Bốn', empty);
  const read = await readFileOf(workbook([{ name: 'Đề', rows }]), 'de.xlsx');
  expect(questionsOf(read)).toEqual(['2 one Hỏi một?: Một | *Hai']);
  expect(problemsOf(read)).toEqual(['3 formula_without_value', '3 answer_missing']);
});
