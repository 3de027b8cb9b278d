import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Signed notes (C2SP signed-note): the name under which this installation signs, and the algorithm's first byte. */
const keyName = 'hoithi-log';
const ed25519 = 0x01;
const fileName = 'log-key.pem';

/** The Ed25519 key by which this installation signs checkpoints and promises. SPEC Z3. */
export class LogKey {
  /** C2SP verifier key: name, key hash, algorithm and key. */
  readonly verifierKey: string;
  readonly #private: KeyObject;
  readonly #hash: Buffer;

  constructor(privateKey: KeyObject) {
    this.#private = privateKey;
    const raw = publicBytes(privateKey);
    const typed = Buffer.concat([Buffer.of(ed25519), raw]);
    this.#hash = keyHash(keyName, typed);
    this.verifierKey = `${keyName}+${this.#hash.toString('hex')}+${typed.toString('base64')}`;
  }

  /** The text, which ends with a line, with its signature line below an empty one. */
  signNote(text: string): string {
    const signature = Buffer.concat([this.#hash, sign(null, Buffer.from(text, 'utf8'), this.#private)]);
    return `${text}\n— ${keyName} ${signature.toString('base64')}\n`;
  }
}

/** Source: C2SP signed-note, key hash. */
export const keyHash = (name: string, typed: Uint8Array): Buffer =>
  createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);

/** The last 32 bytes of a public key's DER are the key itself. */
const publicBytes = (privateKey: KeyObject): Buffer =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);

export const makeLogKey = (): LogKey => new LogKey(generateKeyPairSync('ed25519').privateKey);

/**
 * The key from the environment (PKCS #8 in PEM, its lines may be joined by `\n`), or the one in the data folder, which is made
 * when it is first needed. Several processes that begin together end up with the one that was written first.
 */
export async function openLogKey(dataDir: string, given: string | null): Promise<LogKey> {
  if (given !== null) return new LogKey(createPrivateKey(given.replaceAll('\\n', '\n')));
  const path = join(dataDir, fileName);
  await mkdir(dataDir, { recursive: true });
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    await writeFile(path, made, { flag: 'wx', mode: 0o600 });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  }
  return new LogKey(createPrivateKey(await readFile(path, 'utf8')));
}
