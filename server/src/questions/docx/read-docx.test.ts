import { expect, it } from 'vitest';
import { problemsOf, questionsOf, readFileOf } from '../test-read.ts';
import { bold, docx, highlighted, inList, numbering, p, red, run, styles, table, underlined } from './test-docx.ts';

const read = (body: string | string[], more = {}) => readFileOf(docx(body, more), 'de.docx');
const expected = ['2 one Hỏi một?: Một | *Hai | Ba | Bốn', '7 one Hỏi hai?: *Năm | Sáu'];
const title = p(bold('ĐỀ THI TÌM HIỂU'));

it('[Q8] layout 1: a paragraph an option, the right one underlined at its letter', async () => {
  const file = await read([
    title,
    p(bold('Câu 1. ') + run('Hỏi một?')),
    p('A. Một'),
    p(underlined('B') + run('. Hai')),
    p('C. Ba'),
    p('D. Bốn'),
    p(bold('Câu 2: ') + run('Hỏi hai?')),
    p(underlined('A. Năm')),
    p('B. Sáu'),
  ]);
  expect(questionsOf(file)).toEqual(expected);
  expect(problemsOf(file)).toEqual([]);
});

it('[Q8] layout 2: every letter bold, the right option bold as a whole; words inside others stand out too', async () => {
  const file = await read([
    title,
    p(bold('Câu 1. Hỏi một?')),
    p(bold('A.') + run(' Một')),
    p(bold('B. Hai')),
    p(bold('C.') + run(' Ba')),
    p(bold('D.') + run(' Bốn')),
    p(bold('Câu 2. Hỏi hai?')),
    p(bold('A. Năm')),
    p(bold('B.') + run(' Sáu')),
  ]);
  expect(questionsOf(file)).toEqual(expected);
  const word = await read([
    p('Câu 1. Hỏi?'),
    p(run('A. Phải ') + bold('KHÔNG') + run(' được làm như vậy đâu')),
    p(run('B. ') + red('Được làm')),
  ]);
  expect(questionsOf(word)).toEqual(['1 one Hỏi?: Phải KHÔNG được làm như vậy đâu | *Được làm']);
});

it('[Q8] layout 3: the right option coloured or highlighted, by a style too; black is no colour', async () => {
  const style = styles(
    '<w:style w:type="character" w:styleId="DapAn"><w:rPr><w:color w:val="C00000"/></w:rPr></w:style><w:style w:type="character" w:styleId="DapAn2"><w:basedOn w:val="DapAn"/></w:style>',
  );
  const body = [
    title,
    p('Câu 1. Hỏi một?'),
    p(run('A. Một', '<w:color w:val="000000"/>')),
    p(run('B. Hai', '<w:rStyle w:val="DapAn2"/>')),
    p(run('C. Ba', '<w:color w:val="auto"/>')),
    p('D. Bốn'),
    p('Câu 2. Hỏi hai?'),
    p(highlighted('A. Năm')),
    p(run('B. Sáu', '<w:shd w:val="clear" w:fill="FFFFFF"/>')),
  ];
  expect(questionsOf(await read(body, { 'word/styles.xml': style }))).toEqual(expected);
});

it('[Q8] layout 4: stars, and options side by side with tabs', async () => {
  const file = await read([
    title,
    p('Câu 1. Hỏi một?'),
    p('A. Một\t*B. Hai'),
    p('C. Ba\tD. Bốn'),
    p(''),
    p(''),
    p('Câu 2. Hỏi hai?'),
    p('A. Năm*   B. Sáu'),
  ]);
  expect(questionsOf(file)).toEqual(expected);
});

it('[Q8] layout 5: question and options in one paragraph with breaks, the right letter underlined', async () => {
  const file = await read([
    title,
    p(run('Câu 1. Hỏi một?\nA. Một\n') + underlined('B') + run('. Hai\nC. Ba\nD. Bốn')),
    ...Array.from({ length: 4 }, () => p('')),
    p(run('Câu 2. Hỏi hai? ') + underlined('A') + run('. Năm  B. Sáu')),
  ]);
  expect(questionsOf(file)).toEqual(expected);
});

it('[Q8] layout 6: a two-column table of options, by rows or by columns, and letters in cells of their own', async () => {
  const file = await read([
    title,
    p('Câu 1. Hỏi một?'),
    table(['A. Một', 'C. Ba'], [p(underlined('B') + run('. Hai')), 'D. Bốn']),
    p('Câu 2. Hỏi hai?'),
    table([p(underlined('A')), 'Năm', 'B', 'Sáu']),
  ]);
  expect(questionsOf(file)).toEqual(expected);
});

