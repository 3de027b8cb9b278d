import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { CodeRequested, RequestCode, VerifyCode } from '@hoithi/shared/contract/sign-in';
import { maskPhone, normalizePhone } from '@hoithi/shared/rules/phone';
import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import { markMessageUsed } from '../platform/gateway/messages-sql.ts';
import type { Requester } from '../platform/limits/message-budget.ts';
import {
  countUnusedCodes,
  hashCode,
  markCodeUsed,
  openSession,
  readKnown,
  readNumber,
  rememberDevice,
  replaceCode,
  takeCodeTry,
  withdrawCode,
} from '../web/sessions-sql.ts';
import { findOrMakePerson } from './people-sql.ts';

export const codeLivesMs = 5 * 60_000;
const codeTriesMax = 5;
const resendAfterMs = 60_000;
const hourMs = 3_600_000;
/** Whoever asks again within this time has probably received nothing. */
const repeatedWithinMs = 15 * 60_000;
const perNumber = { afterMs: resendAfterMs, perHour: 5, perDay: 10 };

type CodeApp = Pick<App, 'db' | 'clock' | 'log' | 'gateway' | 'messageBudget'>;
type Refused = Extract<Result<never>, { ok: false }>;

/**
 * Sends a six-digit code to a phone by the message gateway. A number has one code at a time, one a minute; messages are
 * bounded for a number, a device, an address and for all. The budget is spent before anything is awaited. Devices that have
 * signed in with the number have a code and counts of their own, so that no stranger takes them away. Whoever left the code
 * before unused gets another route first.
 *
 * Refuses  phone_unreadable, too_fast, messages_spent, message_not_sent.
 * Source   SPEC S1, S3, S3b, S54, W8, W8c.
 */
export async function requestCode(app: CodeApp, message: RequestCode, by: Requester): Promise<Result<CodeRequested>> {
  const phone = normalizePhone(message.phone);
  if (phone === null) return refuse({ code: 'phone_unreadable' });
  let taken = app.messageBudget.take(by);
  // Others behind this address spent its codes: a number that has signed in before does not wait for them. [W8c]
  if (!taken.ok && taken.isByAddress === true && (await readKnown(app.db, phone, by.device)).isNumber)
    taken = app.messageBudget.take(by, { isKnownNumber: true });
  if (!taken.ok) return refuseSpent(app, taken);
  const nowMs = app.clock.nowMs();
  const challengeId = randomUUID();
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const giveBack = (fault: unknown): never => {
    app.messageBudget.giveBack(by);
    throw fault;
  };
  const earlier = await countUnusedCodes(app.db, phone, nowMs - repeatedWithinMs).catch(giveBack);
  const made = await makeCode(app, {
    id: challengeId,
    phone,
    code,
    nowMs,
    isLow: taken.isLow,
    device: by.device,
  }).catch(giveBack);
  if (made !== 'made') {
    app.messageBudget.giveBack(by);
    return made;
  }
  const { locale } = message;
  const sent = await app.gateway.send({ id: challengeId, purpose: 'code', phone, code, locale, earlier });
  if (!sent.ok) {
    app.messageBudget.giveBack(by);
    await withdrawCode(app.db, challengeId);
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

type WantedCode = { id: string; phone: string; code: string; nowMs: number; isLow: boolean; device: string };

async function makeCode(
  app: CodeApp,
  { id, phone, code, nowMs, isLow, device }: WantedCode,
): Promise<'made' | Refused> {
  const known = await readKnown(app.db, phone, device);
  const row = { id, phone, code_hash: hashCode(id, code), made_at_ms: nowMs, by_known: known.isDevice };
  if (isLow && !known.isNumber) {
    const number = await readNumber(app.db, row);
    // Somebody requested codes for this number and never used one: whoever comes for the first time goes before. [W8]
    if (number && number.sent_at_ms.length > 0)
      return refuseSpent(app, { of: 'all', retryInMs: hourMs - (nowMs % hourMs) });
  }
  return (await replaceCode(app.db, row, perNumber)) ? 'made' : refuseNumber(app, row, nowMs);
}

/** The number has a code of the last minute, or as many as it may have. */
async function refuseNumber(app: CodeApp, code: { phone: string; by_known: boolean }, nowMs: number): Promise<Refused> {
  const number = await readNumber(app.db, code);
  const sent = [...(number?.sent_at_ms ?? [])].sort((a, b) => b - a);
  const hourFreeMs = (sent[perNumber.perHour - 1] ?? 0) + hourMs;
  const dayFreeMs = (sent[perNumber.perDay - 1] ?? 0) + dayMs;
  const retryInMs = Math.max(hourFreeMs, dayFreeMs) - nowMs;
  if (retryInMs > 0) return refuse({ code: 'messages_spent', of: 'number', retryInMs });
  return refuse({ code: 'too_fast', retryInMs: Math.max(1, (number?.made_at_ms ?? nowMs) + resendAfterMs - nowMs) });
}

function refuseSpent(
  { log, messageBudget }: CodeApp,
  { of, retryInMs }: { of: 'all' | 'address' | 'device'; retryInMs: number },
): Refused {
  if (of === 'all' && messageBudget.isFirstRefusal(of)) log.error("this hour's budget of sign-in messages is spent");
  if (of === 'address' && messageBudget.isFirstRefusal(of))
    log.warn('one address has spent its sign-in messages of this hour; behind a proxy of your own set TRUST_PROXY');
  return refuse({ code: 'messages_spent', of, retryInMs });
}

/** Proves the phone number and opens the person's session. SPEC S1, S3. */
export async function verifyCode(
  app: Pick<App, 'db' | 'clock' | 'messageBudget'>,
  message: VerifyCode,
  by: Requester,
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
  await markMessageUsed(app.db, message.challengeId, nowMs);
  app.messageBudget.signedIn(by);
  const person = await findOrMakePerson(app.db, challenge.phone, randomUUID(), nowMs);
  if (by.device !== '')
    await rememberDevice(app.db, { personId: person.id, phone: challenge.phone, device: by.device, nowMs });
  return accept(await openSession(app.db, { kind: 'contestant', personId: person.id }, nowMs));
}
