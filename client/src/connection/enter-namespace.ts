import type { Result } from '@hoithi/shared/contract/result';
import { ackTimeoutMs } from './connection-watch.ts';
import { backOffMs, resendCodes } from './resend.ts';
import type { Transport } from './transport.ts';

/** Silences in a row after which a new line is taken. */
const silencesMax = 3;

/**
 * Asks to be let in until the room answers. Never settles once the line is down; the next connect asks anew. A line on
 * which nothing comes back, not even the answer to a small question, is given up. SPEC N26.
 */
export function enterNamespace<View>(
  transport: Transport,
  message: unknown,
): Promise<{ answer: Result<View>; askedAt: number }> {
  return new Promise((done) => {
    let silences = 0;
    const miss = (tries: number) => {
      silences += 1;
      if (silences === silencesMax) return transport.renew();
      transport.emit('clock:read', undefined, () => {
        silences = 0; // slow, not silent
      });
      ask(tries + 1);
    };
    const ask = (tries: number) => {
      if (!transport.isConnected()) return;
      const askedAt = performance.now();
      let over = false;
      const again = setTimeout(() => {
        over = true;
        miss(tries);
      }, ackTimeoutMs);
      transport.emit('view:enter', message, (raw) => {
        clearTimeout(again);
        if (over) return;
        silences = 0;
        const answer = raw as Result<View>;
        if (!answer.ok && resendCodes.has(answer.refusal.code)) setTimeout(() => ask(tries + 1), backOffMs(tries));
        else done({ answer, askedAt });
      });
    };
    ask(0);
  });
}
