import { randomBytes } from 'node:crypto';
import type { PasskeyBegun } from '@hoithi/shared/contract/accounts';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { readAccount } from './accounts-sql.ts';
import { appName } from './app-name.ts';
import { insertChallenge, takeChallenge } from './challenges-sql.ts';
import { countPasskeyUse, type PasskeyRow, readPasskey } from './means-sql.ts';
import type { Place } from './own-place.ts';

/**
 * Passkeys: WebAuthn, level 3. Each challenge works once, within five minutes, for the address it was made at. The device
 * has to verify its holder. SPEC I9.
 */

type PasskeyApp = Pick<App, 'db' | 'clock'>;

const newChallengeId = (): string => randomBytes(16).toString('base64url');
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));

const Asked = z.object({ challenge: z.string(), origin: z.string(), rpId: z.string() });
/** `holder`: for whom a new passkey is: an account, or whoever has an invitation. */
const AskedNew = Asked.extend({ holder: z.string(), accountId: z.uuid() });

/** The browser's own answers, as far as they are looked at here; the library checks the rest. */
const Stated = z.looseObject({ response: z.looseObject({ clientDataJSON: z.string().max(4_000) }) });
const ClientData = z.looseObject({ origin: z.string() });

/** What a browser needs to sign in by whichever passkey its holder chooses. */
export async function beginPasskey(app: PasskeyApp, { origin, rpId, from }: Place): Promise<PasskeyBegun> {
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  const options = await generateAuthenticationOptions({ rpID: rpId, userVerification: 'required', timeout: 120_000 });
  const id = newChallengeId();
  const detail = { challenge: options.challenge, origin, rpId };
  await insertChallenge(app.db, { id, kind: 'passkey', from, detail }, app.clock.nowMs());
  return { challengeId: id, options: { ...options } };
}

/** Whose passkey it is, and what the ways to sign in of that account were when it was compared; null: it does not fit. */
export async function checkPasskey(
  app: PasskeyApp,
  proof: { challengeId: string; credential: { id: string } },
  place: Place,
): Promise<{ accountId: string; meansNo: number } | null> {
  const nowMs = app.clock.nowMs();
  const asked = await takeChallenge(app.db, { id: proof.challengeId, kind: 'passkey', schema: Asked }, nowMs);
  const known = await readPasskey(app.db, proof.credential.id);
  const origin = statedOrigin(proof.credential);
  if (!asked || !known || origin === null) return null;
  const counter = await counterOf(proof.credential as never, known, {
    challenge: asked.challenge,
    origin,
    rpId: asked.rpId,
  });
  if (counter === null) return null;
  // The signature is that of the passkey itself: what does not fit now is worth knowing.
  if (origin !== place.origin || asked.origin !== place.origin) return refuseKnown(app, known, 'origin');
  if (!(await countPasskeyUse(app.db, known.credential_id, counter, nowMs))) return refuseKnown(app, known, 'counter');
  return { accountId: known.account_id, meansNo: known.means_no };
}

/** Whose passkey signed these bytes at this address, such as the hash of what is confirmed; null: none did. */
export async function checkSigned(
  app: PasskeyApp,
  credential: { id: string },
  signed: string,
  { origin, rpId }: Pick<Place, 'origin' | 'rpId'>,
): Promise<string | null> {
  const known = await readPasskey(app.db, credential.id);
  if (!known || statedOrigin(credential) !== origin) return null;
  const counter = await counterOf(credential as never, known, { challenge: signed, origin, rpId });
  if (counter === null) return null;
  if (!(await countPasskeyUse(app.db, known.credential_id, counter, app.clock.nowMs())))
    return refuseKnown(app, known, 'counter');
  return known.account_id;
}

function statedOrigin(credential: unknown): string | null {
  const stated = Stated.safeParse(credential);
  if (!stated.success) return null;
  try {
    const clientData: unknown = JSON.parse(Buffer.from(stated.data.response.clientDataJSON, 'base64url').toString());
    return ClientData.safeParse(clientData).data?.origin ?? null;
  } catch {
    return null; // no JSON
  }
}

/** What the device says it has counted, if it signed this challenge; null: it did not. */
async function counterOf(
  response: AuthenticationResponseJSON,
  known: PasskeyRow,
  { challenge, origin, rpId }: z.infer<typeof Asked>,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
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
    const isHolder = holder === undefined || holder === handleOf(known.account_id);
    return verified && isHolder ? authenticationInfo.newCounter : null;
  } catch {
    return null; // malformed, or signed for something else
  }
}

async function refuseKnown(app: PasskeyApp, known: PasskeyRow, reason: 'origin' | 'counter'): Promise<null> {
  const account = await readAccount(app.db, known.account_id);
  await writeAudit(app.db, {
    contestId: null,
    organizationId: account?.organization_id ?? null,
    atMs: app.clock.nowMs(),
    actor: 'server',
    act: 'passkey:refused',
    object: `account ${known.account_id}`,
    detail: { reason },
  });
  return null;
}

/** How a passkey names its account to the server: bytes that say nothing to anybody else. */
const handleOf = (accountId: string): string => Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url');

export type PasskeyHolder = {
  /** `account:…` or `invitation:…`: who may finish what is begun here. */
  holder: string;
  /** The account, or the one that will be made. */
  accountId: string;
  login: string;
  name: string;
  known: readonly string[];
};

/** What a browser needs to make a passkey. */
export async function beginNewPasskey(
  app: PasskeyApp,
  of: PasskeyHolder,
  { origin, rpId, from }: Place,
): Promise<PasskeyBegun> {
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  const options = await generateRegistrationOptions({
    rpName: appName,
    rpID: rpId,
    userName: of.login,
    userDisplayName: of.name,
    userID: bytesOf(handleOf(of.accountId)),
    timeout: 120_000,
    attestationType: 'none',
    excludeCredentials: of.known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const id = newChallengeId();
  const detail = { challenge: options.challenge, origin, rpId, holder: of.holder, accountId: of.accountId };
  await insertChallenge(app.db, { id, kind: 'new-passkey', from, detail }, app.clock.nowMs());
  return { challengeId: id, options: { ...options } };
}

export type NewPasskey = Pick<PasskeyRow, 'credential_id' | 'public_key' | 'counter' | 'transports'>;

/** The passkey that a browser made, and the account that it was made for; null: it does not fit what was begun. */
export async function checkNewPasskey(
  app: PasskeyApp,
  made: { challengeId: string; credential: object },
  holder: string,
  place: Place,
): Promise<{ passkey: NewPasskey; accountId: string } | null> {
  const order = { id: made.challengeId, kind: 'new-passkey', schema: AskedNew } as const;
  const asked = await takeChallenge(app.db, order, app.clock.nowMs());
  if (!asked || asked.holder !== holder || asked.origin !== place.origin) return null;
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: made.credential as RegistrationResponseJSON,
      expectedChallenge: asked.challenge,
      expectedOrigin: place.origin,
      expectedRPID: asked.rpId,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    const passkey = {
      credential_id: id,
      public_key: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: z.array(z.string().max(30)).max(10).safeParse(transports).data ?? [],
    };
    return { passkey, accountId: asked.accountId };
  } catch {
    return null; // malformed, or made for something else
  }
}
