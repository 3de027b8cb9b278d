import { randomInt, randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { AskCode, CodeAsked } from '@hoithi/shared/contract/sign-in';
import { maskPhone, normalizePhone } from '@hoithi/shared/rules/phone';
import type { House } from '../app-parts.ts';
import { hashCode, insertCode, readLatestCode } from '../web/sessions-sql.ts';

export const codeLivesMs = 5 * 60_000;
export const codeTriesMax = 5;
const resendAfterMs = 60_000;

/** Sends a six-digit code to a phone by the message gateway; one a minute for a number, a bounded number an hour for all. SPEC S1, S3, W8. */
export async function askCode(house: House, message: AskCode): Promise<Result<CodeAsked>> {
  const phone = normalizePhone(message.phone);
  if (phone === null) return refuse({ code: 'phone_unreadable' });
  const nowMs = house.clock.nowMs();
  const latest = await readLatestCode(house.db, phone);
  if (latest && nowMs < latest.made_at_ms + resendAfterMs) {
    return refuse({ code: 'too_fast', retryInMs: latest.made_at_ms + resendAfterMs - nowMs });
  }
  const spentForMs = house.messageBudget.take();
  if (spentForMs > 0) {
    if (house.messageBudget.firstRefusal()) house.log.error("this hour's budget of sign-in messages is spent");
    return refuse({ code: 'messages_spent', retryInMs: spentForMs });
  }
  const challengeId = randomUUID();
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  await insertCode(house.db, { id: challengeId, phone, code_hash: hashCode(challengeId, code), made_at_ms: nowMs });
  const sent = await house.gateway.sendCode({ phone, code, locale: message.locale });
  if (!sent.ok) {
    house.messageBudget.giveBack();
    house.log.error({ reason: sent.reason }, 'the message gateway did not take a sign-in code');
    return refuse({ code: 'message_not_sent' });
  }
  return accept({
    challengeId,
    phoneMasked: maskPhone(phone),
    expiresAtMs: nowMs + codeLivesMs,
    resendAtMs: nowMs + resendAfterMs,
  });
}
