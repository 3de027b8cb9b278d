import { type UnzipFileInfo, type Unzipped, unzipSync } from 'fflate';

/** What the parts that are read may unpack to together; a bomb is found by the sizes it declares, before it is unpacked. */
const unpackedBytesMax = 96 * 1024 * 1024;

/**
 * The wanted parts of a zip file. Null: they are too large together. A stored part is copied by its packed size, whatever size
 * it declares. Throws what the library throws over a broken file. SPEC W21.
 */
export function unpackZip(file: Uint8Array, wanted: (part: UnzipFileInfo) => boolean): Unzipped | null {
  let bytes = 0;
  const measured = (part: UnzipFileInfo) => {
    if (wanted(part)) bytes += Math.max(part.originalSize, part.compression === 0 ? part.size : 0);
    return false;
  };
  unzipSync(file, { filter: measured });
  return bytes > unpackedBytesMax ? null : unzipSync(file, { filter: wanted });
}

/** The names of all parts, without unpacking any. */
export function listZip(file: Uint8Array): string[] {
  const names: string[] = [];
  unzipSync(file, { filter: ({ name }) => names.push(name) < 0 });
  return names;
}
