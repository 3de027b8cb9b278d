import type { z } from 'zod';
import type { App } from '../app-parts.ts';

type SealApp = Pick<App, 'clock' | 'ownKeys'>;

/**
 * What the first of two requests leaves with the browser for the second, so that nothing is stored for whoever never comes
 * back: encrypted (JWE, A256GCM), for one purpose, for so long. SPEC S34.
 */
export async function seal(app: SealApp, purpose: string, value: object, lastsMs: number): Promise<string> {
  const { EncryptJWT } = await import('jose');
  return new EncryptJWT({ value })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setAudience(purpose)
    .setExpirationTime(Math.floor((app.clock.nowMs() + lastsMs) / 1_000))
    .encrypt(app.ownKeys.sealing);
}

/** null: it is not ours, of another purpose or form, or over. */
export async function unseal<T>(
  app: SealApp,
  purpose: string,
  sealed: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const { jwtDecrypt } = await import('jose');
  try {
    const { payload } = await jwtDecrypt(sealed, app.ownKeys.sealing, {
      ...{ audience: purpose, currentDate: new Date(app.clock.nowMs()), requiredClaims: ['exp'] },
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return schema.safeParse(payload.value).data ?? null;
  } catch {
    return null; // no token, or not one of ours
  }
}
