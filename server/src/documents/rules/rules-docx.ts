import type { Paragraph, Table } from 'docx';
import type { PaperCell, PaperTable } from '../typeset.ts';
import type { RulesPaper } from './rules-paper.ts';

/** Twentieths of a point, as Word counts: margins of Decree 30/2020 (20, 20, 30, 20 mm), and A4. */
const margins = { top: 1_134, bottom: 1_134, left: 1_701, right: 1_134, header: 567 } as const;
const page = { width: 11_906, height: 16_838 } as const;
const columns = [4_000, 5_071] as const;
/** Half points. */
const [textSize, headSize, smallSize] = [28, 26, 22];

type Docx = typeof import('docx');
type Run = { bold?: boolean; italics?: boolean; size?: number; underline?: boolean };

/** The rules as a paper of Word, to be edited, numbered and signed. SPEC R7. */
export async function writeRulesDocx(paper: RulesPaper): Promise<Buffer> {
  const docx = await import('docx');
  const { Document, Header, PageNumber, Packer, TextRun } = docx;
  const number = new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: headSize })],
  });
  const document = new Document({
    title: paper.title,
    styles: {
      default: {
        document: {
          run: {
            font: 'Times New Roman',
            size: textSize,
            language: { value: paper.lang === 'vi' ? 'vi-VN' : 'en-GB' },
          },
        },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { ...page, ...(paper.isWide ? { orientation: docx.PageOrientation.LANDSCAPE } : {}) },
            margin: margins,
          },
        },
        headers: { default: new Header({ children: [number] }), first: new Header({ children: [] }) },
        children: [headOf(docx, paper), ...bodyOf(docx, paper), ...signOf(docx, paper)],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function centred({ Paragraph, TextRun, AlignmentType }: Docx, text: string, run: Run = {}, after = 0): Paragraph {
  const { underline, ...rest } = run;
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after },
    children: [new TextRun({ text, ...rest, ...(underline ? { underline: {} } : {}) })],
  });
}

/** Two cells without lines, side by side. */
function sideBySide(docx: Docx, left: Paragraph[], right: Paragraph[]) {
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
  const cell = (children: Paragraph[], width: number) =>
    new docx.TableCell({
      children,
      borders: { top: none, bottom: none, left: none, right: none },
      width: { size: width, type: docx.WidthType.DXA },
    });
  return new docx.Table({
    borders,
    columnWidths: [...columns],
    width: { size: columns[0] + columns[1], type: docx.WidthType.DXA },
    rows: [new docx.TableRow({ cantSplit: true, children: [cell(left, columns[0]), cell(right, columns[1])] })],
  });
}

const headOf = (docx: Docx, paper: RulesPaper) =>
  sideBySide(
    docx,
    [
      centred(docx, paper.host, { bold: true, size: headSize }),
      centred(docx, '_______', { bold: true, size: 16 }),
      centred(docx, paper.number, { size: headSize }, 240),
    ],
    [
      centred(docx, paper.state, { bold: true, size: headSize }),
      centred(docx, paper.motto, { bold: true, underline: true }, 120),
      centred(docx, paper.placeAndDate, { italics: true }, 240),
    ],
  );

