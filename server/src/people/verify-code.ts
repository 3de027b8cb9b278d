import { randomUUID, timingSafeEqual } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { VerifyCode } from '@hoithi/shared/contract/sign-in';
import type { App } from '../app-parts.ts';
import { hashCode, markCodeUsed, openSession, takeCodeTry } from '../web/sessions-sql.ts';
import { findOrMakePerson } from './people-sql.ts';
import { codeLivesMs, codeTriesMax } from './request-code.ts';

/** Proves the phone number and opens the person's session. SPEC S1, S3. */
export async function verifyCode(
  app: App,
  message: VerifyCode,
): Promise<Result<{ token: string; expiresAtMs: number }>> {
  const nowMs = app.clock.nowMs();
  const challenge = await takeCodeTry(app.db, message.challengeId, codeTriesMax);
  if (!challenge || nowMs > challenge.made_at_ms + codeLivesMs) return refuse({ code: 'code_expired' });
  const said = Buffer.from(hashCode(message.challengeId, message.code));
  const known = Buffer.from(challenge.code_hash);
  if (said.length !== known.length || !timingSafeEqual(said, known)) {
    return refuse({ code: 'code_wrong', triesLeft: codeTriesMax - challenge.tries });
  }
  if (!(await markCodeUsed(app.db, message.challengeId))) return refuse({ code: 'code_expired' });
  const person = await findOrMakePerson(app.db, challenge.phone, randomUUID(), nowMs);
  return accept(await openSession(app.db, { kind: 'contestant', personId: person.id }, nowMs));
}
