import { randomBytes } from 'node:crypto';
import type { PasskeyBegun } from '@hoithi/shared/contract/accounts';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { readAccount } from './accounts-sql.ts';
import { insertChallenge, takeChallenge } from './challenges-sql.ts';
import { countPasskeyUse, type PasskeyRow, readPasskey } from './means-sql.ts';
import type { Place } from './own-place.ts';
import {
  Asked,
  counterOf,
  creationOptions,
  type NewKey,
  readNewKey,
  requestOptions,
  statedOrigin,
} from './webauthn.ts';

/** Passkeys of staff. Each challenge works once, within five minutes, for the address it was made at. SPEC I9. */

type PasskeyApp = Pick<App, 'db' | 'clock'>;

const newChallengeId = (): string => randomBytes(16).toString('base64url');

/** `holder`: for whom a new passkey is: an account, or whoever has an invitation. */
const AskedNew = Asked.extend({ holder: z.string(), accountId: z.uuid() });

const keyOf = (known: PasskeyRow) => ({ ...known, holderId: known.account_id });

/** What a browser needs to sign in by whichever passkey its holder chooses. */
export async function beginPasskey(app: PasskeyApp, { origin, rpId, from }: Place): Promise<PasskeyBegun> {
  const options = await requestOptions(rpId);
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
  const counter = await counterOf(proof.credential, keyOf(known), { ...asked, origin });
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
  const counter = await counterOf(credential, keyOf(known), { challenge: signed, origin, rpId });
  if (counter === null) return null;
  if (!(await countPasskeyUse(app.db, known.credential_id, counter, app.clock.nowMs())))
    return refuseKnown(app, known, 'counter');
  return known.account_id;
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
  { accountId, holder, login, name, known }: PasskeyHolder,
  { origin, rpId, from }: Place,
): Promise<PasskeyBegun> {
  const options = await creationOptions({ id: accountId, userName: login, displayName: name, known }, rpId);
  const id = newChallengeId();
  const detail = { challenge: options.challenge, origin, rpId, holder, accountId };
  await insertChallenge(app.db, { id, kind: 'new-passkey', from, detail }, app.clock.nowMs());
  return { challengeId: id, options: { ...options } };
}

export type NewPasskey = NewKey;

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
  const passkey = await readNewKey(made.credential, asked);
  return passkey && { passkey, accountId: asked.accountId };
}