const keys: [string, string][] = [
  ['columns', table(['Câu', 'Đáp án', 'Giải thích'], ['1', 'B', 'Vì một'], ['2', 'A', ''])],
  ['rows', table(['Câu', '1', '2'], ['Đáp án', 'B', 'A'])],
  ['rows without words', table(['1', '2'], ['B', 'A'])],
  ['pairs', table(['1.B', '2.A'])],
  ['two groups', table(['Câu', 'Đáp án', 'Câu', 'Đáp án'], ['1', 'B', '2', 'A'])],
];
it.each(keys)('[Q8] layout 7: a key table at the end, in %s', async (_, key) => {
  const file = await read([
    title,
    p('Câu 1. Hỏi một?'),
    ...['A. Một', 'B. Hai', 'C. Ba', 'D. Bốn'].map((each) => p(each)),
    p('Câu 2. Hỏi hai?'),
    ...['A. Năm', 'B. Sáu'].map((each) => p(each)),
    p('--- HẾT ---'),
    p('ĐÁP ÁN'),
    key,
  ]);
  expect(questionsOf(file)).toEqual(expected);
  expect(problemsOf(file)).toEqual([]);
});

it('[Q8] layout 8: numbers and letters of lists, which stand in no text', async () => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const list = numbering(
    `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', 'Câu %1.')}${level(1, 'upperLetter', '%2.')}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`,
  );
  const file = await read(
    [
      title,
      p('Hỏi một?', inList(5)),
      p('Một', inList(5, 1)),
      p(red('Hai'), inList(5, 1)),
      p('Ba', inList(5, 1)),
      p('Bốn', inList(5, 1)),
      p('Hỏi hai?', inList(5)),
      p(red('Năm'), inList(5, 1)),
      p('Sáu', inList(5, 1)),
    ],
    { 'word/numbering.xml': list },
  );
  expect(questionsOf(file)).toEqual(expected);
});

it('[Q8] layout 9: answer, explanation and source below each question, topics above', async () => {
  const file = await read([
    p('Chủ đề: Luật Căn cước'),
    p('Câu 1 (NB). Hỏi một?'),
    ...['A. Một', 'B. Hai', 'C. Ba', 'D. Bốn'].map((each) => p(each)),
    p('Đáp án: B'),
    p('Giải thích: Vì vậy.'),
    p('Căn cứ: Luật số 26/2023/QH15'),
  ]);
  expect(questionsOf(file)).toEqual(['2 one Hỏi một?: Một | *Hai | Ba | Bốn']);
  expect(file.questions[0]).toMatchObject({
    topic: 'Luật Căn cước',
    difficulty: 1,
    explanation: 'Vì vậy.',
    source: { document: 'Luật số 26/2023/QH15' },
  });
});

it('[Q8] layout 10: a table of questions with a header, between questions in paragraphs', async () => {
  const file = await read([
    p('Câu 1. Hỏi một?'),
    p('A. Một*'),
    p('B. Hai'),
    table(['TT', 'Nội dung câu hỏi', 'A', 'B', 'Đáp án'], ['2', 'Hỏi hai?', 'Ba', 'Bốn', 'B']),
    p('Câu 3. Hỏi ba?'),
    p('A. Năm*'),
    p('B. Sáu'),
  ]);
  expect(questionsOf(file)).toEqual([
    '1 one Hỏi một?: *Một | Hai',
    '9 one Hỏi hai?: Ba | *Bốn',
    '14 one Hỏi ba?: *Năm | Sáu',
  ]);
});

it('[Q8] layout 12: question and options in one cell of a table, the answer in another', async () => {
  const cell = p('Hỏi một?') + p('A. Một') + p('B. Hai');
  const file = await read([
    table(
      ['STT', 'Nội dung câu hỏi và phương án trả lời', 'Đáp án'],
      ['1', cell, 'B'],
      ['2', cell.replace('một', 'hai'), 'A. Một'],
    ),
  ]);
  expect(questionsOf(file)).toEqual(['4 one Hỏi một?: Một | *Hai', '9 one Hỏi hai?: *Một | Hai']);
});

it('[Q8] layout 11: numbers alone, several right options, and two marks that differ', async () => {
  const file = await read([
    p('1. Hỏi một?'),
    p(red('A. Một')),
    p(red('B. Hai')),
    p('C. Ba'),
    p('2. Hỏi hai?'),
    p(red('A. Năm')),
    p(underlined('B. Sáu')),
    p('3. Hỏi ba?'),
    p('A. Năm'),
    p('B. Sáu'),
    p('4. Hỏi tư?'),
    p(bold('A. Năm')),
    p(underlined('B. Sáu')),
  ]);
  expect(questionsOf(file)).toEqual(['1 several Hỏi một?: *Một | *Hai | Ba', '11 one Hỏi tư?: Năm | *Sáu']);
  expect(problemsOf(file)).toEqual(['5 answer_ambiguous', '8 answer_missing']);
});

