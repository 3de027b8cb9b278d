import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import pdfmake, { type PdfDefinition } from 'pdfmake';

/** A printed page in the house's typeface. What it is given is text and vectors only: it reads no file and no address. */

const weights = {
  normal: '400Regular/BeVietnamPro_400Regular',
  bold: '700Bold/BeVietnamPro_700Bold',
  italics: '400Regular_Italic/BeVietnamPro_400Regular_Italic',
  bolditalics: '700Bold_Italic/BeVietnamPro_700Bold_Italic',
} as const;

let ready = false;
/** The typeface is read at the first document, so that a house that prints nothing starts no slower. */
function prepare(): void {
  if (ready) return;
  const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/be-vietnam-pro/package.json'));
  for (const file of Object.values(weights))
    pdfmake.virtualfs.writeFileSync(`${file}.ttf`, readFileSync(`${folder}/${file}.ttf`));
  pdfmake.setFonts({
    BeVietnamPro: Object.fromEntries(Object.entries(weights).map(([weight, file]) => [weight, `${file}.ttf`])),
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  ready = true;
}

/**
 * Typesets a document (A4 portrait, points, unless it says otherwise).
 *
 * Units    sizes and margins in points, 72 to the inch. Text must be composed (NFC), or marks are misplaced.
 */
export function makePdf(document: PdfDefinition): Promise<Buffer> {
  prepare();
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [48, 48, 48, 56],
      ...document,
      defaultStyle: { font: 'BeVietnamPro', fontSize: 10, lineHeight: 1.25, ...document.defaultStyle },
    })
    .getBuffer();
}
