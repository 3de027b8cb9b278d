import { appName } from './app-name.ts';

/** Codes of authenticator apps: RFC 6238, six digits, thirty seconds, SHA-1, as every app reads them. SPEC I10. */

const stepSeconds = 30;
/** For whoever has no secret, so that the refusal takes the same work. */
const noSecret = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export async function newTotpSecret(label: string): Promise<{ secret: string; uri: string }> {
  const { generateSecret, generateURI } = await import('otplib');
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: appName, label, secret }) };
}

/**
 * The step whose code this is: the one of now, the one before or the next, for a clock that is a little off. null: none, or
 * one that is not later than the last one used.
 */
export async function totpStepOf(
  secret: string | null,
  { code, lastStep, nowMs }: { code: string; lastStep: number; nowMs: number },
): Promise<number | null> {
  const { verify } = await import('otplib');
  const epoch = Math.floor(nowMs / 1_000);
  const found = await verify({ secret: secret ?? noSecret, token: code, epoch, epochTolerance: stepSeconds });
  if (!found.valid || secret === null || !('timeStep' in found)) return null;
  return found.timeStep > lastStep ? found.timeStep : null;
}
