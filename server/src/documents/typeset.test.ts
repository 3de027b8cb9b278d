import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOfPdf } from '../../test/text-of-pdf.ts';
import { typeset } from './typeset.ts';

const rows = (names: readonly string[]) => names.map((name) => [name, { text: '22,88 %', align: 'right' as const }]);
const paper = (names: readonly string[]) => ({
  title: 'Số liệu',
  lang: 'vi' as const,
  ...{ heading: '', contest: '', when: '', verdict: '', end: '', detail: null, only: '', stamp: 'đóng dấu' },
  ...{ passed: true, complete: true, notes: [], pages: 'trang {page}/{pages}' },
  sections: [
    { title: 'I. Đơn vị', whole: false, parts: [{ widths: ['*', 80], head: ['Tên', 'Tỷ lệ'], rows: rows(names) }] },
  ],
});
function inspect(program: string, pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'hoithi-pdf-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    return execFileSync(program, [join(folder, 'a.pdf')], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('printed papers', () => {
  it('[W1] the Vietnamese text of a printed page can be searched, and the page is tagged', async () => {
    const pdf = await typeset('rehearsal', paper(['Huyện Vũ Quang: Đặng Thị Quỳnh Như']));
    expect(textOfPdf(pdf)).toContain('Huyện Vũ Quang: Đặng Thị Quỳnh Như');
    expect(textOfPdf(pdf)).toContain('trang 1/1');
    expect(inspect('pdfinfo', pdf)).toMatch(/Tagged:\s+yes/);
  });

  it('[W1] every letter of every language of Vietnam is printed in one of the two typefaces', async () => {
    const letters = 'Y Dhăm Êban, H’Brĭt, ĭ ŏ ŭ ƀ Ƀ č ê̆ ô̆ ơ̆ ư̆ ñ đ ŭ Ŏ Ĭ Ŭ';
    const pdf = await typeset('rehearsal', paper([letters, letters.normalize('NFD')]));
    const fonts = inspect('pdffonts', pdf).split('\n').slice(2).filter(Boolean);
    expect(fonts.every((font) => /BeVietnamPro|NotoSans/.test(font))).toBe(true);
    for (const letter of ['ĭ', 'ŏ', 'ŭ', 'ƀ', 'Ƀ', 'č']) expect(textOfPdf(pdf)).toContain(letter);
  });

  it('[W1] what people wrote is text, whatever it means in a template', async () => {
    const written = [
      '#read("/etc/hostname")',
      '#sys.inputs',
      '*đậm* _nghiêng_ $x$ <nhãn> @tên',
      '#import "@preview/a:1.0.0"',
    ];
    const text = textOfPdf(await typeset('rehearsal', paper(written)));
    for (const words of written) expect(text.replace(/\s+/g, ' ')).toContain(words);
  });

  it('[W1] values that do not fit their template are a fault that says which', async () => {
    await expect(typeset('rehearsal', { title: 'x', lang: 'vi' })).rejects.toThrow('the template rehearsal failed');
  });
});
