import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { CodeRequested, RequestCode, VerifyCode } from '@hoithi/shared/contract/sign-in';
import { maskPhone, normalizePhone } from '@hoithi/shared/rules/phone';
import type { App } from '../app-parts.ts';
import { hashCode, insertCode, markCodeUsed, openSession, readLatestCode, takeCodeTry } from '../web/sessions-sql.ts';
import { findOrMakePerson } from './people-sql.ts';

export const codeLivesMs = 5 * 60_000;
const codeTriesMax = 5;
const resendAfterMs = 60_000;

/** Sends a six-digit code to a phone by the message gateway; one a minute for a number, a bounded number an hour for all. SPEC S1, S3, W8. */
export async function requestCode(
  app: Pick<App, 'db' | 'clock' | 'log' | 'gateway' | 'messageBudget'>,
  message: RequestCode,
): Promise<Result<CodeRequested>> {
  const phone = normalizePhone(message.phone);
  if (phone === null) return refuse({ code: 'phone_unreadable' });
  const nowMs = app.clock.nowMs();
  const latest = await readLatestCode(app.db, phone);
  if (latest && nowMs < latest.made_at_ms + resendAfterMs) {
    return refuse({ code: 'too_fast', retryInMs: latest.made_at_ms + resendAfterMs - nowMs });
  }
  const spentForMs = app.messageBudget.take();
  if (spentForMs > 0) {
    if (app.messageBudget.firstRefusal()) app.log.error("this hour's budget of sign-in messages is spent");
    return refuse({ code: 'messages_spent', retryInMs: spentForMs });
  }
  const challengeId = randomUUID();
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  await insertCode(app.db, { id: challengeId, phone, code_hash: hashCode(challengeId, code), made_at_ms: nowMs });
  const sent = await app.gateway.sendCode({ phone, code, locale: message.locale });
  if (!sent.ok) {
    app.messageBudget.giveBack();
    app.log.error({ reason: sent.reason }, 'the message gateway did not take a sign-in code');
    return refuse({ code: 'message_not_sent' });
  }
  return accept({
    challengeId,
    phoneMasked: maskPhone(phone),
    expiresAtMs: nowMs + codeLivesMs,
    resendAtMs: nowMs + resendAfterMs,
  });
}

/** Proves the phone number and opens the person's session. SPEC S1, S3. */
export async function verifyCode(
  app: Pick<App, 'db' | 'clock'>,
  message: VerifyCode,
): Promise<Result<{ token: string; expiresAtMs: number }>> {
  const nowMs = app.clock.nowMs();
  const challenge = await takeCodeTry(app.db, message.challengeId, codeTriesMax);
  if (!challenge || nowMs > challenge.made_at_ms + codeLivesMs) return refuse({ code: 'code_expired' });
  const given = Buffer.from(hashCode(message.challengeId, message.code));
  const known = Buffer.from(challenge.code_hash);
  if (given.length !== known.length || !timingSafeEqual(given, known)) {
    return refuse({ code: 'code_wrong', triesLeft: codeTriesMax - challenge.tries });
  }
  if (!(await markCodeUsed(app.db, message.challengeId))) return refuse({ code: 'code_expired' });
  const person = await findOrMakePerson(app.db, challenge.phone, randomUUID(), nowMs);
  return accept(await openSession(app.db, { kind: 'contestant', personId: person.id }, nowMs));
}
