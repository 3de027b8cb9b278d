import type { Anchors } from '../src/anchors.ts';
import { type FileKind, isPacked, receiptMax, tellText } from '../src/tell-files.ts';
import type { PageWord } from './page-words.ts';

/** A file or a text that was given to the page. `text` is null for a bundle, which is read in the worker. */
export type Given = { name: string; kind: Exclude<FileKind, 'unknown'>; size: number; text: string | null; file: Blob };
export type Refused = { word: PageWord; data: Record<string, string> };

/** The largest file that is opened, and how many of them. Units: bytes. */
export const fileMax = 2 * 2 ** 30;
export const filesMax = 30;

/** What a file is; refused: what is wrong with it, in words. */
export async function takeFile(file: File): Promise<Given | Refused> {
  const { name, size } = file;
  if (size > fileMax) return { word: 'tooLarge', data: { name, limit: '2 GB' } };
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (isPacked(head) || size > receiptMax) return { name, kind: 'bundle', size, text: null, file };
  const text = await file.text();
  const kind = tellText(text);
  if (kind === 'unknown') return { word: 'notKnown', data: { name } };
  return { name, kind, size, text: kind === 'bundle' ? null : text, file };
}

export function takeTyped(typed: string): Given | Refused {
  const text = typed.trim();
  const kind = tellText(text);
  if (kind === 'unknown' || kind === 'bundle') return { word: 'notKnown', data: { name: text.slice(0, 60) } };
  return { name: text.slice(0, 60), kind, size: text.length, text, file: new Blob([text]) };
}

export function anchorsOf(given: readonly Given[]): Anchors {
  const of = (kind: Given['kind']) => given.filter((each) => each.kind === kind).map(({ text }) => text ?? '');
  const key = of('key').at(-1)?.trim();
  return {
    ...(key === undefined ? {} : { key }),
    checkpoints: of('checkpoint'),
    receipts: of('receipt'),
    witnesses: of('witness').map((text) => text.trim()),
  };
}
