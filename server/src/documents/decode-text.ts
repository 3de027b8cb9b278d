import type { OldFont } from '@hoithi/shared/contract/question-file';
import { convertOldFont, guessOldFont } from './old-fonts.ts';
import { countSyllables } from './vietnamese-syllable.ts';

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1258' | OldFont;
export type DecodedText =
  | { text: string; encoding: Encoding }
  | { problem: 'encoding_unread' | 'old_font'; value: OldFont | '' };

/**
 * Text out of a file: UTF-8 or UTF-16 with or without a mark, Windows-1258. Text typed for an old font is refused with the
 * font's name, and converted where `convert` names it. Line ends become `\n`. SPEC U1, U1b, Q9.
 */
export function decodeText(file: Uint8Array, convert: OldFont | null = null): DecodedText {
  return decodeUnicode(file) ?? decodeAnsi(file, convert);
}

/** The same for lines of prose, where each line has several words: fonts of before Unicode are known in Unicode text too. */
export function decodeProse(file: Uint8Array, convert: OldFont | null): DecodedText {
  const decoded = decodeText(file, convert);
  if ('problem' in decoded || decoded.encoding === convert) return decoded;
  const font = guessOldFont(decoded.text.split('\n', 4_000));
  if (font === null) return decoded;
  if (convert === null) return { problem: 'old_font', value: font };
  return { text: convertOldFont(decoded.text, convert), encoding: convert };
}

const withLineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');

function decodeUnicode(file: Uint8Array): { text: string; encoding: Encoding } | null {
  const order = utf16Of(file);
  try {
    const text = new TextDecoder(order ?? 'utf-8', { fatal: true }).decode(file);
    return { text: withLineEnds(text), encoding: order === null ? 'utf-8' : 'utf-16' };
  } catch {
    return null;
  }
}

/** By its mark, or by the zero bytes that every second letter of Latin script has. */
function utf16Of(file: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be';
  const start = file.subarray(0, 2_000);
  const zeros = [0, 0];
  for (const [at, byte] of start.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd * 5 > start.length && even * 20 < odd) return 'utf-16le';
  return even * 5 > start.length && odd * 20 < even ? 'utf-16be' : null;
}

/** One byte a letter: whichever reading has the most Vietnamese syllables, if it has enough of them. */
function decodeAnsi(file: Uint8Array, convert: OldFont | null): DecodedText {
  const western = withLineEnds(new TextDecoder('windows-1252').decode(file));
  const readings: readonly { text: string; encoding: Encoding }[] = [
    { text: withLineEnds(new TextDecoder('windows-1258').decode(file)).normalize('NFC'), encoding: 'windows-1258' },
    { text: convertOldFont(western, 'tcvn3'), encoding: 'tcvn3' },
    { text: convertOldFont(western, 'vni'), encoding: 'vni' },
  ];
  const judged = readings.map((reading) => ({ reading, ...countSyllables(reading.text.slice(0, 200_000)) }));
  const best = judged.sort((a, b) => b.syllables / (b.words || 1) - a.syllables / (a.words || 1))[0];
  if (!best || best.syllables * 10 < best.words * 7) return { problem: 'encoding_unread', value: '' };
  const { reading } = best;
  if (reading.encoding === 'windows-1258' || reading.encoding === convert) return reading;
  return { problem: 'old_font', value: reading.encoding === 'vni' ? 'vni' : 'tcvn3' };
}
