import { randomInt } from 'node:crypto';
import type { Queries } from '../platform/db/database.ts';
import { hashOf } from '../web/sessions-sql.ts';
import { replaceRecoveryCodes } from './means-sql.ts';

/** Codes on paper for whoever has lost the device: each opens one session. SPEC I11. */

const codes = 10;
/** Without what people take for each other: Crockford's base 32. Sixteen letters of it are 80 bits, which nobody guesses. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 4;
const groupLength = 4;

const newCode = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-');

/** As people type it: in small letters, with or without dashes, O for 0, I and L for 1. */
const readTyped = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

export const hashRecoveryCode = (accountId: string, typed: string): string =>
  hashOf(`recovery:${accountId}:${readTyped(typed)}`);

/** New codes in the place of all that there were. They are shown once. */
export async function makeRecoveryCodes(tx: Queries, accountId: string, nowMs: number): Promise<string[]> {
  const made = Array.from({ length: codes }, newCode);
  const hashes = made.map((code) => hashRecoveryCode(accountId, code));
  await replaceRecoveryCodes(tx, accountId, hashes, nowMs);
  return made;
}
