import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Busy } from '../platform/db/database.ts';

/** As OWASP recommends it (Password Storage Cheat Sheet, 2025): N = 2^17, r = 8, p = 1, which takes 128 MiB. */
const usual = { cost: 17, blockSize: 8, parallel: 1 };
const saltBytes = 16;
const keyBytes = 32;

/** Two at once in this process: each takes 128 MiB and a thread. Further ones wait, and so many at most. */
const atOnce = 2;
const waitingMax = 30;
let running = 0;
const waiting: (() => void)[] = [];

/** Work that hashes a password, in its turn. Throws Busy when too many wait. SPEC I10, W7. */
export async function inPasswordTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= waitingMax) throw new Busy('too many passwords wait to be checked');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

type Made = { cost: number; blockSize: number; parallel: number; salt: Buffer; key: Buffer };

function derive(password: string, salt: Buffer, { cost, blockSize, parallel }: typeof usual): Promise<Buffer> {
  const options = { N: 2 ** cost, r: blockSize, p: parallel, maxmem: 2 ** cost * blockSize * 128 + 2 ** 20 };
  return new Promise((resolve, reject) => {
    // The same letters however a keyboard composes them.
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (fault, key) => (fault ? reject(fault) : resolve(key)));
  });
}

/** The hash with its salt and the parameters it was made with. */
export async function hashPassword(password: string, cost: number = usual.cost): Promise<string> {
  const salt = randomBytes(saltBytes);
  const { blockSize, parallel } = usual;
  const key = await derive(password, salt, { cost, blockSize, parallel });
  return ['scrypt', cost, blockSize, parallel, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Of no password: whoever has none is refused after the same work. */
const nobody: Made = { ...usual, salt: Buffer.alloc(saltBytes), key: Buffer.alloc(keyBytes) };

function read(hash: string): Made {
  const [, cost, blockSize, parallel, salt = '', key = ''] = hash.split('$');
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
  return {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallel: Number(parallel),
    salt: bytes(salt),
    key: bytes(key),
  };
}

/** Whether it is the password. Without a hash it takes as long and is never right. SPEC I7. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const made = hash === null ? nobody : read(hash);
  const key = await derive(password, made.salt, made);
  return timingSafeEqual(key, made.key) && hash !== null;
}
