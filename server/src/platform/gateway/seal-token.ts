import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import type { TokenSettings } from './message-route.ts';

const Token = z.object({ access: z.string(), refresh: z.string(), expiresAtMs: z.number().nullable() });
export type Token = z.infer<typeof Token>;

/** From what stands in the settings alone: whoever has the database, or a backup of it, has no token. */
const keyOf = ({ firstRefresh, request }: TokenSettings): Uint8Array =>
  new Uint8Array(
    hkdfSync('sha256', `${firstRefresh}\n${JSON.stringify(request.headers)}`, '', 'hoithi message token', 32),
  );

/** As a JWE (A256GCM). */
export async function sealToken(settings: TokenSettings, token: Token): Promise<string> {
  const { CompactEncrypt } = await import('jose');
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(token)))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(keyOf(settings));
}

/** null: sealed under other settings, so the operator has entered a new refresh token since. */
export async function openToken(settings: TokenSettings, sealed: string): Promise<Token | null> {
  const { compactDecrypt } = await import('jose');
  try {
    const { plaintext } = await compactDecrypt(sealed, keyOf(settings), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return Token.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  } catch {
    return null;
  }
}
