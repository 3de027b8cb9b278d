import { createHmac, hkdfSync } from 'node:crypto';

/** Keys of the installation, each for one purpose, from the one that is stored. */
export type OwnKeys = {
  /** Identifiers of people are stored as hashes under it. SPEC S33. */
  identities: Buffer;
  /** Encrypts what a browser carries between two requests. SPEC S34. */
  sealing: Buffer;
};

const derive = (stored: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(stored, 'base64url'), '', `hoithi:${purpose}`, 32));

export const deriveKeys = (stored: string): OwnKeys => ({
  identities: derive(stored, 'identities'),
  sealing: derive(stored, 'sealing'),
});

export const keyedHash = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
