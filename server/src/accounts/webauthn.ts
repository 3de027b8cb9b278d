import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { appName } from './app-name.ts';

/** What passkeys of staff and of contestants have in common: WebAuthn, level 3. The device has to verify its holder. SPEC I9, S38. */

/** What a browser was asked to sign, and where. */
export const Asked = z.object({ challenge: z.string(), origin: z.string(), rpId: z.string() });
export type Asked = z.infer<typeof Asked>;

/** The browser's own answers, as far as they are looked at here; the library checks the rest. */
const Stated = z.looseObject({ response: z.looseObject({ clientDataJSON: z.string().max(4_000) }) });
const ClientData = z.looseObject({ origin: z.string() });
const timeoutMs = 120_000;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));

/** How a passkey names its holder to the server: bytes that say nothing to anybody else. */
const handleOf = (holderId: string): string => Buffer.from(holderId.replaceAll('-', ''), 'hex').toString('base64url');

/** What a browser needs to sign in by whichever passkey its holder chooses. */
export async function requestOptions(rpId: string) {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  return generateAuthenticationOptions({ rpID: rpId, userVerification: 'required', timeout: timeoutMs });
}

export function statedOrigin(credential: unknown): string | null {
  const stated = Stated.safeParse(credential);
  if (!stated.success) return null;
  try {
    const clientData: unknown = JSON.parse(Buffer.from(stated.data.response.clientDataJSON, 'base64url').toString());
    return ClientData.safeParse(clientData).data?.origin ?? null;
  } catch {
    return null; // no JSON
  }
}

/** `holderId`: of the account or the person, a UUID. */
export type KnownKey = { credential_id: string; public_key: string; holderId: string };

/** What the device says it has counted, if it signed this challenge; null: it did not. */
export async function counterOf(
  credential: unknown,
  known: KnownKey,
  { challenge, origin, rpId }: Asked,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const response = credential as AuthenticationResponseJSON;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      // The counter is compared where it is stored, for all processes at once.
      credential: { id: known.credential_id, publicKey: bytesOf(known.public_key), counter: 0 },
    });
    const holder = response.response.userHandle;
    const isHolder = holder === undefined || holder === handleOf(known.holderId);
    return verified && isHolder ? authenticationInfo.newCounter : null;
  } catch {
    return null; // malformed, or signed for something else
  }
}

/** `known`: passkeys that the holder has already; a device that has one makes no second. */
export type NewHolder = { id: string; userName: string; displayName: string; known: readonly string[] };

/** What a browser needs to make a passkey. */
export async function creationOptions(of: NewHolder, rpId: string) {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  return generateRegistrationOptions({
    rpName: appName,
    rpID: rpId,
    userName: of.userName,
    userDisplayName: of.displayName,
    userID: bytesOf(handleOf(of.id)),
    timeout: timeoutMs,
    attestationType: 'none',
    excludeCredentials: of.known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

export type NewKey = { credential_id: string; public_key: string; counter: number; transports: string[] };

/** The passkey that a browser made for what was asked; null: it does not fit. */
export async function readNewKey(credential: object, { challenge, origin, rpId }: Asked): Promise<NewKey | null> {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: credential as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    return {
      credential_id: id,
      public_key: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: z.array(z.string().max(30)).max(10).safeParse(transports).data ?? [],
    };
  } catch {
    return null; // malformed, or made for something else
  }
}
