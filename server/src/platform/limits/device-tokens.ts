import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Database } from '../db/database.ts';

const idForm = /^[\w-]{22}\.[\w-]{22}$/;

/**
 * Tokens by which a device is known again: a random id and its signature with a key of the installation. What a device
 * makes up itself is no token. Whoever deletes a token is a new device, and of those only so many appear behind an address.
 *
 * Source  SPEC W3.
 */
export class DeviceTokens {
  readonly #key: Buffer;

  /** `key`: 32 bytes as base64url. */
  constructor(key: string) {
    this.#key = Buffer.from(key, 'base64url');
  }

  make(): string {
    const id = randomBytes(16).toString('base64url');
    return `${id}.${this.#sign(id)}`;
  }

  /** The device's id; null: the server made no such token. */
  idOf(token: string | undefined): string | null {
    if (token === undefined || !idForm.test(token)) return null;
    const [id = '', signature = ''] = token.split('.');
    return timingSafeEqual(Buffer.from(signature), Buffer.from(this.#sign(id))) ? id : null;
  }

  #sign(id: string): string {
    return createHmac('sha256', this.#key).update(`device:${id}`).digest().subarray(0, 16).toString('base64url');
  }
}

/** The key of the installation, made by whichever process needs it first. */
export async function readDeviceKey(db: Database): Promise<string> {
  const [id, key] = [crypto.randomUUID(), randomBytes(32).toString('base64url')];
  await db.query('insert into installation (id) values ($1) on conflict do nothing', [id]);
  await db.query('update installation set device_key = $1 where device_key is null', [key]);
  const [row] = await db.query<{ device_key: string | null }>('select device_key from installation');
  if (!row?.device_key) throw new Error('an installation has its key');
  return row.device_key;
}

/**
 * The address that a request came from to the last of so many own proxies; each has added the one before it at the end of
 * the list. The same as for HTTP ("trust proxy" of Express).
 */
export function forwardedAddress(
  remote: string | undefined,
  list: string | undefined,
  hops: number,
): string | undefined {
  const all = [
    remote,
    ...(list ?? '')
      .split(',')
      .flatMap((each) => each.trim() || [])
      .reverse(),
  ];
  return all[Math.min(hops, all.length - 1)];
}

/** What counts as one address: of IPv6 the first half, since a household or a phone has all of the second. */
export function addressOf(ip: string | undefined): string {
  const plain = (ip ?? 'unknown').replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [before = '', behind] = plain.replace(/%.*$/, '').split('::');
  const groups = before === '' ? [] : before.split(':');
  if (behind !== undefined) {
    const last = behind === '' ? [] : behind.split(':');
    while (groups.length + last.length < 8) groups.push('0');
    groups.push(...last);
  }
  return groups.slice(0, 4).join(':').toLowerCase();
}
