import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Draws that anybody can make again: a list that is frozen before its seed exists, and one order of all numbers by hashes.
 *
 * Units   numbers of a list count from 1; hashes are lower-case hexadecimal.
 * Source  docs/proof.md, part 10; SPEC F40.
 */

const sha256Of = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** SHA-256 over a line `number id` for each, in the order of numbers. */
export function hashLotList(ids: readonly string[]): string {
  const hash = sha256.create();
  for (const [at, id] of ids.entries()) hash.update(utf8ToBytes(`${at + 1} ${id}\n`));
  return bytesToHex(hash.digest());
}

/** A value that somebody commits to: long enough that nobody guesses it out of its hash. */
export const valueLengthMin = 12;

/** What somebody says beforehand of a value that is opened later: no other name and no other value has it. */
export const commitToValue = (name: string, value: string): string => sha256Of(`${name}\n${value}`);

/** Values that were opened together, as one. */
export const seedOfValues = (values: readonly string[]): string => values.join('\n');

export type Drawing = { draw: string; listHash: string; seed: string };

/** What a number is put in order by. */
export const lotKey = ({ draw, listHash, seed }: Drawing, number: number): string =>
  sha256Of(`${draw}\n${listHash}\n${seed}\n${number}`);

/**
 * The first numbers of a drawing, in their order; whoever falls out later is skipped, and nothing is drawn again.
 *
 * @param count  how many numbers the list has
 * @param max    how many are wanted
 */
export async function drawLots(
  drawing: Drawing,
  count: number,
  max: number,
  yieldIfDue: () => Promise<void> = () => Promise.resolve(),
): Promise<number[]> {
  const keys: [key: string, number: number][] = [];
  for (let number = 1; number <= count; number++) {
    keys.push([lotKey(drawing, number), number]);
    if (number % 1_000 === 0) await yieldIfDue();
  }
  keys.sort(([one], [other]) => (one < other ? -1 : 1));
  return keys.slice(0, max).map(([, number]) => number);
}
