import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { PdfDefinition } from 'pdfmake';

/** Printed pages in one typeface. Documents are text and vectors only: no file and no address is read for them. */

const weights = {
  normal: '400Regular/BeVietnamPro_400Regular',
  bold: '700Bold/BeVietnamPro_700Bold',
  italics: '400Regular_Italic/BeVietnamPro_400Regular_Italic',
  bolditalics: '700Bold_Italic/BeVietnamPro_700Bold_Italic',
} as const;

/** Loaded with the typeface at the first document: both are large, and the start does not wait for them. */
async function loadPdfmake() {
  const { default: pdfmake } = await import('pdfmake');
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/be-vietnam-pro/package.json'));
  for (const file of Object.values(weights))
    pdfmake.virtualfs.writeFileSync(`${file}.ttf`, readFileSync(`${folder}/${file}.ttf`));
  pdfmake.setFonts({
    BeVietnamPro: Object.fromEntries(Object.entries(weights).map(([weight, file]) => [weight, `${file}.ttf`])),
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake;
}
let loading: ReturnType<typeof loadPdfmake> | null = null;

/**
 * Typesets a document (A4 portrait and points by default).
 *
 * Units    sizes and margins in points, 72 to the inch. Text must be composed (NFC), or marks are misplaced.
 */
export async function makePdf(document: PdfDefinition): Promise<Buffer> {
  loading ??= loadPdfmake();
  const pdfmake = await loading;
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [48, 48, 48, 56],
      ...document,
      defaultStyle: { font: 'BeVietnamPro', fontSize: 10, lineHeight: 1.25, ...document.defaultStyle },
    })
    .getBuffer();
}
