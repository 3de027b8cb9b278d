import { readFileSync } from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { docx, p, run, table } from './docx/test-docx.ts';
import { exportQuestions } from './export/export-questions.ts';
import { problemsOf, readFileOf } from './test-read.ts';

/** Pictures and sounds as people's files carry them; what is stored of them is `keepMedia`'s. */

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const relations = (...all: [id: string, type: string, target: string][]) =>
  `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const drawn = (id: string, alt = '') =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="${alt}"/><a:graphic><a:blip r:embed="${id}"/></a:graphic></wp:inline></w:drawing></w:r>`;
const bytes = (at: number) => new Uint8Array([0x89, 0x50, at]);
const listed = async (file: string | Uint8Array, name: string) =>
  (await readFileOf(file, name)).media.map(({ item, line, kind, alt, bytes: each }) => [
    item,
    line,
    kind,
    alt,
    each[2],
  ]);

it('[Q8] pictures of a Word paper come with the question that they stand in; one among options is to be looked at', async () => {
  const file = docx(
    [
      p(`${run('Câu 1. Đây là gì? ')}${drawn('rId7', 'Trống đồng Ngọc Lũ')}`),
      p('A. Một*'),
      p('B. Hai'),
      p('Câu 2. Hình nào đúng?'),
      p(`${run('A. Một* ')}${drawn('rId8')}`),
      p('B. Hai'),
      p('Câu 3. Không có hình?'),
      p(drawn('rId9')),
      p('A. Một*'),
      p('B. Hai'),
      table([
        p(`${run('Câu 4. Cũ? ')}<w:r><w:pict><v:shape alt="Cũ"><v:imagedata r:id="rId7"/></v:shape></w:pict></w:r>`),
      ]),
      p('A. Một*'),
      p('B. Hai'),
    ].map((each) => each.replace('<w:p>', '<w:p xmlns:a="a" xmlns:v="v">')),
    {
      'word/_rels/document.xml.rels': relations(
        ['rId7', 'image', 'media/image1.png'],
        ['rId8', 'image', '/word/media/image2.png'],
      ),
      'word/media/image1.png': bytes(1),
      'word/media/image2.png': bytes(2),
    },
  );
  expect(await listed(file, 'x.docx')).toEqual([
    [1, 1, 'picture', 'Trống đồng Ngọc Lũ', 1],
    [2, 5, 'picture', '', 2],
    [4, 11, 'picture', 'Cũ', 1],
  ]);
  expect(problemsOf(await readFileOf(file, 'x.docx'))).toEqual([
    '5 media_undescribed',
    '5 media_place_unsure',
    '8 picture_left_out',
  ]);
});

it('[Q8] a picture of a refused question, of a fifth place and beside no question is left out and reported', async () => {
  const file = docx(
    [
      p(drawn('rId7')),
      p(`${run('Câu 1. Sáu hình?')}${drawn('rId7', 'a').repeat(5)}`),
      p('A. Một*'),
      p('B. Hai'),
      p(`${run('Câu 2. Không đáp án?')}${drawn('rId7', 'b')}`),
      p('A. Một'),
      p('B. Hai'),
    ].map((each) => each.replace('<w:p>', '<w:p xmlns:a="a">')),
    { 'word/_rels/document.xml.rels': relations(['rId7', 'image', 'media/a.png']), 'word/media/a.png': bytes(1) },
  );
  const read = await readFileOf(file, 'x.docx');
  expect(read.media.map(({ item }) => item)).toEqual([1, 1, 1, 1]);
  expect(problemsOf(read).filter((each) => each.includes('picture'))).toEqual([
    '1 picture_left_out',
    '2 picture_left_out',
    '5 picture_left_out',
  ]);
});

it('[Q8] a picture that lies on the row of a question in a workbook comes with it', async () => {
  const plain = await exportQuestions(
    (await readFileOf(readFileSync(new URL('../../test/question-files/csv-1-abcd.csv', import.meta.url)), 'a.csv'))
      .questions,
    'xlsx',
  );
  const parts = unzipSync(plain.file);
  const sheet = Object.keys(parts).find((name) => name.endsWith('worksheets/sheet1.xml')) ?? '';
  const anchor = (row: number, id: string, alt: string) =>
    `<xdr:oneCellAnchor><xdr:from><xdr:col>9</xdr:col><xdr:row>${row}</xdr:row></xdr:from><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="p" descr="${alt}"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="${id}"/></xdr:blipFill></xdr:pic></xdr:oneCellAnchor>`;
  const file = zipSync({
    ...parts,
    [`xl/worksheets/_rels/${sheet.split('/').at(-1)}.rels`]: strToU8(
      relations(['rId1', 'drawing', '../drawings/drawing1.xml']),
    ),
    'xl/drawings/drawing1.xml': strToU8(
      `${head}<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:r="r">${anchor(2, 'rId1', 'Mẫu thẻ')}${anchor(90, 'rId1', '')}</xdr:wsDr>`,
    ),
    'xl/drawings/_rels/drawing1.xml.rels': strToU8(relations(['rId1', 'image', '../media/image1.png'])),
    'xl/media/image1.png': bytes(5),
  });
  const read = await readFileOf(file, 'a.xlsx');
  expect(await listed(file, 'a.xlsx')).toEqual([[2, 3, 'picture', 'Mẫu thẻ', 5]]);
  expect(problemsOf(read)).toEqual(['91 picture_left_out']);
});

it('[Q8] pictures and sounds of a Moodle file come with their question; those of explanations would tell the key', async () => {
  const given = (name: string, at: number) =>
    `<file name="${name}" path="/" encoding="base64">${Buffer.from(bytes(at)).toString('base64')}</file>`;
  const file = `<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[<p>Nghe và nhìn <img src="@@PLUGINFILE@@/a%20b.png" alt="Cầu &amp; sông"> <audio src="@@PLUGINFILE@@/c.mp3"></audio></p>]]></text>${given('a b.png', 1)}${given('c.mp3', 2)}</questiontext><generalfeedback format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/d.png">]]></text>${given('d.png', 3)}</generalfeedback><answer fraction="100" format="html"><text><![CDATA[Một <img src="@@PLUGINFILE@@/e.png" alt="e">]]></text>${given('e.png', 4)}</answer><answer fraction="0"><text>Hai</text></answer></question></quiz>`;
  expect(await listed(file, 'x.xml')).toEqual([
    [1, 1, 'picture', 'Cầu & sông', 1],
    [1, 1, 'sound', '', 2],
    [1, 1, 'picture', 'e', 4],
  ]);
  expect(problemsOf(await readFileOf(file, 'x.xml')).sort()).toEqual([
    '1 media_place_unsure',
    '1 media_undescribed',
    '1 picture_left_out d.png',
  ]);
  const given4 = readFileSync(new URL('../../test/question-files/moodle-4-image-base64.xml', import.meta.url));
  expect((await readFileOf(given4, 'm.xml')).media).toMatchObject([{ item: 1, kind: 'picture', alt: 'hình' }]);
});
