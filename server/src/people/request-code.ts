import { randomInt, randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { CodeRequested, RequestCode } from '@hoithi/shared/contract/sign-in';
import { maskPhone, normalizePhone } from '@hoithi/shared/rules/phone';
import type { App } from '../app-parts.ts';
import { hashCode, insertCode, readLatestCode } from '../web/sessions-sql.ts';

export const codeLivesMs = 5 * 60_000;
export const codeTriesMax = 5;
const resendAfterMs = 60_000;

/** Sends a six-digit code to a phone by the message gateway; one a minute for a number, a bounded number an hour for all. SPEC S1, S3, W8. */
export async function requestCode(app: App, message: RequestCode): Promise<Result<CodeRequested>> {
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
