import { drawnAs } from '@hoithi/shared/contract/question-paste';
import { describe, expect, it } from 'vitest';
import { blocksOfHtml } from './pasted-blocks.ts';

/** Lines as text, with the signs of pieces that are drawn: `{B u}`. */
const signs = Object.entries({
  u: drawnAs.underline,
  h: drawnAs.highlight,
  c: drawnAs.colour,
  b: drawnAs.bold,
  i: drawnAs.italic,
});
const written = (html: string): unknown[] =>
  blocksOfHtml(html).map(function write(block): unknown {
    if ('rows' in block) return block.rows.map((row) => row.map((cell) => cell.map(write)));
    const text = block.pieces.map((piece) => {
      const drawn = signs.flatMap(([sign, mark]) => (piece.drawn & mark ? sign : []));
      return drawn.length === 0 ? piece.text : `{${piece.text} ${drawn.join('')}}`;
    });
    return `${block.gap ? '¶' : ''}${text.join('').replace(/\s+/g, ' ').trim()}${block.pictures > 0 ? ' [picture]' : ''}`;
  });

describe('what is on the clipboard', () => {
  it('[Q16] paragraphs of Word: runs, line breaks within a source, list labels, empty paragraphs, comments of Word', () => {
    expect(
      written(`<html><head><style>p {color:red}</style></head><body lang=VI><!--StartFragment-->
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Câu 1.</b> Cơ quan
nào cấp căn cước?<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>A.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Bưu điện</p>
<p class=MsoNormal><u>B.</u> <span style='color:red'>Công an</span></p>
<p class=MsoNormal><span style='background:yellow;mso-highlight:yellow'>C</span><span style='color:black'>. Ngân hàng</span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Câu 2.<br>A. Một<br>B. <img src="x.png">Hai</p><!--EndFragment--></body></html>`),
    ).toEqual([
      '{Câu 1. b} Cơ quan nào cấp căn cước?',
      'A. Bưu điện',
      '{B. u} {Công an c}',
      '{C h}. Ngân hàng',
      '¶Câu 2.',
      'A. Một',
      'B. Hai [picture]',
    ]);
  });

  it('[Q16] a document of a browser: the bold of its frame is none, lists get the labels that are drawn', () => {
    expect(
      written(`<b style="font-weight:normal" id="docs-internal-guid-1"><ol start="3"><li><span style="font-weight:700">Ai?</span>
        <ol style="list-style-type:upper-alpha"><li>Một</li><li><span style="text-decoration:underline;color:#000000">Hai</span></li></ol></li></ol>
        <p><a href="https://example.org" style="color:#1155cc;text-decoration:underline">Nguồn</a></p></b>`),
    ).toEqual(['3. {Ai? b}', 'A. Một', 'B. {Hai u}', 'Nguồn']);
  });

  it('[Q16] tables are rows of cells of lines, a table in a cell is its lines', () => {
    expect(
      written(
        '<table><tbody><tr><td><p>A. Tròn</p></td><td>B. <strong>Vuông</strong></td></tr><tr><th>Câu</th><td><table><tr><td>x</td></tr></table></td></tr></tbody></table>',
      ),
    ).toEqual([
      [
        [['A. Tròn'], ['B. {Vuông b}']],
        [['Câu'], ['x']],
      ],
    ]);
  });

  it('[Q16] scripts and what is not shown as text are not read', () => {
    expect(
      written('<p>Một</p><script>alert(1)</script><style>x</style><template>y</template><p onclick="z()">Hai</p>'),
    ).toEqual(['Một', 'Hai']);
  });
});
