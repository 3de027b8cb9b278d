import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { hashLeaf, merkleRoot, proveInclusion } from '@hoithi/shared/rules/merkle';
import { toHex, utf8 } from '@hoithi/verifier/bytes';

/** A log for tests, signed by a key of its own. */

export const contestId = '00000000-0000-4000-8000-000000000001';
export const origin = `hoithi/log/${contestId}/1`;

export class Signer {
  readonly text: string;
  readonly #key: KeyObject = generateKeyPairSync('ed25519').privateKey;
  readonly #hash: Buffer;
  constructor() {
    const raw = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32);
    const typed = Buffer.concat([Buffer.of(1), raw]);
    this.#hash = createHash('sha256').update('hoithi-log\n').update(typed).digest().subarray(0, 4);
    this.text = `hoithi-log+${this.#hash.toString('hex')}+${typed.toString('base64')}`;
  }
  sign = (text: string): string =>
    `${text}\n— hoithi-log ${Buffer.concat([this.#hash, sign(null, Buffer.from(text), this.#key)]).toString('base64')}\n`;
}

export const hashOf = (leaf: string) => hashLeaf(utf8(leaf));

/** Where one of these leaves stands in the log that they make. */
export function placeIn(leaves: readonly string[], index: number, by: Signer) {
  const hashes = leaves.map(hashOf);
  const root = Buffer.from(merkleRoot(hashes)).toString('base64');
  return {
    ...{ index, size: leaves.length, proof: proveInclusion(hashes, index).map(toHex) },
    checkpoint: by.sign(`${origin}\n${leaves.length}\n${root}\n`),
  };
}
