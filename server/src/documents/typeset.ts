import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { programPath } from '../platform/programs.ts';

/** Printed papers: templates in `server/templates`, in which the program's values are set. Tagged PDF (PDF/UA-1). */

export type Template =
  | 'certificate'
  | 'cue-sheet'
  | 'entry-slips'
  | 'figures'
  | 'rehearsal'
  | 'poster'
  | 'rules'
  | 'slips';
/** What every template reads of its data. */
export type PaperData = { title: string; lang: 'vi' | 'en' } & Record<string, unknown>;

/** A cell of a ruled table. `across`: over all columns; `beneath`: in small letters under it. */
export type PaperCell =
  | string
  | null
  | {
      text: string;
      align?: 'right' | 'center';
      bold?: boolean;
      italic?: boolean;
      color?: string;
      fill?: string;
      beneath?: string;
      across?: true;
    };
/** widths: points, '*' for what is left. */
export type PaperTable = { widths: (number | '*')[]; head: string[]; rows: PaperCell[][] };

const faces = {
  'be-vietnam-pro': [
    '400Regular/BeVietnamPro_400Regular',
    '700Bold/BeVietnamPro_700Bold',
    '400Regular_Italic/BeVietnamPro_400Regular_Italic',
    '700Bold_Italic/BeVietnamPro_700Bold_Italic',
  ],
  // For papers of an office: of the same widths as the face that Decree 30/2020 names.
  tinos: [
    '400Regular/Tinos_400Regular',
    '700Bold/Tinos_700Bold',
    '400Regular_Italic/Tinos_400Regular_Italic',
    '700Bold_Italic/Tinos_700Bold_Italic',
  ],
  // For letters that the other faces lack: those of Bahnar, Ê Đê, Gia Rai and others.
  'noto-sans': [
    '400Regular/NotoSans_400Regular',
    '700Bold/NotoSans_700Bold',
    '400Regular_Italic/NotoSans_400Regular_Italic',
    '700Bold_Italic/NotoSans_700Bold_Italic',
  ],
} as const;

/** Loaded with the typefaces at the first paper: both are large, and the start does not wait for them. */
async function openCompiler(): Promise<NodeCompiler> {
  const { NodeCompiler: Compiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const resolve = createRequire(import.meta.url).resolve;
  const fontBlobs = Object.entries(faces).flatMap(([family, files]) => {
    const folder = dirname(resolve(`@expo-google-fonts/${family}/package.json`));
    return files.map((file) => readFileSync(`${folder}/${file}.ttf`));
  });
  return Compiler.create({ workspace: programPath('server/templates'), fontArgs: [{ fontBlobs }] });
}
let opening: Promise<NodeCompiler> | null = null;

/** Pictures by the name under which a template shows them, such as `logo.png`. */
export type PaperPictures = Readonly<Record<string, Buffer>>;

/**
 * Typesets a paper. Values are data to the template and never part of it. Throws where the template does not fit them.
 * `tagged` false: for many pages at once that are printed and not read aloud; such files can be joined.
 */
export async function typeset(
  template: Template,
  data: PaperData,
  pictures: PaperPictures = {},
  tagged = true,
): Promise<Buffer> {
  opening ??= openCompiler();
  const compiler = await opening;
  const text = JSON.stringify(data).normalize('NFC');
  compiler.resetShadow(); // the next paper sees none of this one's
  for (const [name, bytes] of Object.entries(pictures))
    compiler.mapShadow(programPath(`server/templates/${name}`), bytes);
  const found = compiler.compile({
    mainFilePath: programPath(`server/templates/${template}.typ`),
    inputs: { data: text },
  });
  const problems = found.takeDiagnostics();
  if (!found.result) {
    const said = problems ? JSON.stringify(compiler.fetchDiagnostics(problems)) : 'nothing said';
    throw new Error(`the template ${template} failed: ${said}`);
  }
  const pdf = compiler.pdf(found.result, tagged ? { pdfStandard: 'ua-1' } : { pdfTags: false });
  compiler.evictCache(0);
  return pdf;
}
