import type { QuestionDraft } from '@hoithi/shared/contract/question';
import type { Paragraph, Table } from 'docx';
import { paperWords } from '../question-words.ts';
import { keyHeader, type PaperOfQuestion, paperOfQuestion } from './paper-of-question.ts';

/** Half points, as Word counts. */
const textSize = 26;
/** Twentieths of a point: what follows a question, and the widths of the key's columns. */
const spaceAfter = 120;
const keyWidths = [900, 2_200, 3_600, 2_400] as const;
const indent = 360;

type Docx = typeof import('docx');

/** A question paper of Word; with the key, it stands in a table on a page of its own, to be left out when copies are made. */
export async function writeDocx(questions: readonly QuestionDraft[], withKey: boolean): Promise<Buffer> {
  const docx = await import('docx');
  const papers = questions.map((question, at) => paperOfQuestion(question, at + 1));
  const children = [
    titleOf(docx, paperWords.paperTitle, false),
    ...papers.flatMap((paper) => linesOf(docx, paper)),
    new docx.Paragraph({ alignment: docx.AlignmentType.CENTER, children: [new docx.TextRun(paperWords.end)] }),
    ...(withKey ? [titleOf(docx, paperWords.keyTitle, true), keyOf(docx, papers)] : []),
  ];
  const document = new docx.Document({
    styles: { default: { document: { run: { font: 'Times New Roman', size: textSize } } } },
    sections: [{ children }],
  });
  return docx.Packer.toBuffer(document);
}

const titleOf = ({ Paragraph, TextRun, AlignmentType }: Docx, text: string, pageBreakBefore: boolean): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    pageBreakBefore,
    spacing: { after: spaceAfter * 2 },
    children: [new TextRun({ text, bold: true })],
  });

function linesOf({ Paragraph, TextRun }: Docx, { lines }: PaperOfQuestion): Paragraph[] {
  return lines.map((line, at) => {
    const isLast = at === lines.length - 1;
    const number = at === 0 ? (/^\S+ \d+\. /.exec(line)?.[0] ?? '') : '';
    return new Paragraph({
      keepNext: !isLast,
      indent: at === 0 ? {} : { left: indent },
      spacing: isLast ? { after: spaceAfter } : {},
      children: [new TextRun({ text: number, bold: true }), new TextRun(line.slice(number.length))],
    });
  });
}

function keyOf(
  { Paragraph, Table, TableCell, TableRow, TextRun, WidthType }: Docx,
  papers: readonly PaperOfQuestion[],
): Table {
  const row = (cells: readonly string[], isHeader: boolean) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map(
        (text, at) =>
          new TableCell({
            width: { size: keyWidths[at] ?? 0, type: WidthType.DXA },
            children: [new Paragraph({ children: [new TextRun({ text, bold: isHeader })] })],
          }),
      ),
    });
  return new Table({
    columnWidths: [...keyWidths],
    width: { size: keyWidths.reduce((sum, each) => sum + each, 0), type: WidthType.DXA },
    rows: [row(keyHeader, true), ...papers.map(({ key }) => row(key, false))],
  });
}
