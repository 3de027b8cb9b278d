/** The texts that are signed. Formats: C2SP tlog-checkpoint, and the promise of docs/proof.md. SPEC Z3. */

export const toBase64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

export const checkpointText = (origin: string, size: number, root: string): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** How long a promised leaf may take to stand in the log. Units: seconds. */
export const promiseSeconds = 60;

/** The first line can be no origin of a log, so that no promise passes for a checkpoint. */
export const promiseText = (contestId: string, leafHash: string, atMs: number): string =>
  `hoithi promise v1\n${contestId}\n${toBase64(leafHash)}\n${atMs}\n${promiseSeconds}\n`;

const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'; // nothing that two people read differently

/** A checkpoint in the short form that is printed: its size, and 24 letters of its root (117 bits). */
export function shortForm(size: number, root: string): string {
  let rest = BigInt(`0x${root}`);
  const base = BigInt(letters.length);
  let text = '';
  for (let at = 0; at < 24; at++) {
    text += letters[Number(rest % base)];
    rest /= base;
  }
  return `${size}-${text.match(/.{6}/g)?.join('-')}`;
}
