import type { Look, LookPicture } from '@hoithi/shared/contract/look';
import { shownLook } from '@hoithi/shared/rules/look-colours';
import type { PaperPictures } from '../documents/typeset.ts';
import { readMedia } from '../media/media-sql.ts';
import type { Queries } from '../platform/db/database.ts';

/** `pictures`: the logo and the sponsors' by name, as a template shows them. */
export type PrintedLook = {
  logo: string | null;
  sponsors: { file: string; name: string }[];
  pictures: PaperPictures;
  colours: { main: string; mainDeep: string; accent: string } | null;
};

/** What a printed paper shows of a contest's look; a picture that is gone is left out. SPEC X8. */
export async function readPrintedLook(db: Queries, look: Look): Promise<PrintedLook> {
  const pictures: Record<string, Buffer> = {};
  const take = async (picture: LookPicture, name: string): Promise<string | null> => {
    const media = await readMedia(db, picture.hash);
    if (!media) return null;
    const file = `${name}.${media.type === 'image/png' ? 'png' : 'jpg'}`;
    pictures[file] = media.bytes;
    return file;
  };
  const logo = look.logo && (await take(look.logo, 'logo'));
  const sponsors: PrintedLook['sponsors'] = [];
  for (const [at, { name, picture }] of look.sponsors.entries()) {
    const file = await take(picture, `sponsor-${at}`);
    if (file) sponsors.push({ file, name });
  }
  const tones = shownLook(look).tones;
  return {
    logo,
    sponsors,
    pictures,
    colours: tones && { main: tones.main, mainDeep: tones.mainDeep, accent: tones.accent },
  };
}
