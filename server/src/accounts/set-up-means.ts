import { randomBytes } from 'node:crypto';
import type { Means, MeansBegun } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import type { Queries } from '../platform/db/database.ts';
import { insertChallenge, readChallenge, takeChallenge } from './challenges-sql.ts';
import { hashPassword, inPasswordTurn } from './hash-password.ts';
import { insertPasskey, type PasswordRow, setPassword } from './means-sql.ts';
import type { Place } from './own-place.ts';
import { beginNewPasskey, checkNewPasskey, type NewPasskey, type PasskeyHolder } from './passkeys.ts';
import { newTotpSecret, totpStepOf } from './totp.ts';

type MeansApp = Pick<App, 'db' | 'clock'>;

const Asked = z.object({ secret: z.string(), holder: z.string(), accountId: z.uuid() });

/** A way to sign in, checked and ready to be stored. `accountId`: the one that it was begun for. */
export type CheckedMeans = { accountId: string; kind: Means['kind'] } & (
  | { kind: 'passkey'; passkey: NewPasskey; label: string }
  | { kind: 'password'; row: PasswordRow }
);

export async function beginMeans(
  app: MeansApp,
  kind: Means['kind'],
  of: PasskeyHolder,
  place: Place,
): Promise<MeansBegun> {
  if (kind === 'passkey') return { kind, ...(await beginNewPasskey(app, of, place)) };
  const { secret, uri } = await newTotpSecret(of.login || of.name);
  const challengeId = randomBytes(16).toString('base64url');
  const detail = { secret, holder: of.holder, accountId: of.accountId };
  await insertChallenge(app.db, { id: challengeId, kind: 'totp', from: place.from, detail }, app.clock.nowMs());
  return { kind, challengeId, secret, uri };
}

/**
 * Whether a new way to sign in fits what was begun for this holder.
 *
 * Refuses  proof_wrong; malformed, for a password that is the login or the name.
 * Source   SPEC I9, I10.
 */
export async function checkMeans(
  app: MeansApp,
  means: Means,
  of: { holder: string; login: string; name: string },
  place: Place,
): Promise<Result<CheckedMeans>> {
  if (means.kind === 'passkey') {
    const made = await checkNewPasskey(app, means, of.holder, place);
    if (!made) return refuse({ code: 'proof_wrong' });
    return accept({ kind: 'passkey', label: means.label, ...made });
  }
  if (isObvious(means.password, of)) return refuse({ code: 'malformed', issues: ['means.password: too easy'] });
  // Whoever mistypes the first code does not set up the app anew: the secret is used up by the right one.
  const nowMs = app.clock.nowMs();
  const order = { id: means.challengeId, kind: 'totp', schema: Asked } as const;
  const asked = await readChallenge(app.db, order, nowMs);
  if (!asked || asked.holder !== of.holder) return refuse({ code: 'proof_wrong' });
  const step = await totpStepOf(asked.secret, { code: means.code, lastStep: 0, nowMs });
  if (step === null || !(await takeChallenge(app.db, order, nowMs))) return refuse({ code: 'proof_wrong' });
  const password_hash = await inPasswordTurn(() => hashPassword(means.password));
  return accept({
    kind: 'password',
    accountId: asked.accountId,
    row: { password_hash, totp_secret: asked.secret, totp_step: step },
  });
}

const differentMin = 4;

/** Without case, marks and what stands between words. */
const plainOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]/gu, '');

function isObvious(password: string, { login, name }: { login: string; name: string }): boolean {
  const plain = plainOf(password);
  return [login, name].some((known) => plain === plainOf(known)) || new Set(password).size < differentMin;
}

/** false: the passkey is known already. */
export async function storeMeans(tx: Queries, accountId: string, means: CheckedMeans, nowMs: number): Promise<boolean> {
  if (means.kind === 'passkey')
    return insertPasskey(tx, { ...means.passkey, account_id: accountId, label: means.label, made_at_ms: nowMs });
  await setPassword(tx, accountId, means.row);
  return true;
}