it('[Q9] text in .VnTime and VNI-Times is named, and converted run by run once somebody says so', async () => {
  const vn = (text: string, more = '') => run(text, `<w:rFonts w:ascii=".VnTime"/>${more}`);
  const body = [
    p(run('Câu 1. ') + vn('C¬ quan nµo cÊp thÎ?')),
    p(vn('A. ') + run('CÔNG AN') + run(' vµ', '<w:rFonts w:ascii=".VnTimeH"/>')),
    p(vn('B. B­u ®iÖn', '<w:u w:val="single"/>')),
  ];
  expect(problemsOf(await read(body))).toEqual(['0 old_font tcvn3']);
  const converted = await readFileOf(docx(body), 'de.docx', 'tcvn3');
  expect(questionsOf(converted)).toEqual(['1 one Cơ quan nào cấp thẻ?: CÔNG AN VÀ | *Bưu điện']);
  const unnamed = docx([
    p('Caâu 1. Cô quan naøo caáp theû caên cöôùc?'),
    p('A. Coâng an'),
    p(underlined('B. Böu ñieän')),
  ]);
  expect(problemsOf(await readFileOf(unnamed, 'de.docx'))).toEqual(['0 old_font vni']);
  expect(questionsOf(await readFileOf(unnamed, 'de.docx', 'vni'))).toEqual([
    '1 one Cơ quan nào cấp thẻ căn cước?: Công an | *Bưu điện',
  ]);
});

it('[Q8] macros, tracked changes, a text box, an embedded document and a hidden word: read without them, each reported', async () => {
  const box =
    '<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Ghi chú</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>';
  const file = await read(
    [
      p(
        run('Câu 1. Hỏi ') +
          `<w:ins>${run('một?')}</w:ins><w:del><w:r><w:delText>không?</w:delText></w:r></w:del>` +
          box,
      ),
      p(run('A. Một') + run(' (đúng)', '<w:vanish/>')),
      p('B. Hai*'),
      '<w:altChunk r:id="rId9"/>',
    ],
    { 'word/vbaProject.bin': 'macro' },
  );
  expect(questionsOf(file)).toEqual(['1 one Hỏi một?: Một | *Hai']);
  expect(problemsOf(file)).toEqual([
    '0 macros_left_out',
    '1 tracked_changes',
    '1 text_box_left_out Ghi chú',
    '3 embedded_document_left_out',
  ]);
});

it('[Q8] equations become a line of text and are reported; one that is a picture or a field refuses its question', async () => {
  const x2 =
    '<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:r><m:t> + </m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f></m:oMath>';
  const file = await read([
    p(run('Câu 1. Tính ') + x2),
    p('A. Một*'),
    p('B. Hai'),
    p(`${run('Câu 2. Tính ')}<w:r><w:object><o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r>`),
    p('A. Một*'),
    p('B. Hai'),
    p(`${run('Câu 3. Tính ')}<w:r><w:instrText>EQ \\f(1,2)</w:instrText></w:r>`),
    p('A. Một*'),
    p('B. Hai'),
  ]);
  expect(questionsOf(file)).toEqual(['1 one Tính x² + (a+b)/c: *Một | Hai']);
  expect(problemsOf(file)).toEqual(['1 equation_as_text x² + (a+b)/c', '4 equation_unread', '7 equation_unread']);
});

it('[W21] 200 pictures, a bomb, entities and a broken part: each is read or refused at once', {
  timeout: 120_000,
}, async () => {
  const picture = '<w:r><w:drawing><wp:inline/></w:drawing></w:r>';
  const many = Array.from({ length: 200 }, (_, at) => [
    p(run(`Câu ${at + 1}. Hỏi ${at}?`)),
    p(picture),
    p('A. Một*'),
    p('B. Hai'),
  ]).flat();
  const media = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [`word/media/${at}.png`, new Uint8Array(10_000)]),
  );
  const pictured = await read(many, media);
  expect(pictured.questions).toHaveLength(200);
  expect(pictured.problems.filter((each) => each.reason === 'picture_left_out').map((each) => each.line)).toHaveLength(
    200,
  );
  expect(pictured.problems.find((each) => each.reason === 'picture_left_out')).toMatchObject({ line: 2, item: 1 });
  const bomb = docx('', { 'word/document.xml': new Uint8Array(97 * 1024 * 1024) });
  expect(problemsOf(await readFileOf(bomb, 'x.docx'))).toEqual(['0 document_unread']);
  const entities = docx('', { 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:document>&b;</w:document>' });
  expect(problemsOf(await readFileOf(entities, 'x.docx'))).toEqual(['0 xml_entities']);
  expect(problemsOf(await readFileOf(docx('', { 'word/document.xml': '<w:document><w:body>' }), 'x.docx'))[0]).toMatch(
    /^0 document_unread/,
  );
  expect(problemsOf(await read(''))).toEqual(['0 nothing_found']);
});
