import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { TokenSettings } from './message-route.ts';

const Token = z.object({ access: z.string(), refresh: z.string(), expiresAtMs: z.number().nullable() });
export type Token = z.infer<typeof Token>;

const cipher = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** From what stands in the settings alone: whoever has the database, or a backup of it, has no token. */
const keyOf = ({ firstRefresh, request }: TokenSettings): Buffer =>
  Buffer.from(
    hkdfSync('sha256', `${firstRefresh}\n${JSON.stringify(request.headers)}`, '', 'hoithi message token', 32),
  );

export function sealToken(settings: TokenSettings, token: Token): string {
  const iv = randomBytes(ivBytes);
  const seal = createCipheriv(cipher, keyOf(settings), iv);
  const sealed = Buffer.concat([seal.update(JSON.stringify(token), 'utf8'), seal.final()]);
  return Buffer.concat([iv, seal.getAuthTag(), sealed]).toString('base64url');
}

/** null: sealed under other settings, so the operator has entered a new refresh token since. */
export function openToken(settings: TokenSettings, sealed: string): Token | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < ivBytes + tagBytes) return null;
  const open = createDecipheriv(cipher, keyOf(settings), bytes.subarray(0, ivBytes));
  open.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    const text = Buffer.concat([open.update(bytes.subarray(ivBytes + tagBytes)), open.final()]).toString('utf8');
    return Token.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
