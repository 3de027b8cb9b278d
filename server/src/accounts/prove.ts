import { randomUUID } from 'node:crypto';
import type { Proof } from '@hoithi/shared/contract/accounts';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import type { SignedInBy } from '../web/sessions-sql.ts';
import { type FullAccountRow, readAccount, readAccountByLogin } from './accounts-sql.ts';
import { inPasswordTurn, isPassword } from './hash-password.ts';
import { forgetGuess, type GuessedAt, takeGuess } from './login-guesses.ts';
import { takeRecoveryCode, takeTotpStep } from './means-sql.ts';
import type { Place } from './own-place.ts';
import { checkPasskey } from './passkeys.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { totpStepOf } from './totp.ts';

type ProofApp = Pick<App, 'db' | 'clock' | 'log'>;
type Of<K extends Proof['kind']> = Extract<Proof, { kind: K }>;
/** The account as it was before the proof was compared: what its ways to sign in became since is seen by `means_no`. */
export type Proved = { account: FullAccountRow; by: SignedInBy };

const wrong = refuse({ code: 'proof_wrong' });
/** From this many on, wrong guesses at an account that exists are in the trail. */
const auditedFrom = 5;

/**
 * Who somebody is. `own`: the account of the session that proves again; no other's proof will do.
 *
 * Refuses  proof_wrong, whatever did not fit and whether or not there is such an account; too_fast after many wrong ones.
 * Source   SPEC I7, I8.
 */
export async function proveWho(
  app: ProofApp,
  proof: Proof,
  place: Place,
  own: string | null = null,
): Promise<Result<Proved>> {
  if (proof.kind === 'passkey') {
    const found = await checkPasskey(app, proof, place);
    const account = found === null ? null : await readAccount(app.db, found.accountId);
    return settle(account?.means_no === found?.meansNo ? account : null, proof.kind, own);
  }
  if (proof.kind === 'recovery') return settle(await accountByRecovery(app, proof, own), proof.kind, own);
  const at = own === null ? { login: proof.login } : { accountId: own };
  return inPasswordTurn(() => proveByPassword(app, proof, at, own));
}

function settle(account: FullAccountRow | null, by: SignedInBy, own: string | null): Result<Proved> {
  if (account === null || account.removed_at_ms !== null || (own !== null && account.id !== own)) return wrong;
  return accept({ account, by });
}

/** Nobody guesses 80 bits: only devices and addresses are limited, so that no stranger keeps anybody from the last way in. */
async function accountByRecovery(
  app: ProofApp,
  proof: Of<'recovery'>,
  own: string | null,
): Promise<FullAccountRow | null> {
  const account = await readAccountByLogin(app.db, proof.login);
  if (own !== null && account?.id !== own) return null;
  const id = account?.id ?? randomUUID();
  const isRight = await takeRecoveryCode(app.db, id, hashRecoveryCode(id, proof.recoveryCode), app.clock.nowMs());
  return isRight ? account : null;
}

async function proveByPassword(
  app: ProofApp,
  proof: Of<'password'>,
  at: GuessedAt,
  own: string | null,
): Promise<Result<Proved>> {
  const nowMs = app.clock.nowMs();
  const guess = await takeGuess(app, at, nowMs);
  if (!guess.ok) return guess;
  const account = await readAccountByLogin(app.db, proof.login);
  // The same work for whoever does not exist, has no password or was removed.
  const isRight = await isPassword(proof.password, account?.password_hash ?? null);
  const code = { code: proof.code, lastStep: account?.totp_step ?? 0, nowMs };
  const step = await totpStepOf(account?.totp_secret ?? null, code);
  const settled = settle(account, 'password', own);
  if (!isRight || step === null || !settled.ok || !(await takeTotpStep(app.db, settled.value.account.id, step))) {
    noteGuess(app, account, guess.value);
    return wrong;
  }
  await forgetGuess(app, at);
  return settled;
}

/** Beside the answer, so that it takes as long for a login that does not exist. Who was guessed for nobody is not in the trail. */
function noteGuess(app: ProofApp, account: FullAccountRow | null, count: number): void {
  if (account === null || count < auditedFrom) return;
  writeAudit(app.db, {
    contestId: null,
    organizationId: account.organization_id,
    atMs: app.clock.nowMs(),
    actor: 'server',
    act: 'account:guessed',
    object: `account ${account.id}`,
    detail: { wrong: count },
  }).catch((err: unknown) => app.log.warn({ err }, 'wrong guesses could not be written to the trail'));
}