function bodyOf(docx: Docx, paper: RulesPaper): (Paragraph | Table)[] {
  const { Paragraph, TextRun, AlignmentType, HeadingLevel } = docx;
  const heading = (text: string) =>
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      keepNext: true,
      indent: { firstLine: 567 },
      spacing: { before: 160, after: 80 },
      children: [new TextRun({ text, bold: true, color: '000000', size: textSize, font: 'Times New Roman' })],
    });
  const sentence = (text: string) =>
    new Paragraph({
      alignment: AlignmentType.JUSTIFIED,
      indent: { firstLine: 567 },
      spacing: { after: 80, line: 288 },
      children: [new TextRun(text)],
    });
  return [
    centred(docx, paper.heading, { bold: true, size: 30 }),
    centred(docx, paper.subject, { bold: true }, 60),
    ...(paper.issued === '' ? [] : [centred(docx, paper.issued, { italics: true })]),
    centred(docx, '', {}, 60),
    ...preambleOf(docx, paper),
    ...paper.articles.flatMap(({ heading: words, sentences, table }) => [
      ...(words === '' ? [] : [heading(words)]),
      ...sentences.map((each, at) => sentence(words === '' ? each : `${at + 1}. ${each}`)),
      ...(table ? [tableOf(docx, table, paper.isWide ? widths.across : widths.upright)] : []),
    ]),
    ...(paper.amendments.length === 0 ? [] : [centred(docx, paper.amendmentsTitle, { bold: true }, 60)]),
    ...paper.amendments.flatMap(({ heading: words, lines }) => [
      heading(words),
      ...lines.map((each) => sentence(`- ${each}`)),
    ]),
    centred(docx, '', {}, 120),
  ];
}

/** What stands between the margins. */
const widths = {
  upright: page.width - margins.left - margins.right,
  across: page.height - margins.left - margins.right,
};

function tableOf(docx: Docx, { widths: asked, head, rows }: PaperTable, total: number): Table {
  const fixed = asked.reduce<number>((sum, width) => sum + (width === '*' ? 0 : width * 20), 0);
  const open = asked.filter((width) => width === '*').length;
  const columnWidths = asked.map((width) => (width === '*' ? Math.floor((total - fixed) / open) : width * 20));
  const cell = (it: PaperCell, column: number, isHead: boolean) => {
    const own = typeof it === 'string' || it === null ? { text: it ?? '' } : it;
    const { text, align = isHead ? 'center' : 'left', bold = isHead } = own;
    return new docx.TableCell({
      width: { size: columnWidths[column] ?? 0, type: docx.WidthType.DXA },
      margins: { left: 80, right: 80, top: 40, bottom: 40 },
      children: [new docx.Paragraph({ alignment: align, children: [new docx.TextRun({ text, bold, size: 24 })] })],
    });
  };
  const row = (cells: readonly PaperCell[], isHead: boolean) =>
    new docx.TableRow({
      ...{ cantSplit: true, tableHeader: isHead },
      children: cells.map((it, column) => cell(it, column, isHead)),
    });
  return new docx.Table({
    ...{ columnWidths, width: { size: total, type: docx.WidthType.DXA } },
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}

function preambleOf(docx: Docx, { preamble }: RulesPaper): Paragraph[] {
  if (!preamble) return [];
  const ground = (text: string) =>
    new docx.Paragraph({
      alignment: docx.AlignmentType.JUSTIFIED,
      indent: { firstLine: 567 },
      spacing: { after: 80, line: 288 },
      children: [new docx.TextRun({ text, italics: true })],
    });
  return [
    centred(docx, preamble.authority, { bold: true }, 120),
    ...preamble.grounds.map(ground),
    centred(docx, preamble.word, { bold: true }, 60),
  ];
}

function signOf(docx: Docx, { receivers: [to = '', ...receivers], signer, cosigner }: RulesPaper) {
  const { Paragraph, TextRun } = docx;
  const left = (text: string, run: Omit<Run, 'underline'>) =>
    new Paragraph({ children: [new TextRun({ text, ...run })] });
  const sentTo = [
    left(to, { bold: true, italics: true, size: 24 }),
    ...receivers.map((each) => left(each, { size: smallSize })),
  ];
  const signs = [
    centred(docx, signer.role, { bold: true }),
    centred(docx, signer.title, { bold: true }),
    centred(docx, signer.signature, { italics: true, size: smallSize }, 1_400),
    ...(signer.name ? [centred(docx, signer.name, { bold: true })] : []),
  ];
  if (!cosigner) return [sideBySide(docx, sentTo, signs)];
  const beside = [
    centred(docx, cosigner.role, { bold: true }),
    centred(docx, cosigner.signature, { italics: true, size: smallSize }),
  ];
  return [sideBySide(docx, beside, signs), centred(docx, '', {}, 60), ...sentTo];
}
