import type { Result } from '@hoithi/shared/contract/result';
import { ackTimeoutMs } from './outgoing.ts';
import { backOffMs, resendCodes } from './resend.ts';
import type { Transport } from './transport.ts';

/** Asks to be let in until the room answers. Never settles once the line is down; the next connect asks anew. */
export function enterRoom<View>(
  transport: Transport,
  message: unknown,
): Promise<{ answer: Result<View>; askedAt: number }> {
  return new Promise((done) => {
    const ask = (tries: number) => {
      if (!transport.isConnected()) return;
      const askedAt = performance.now();
      let over = false;
      const again = setTimeout(() => {
        over = true;
        ask(tries + 1);
      }, ackTimeoutMs);
      transport.emit('room:enter', message, (raw) => {
        clearTimeout(again);
        if (over) return;
        const answer = raw as Result<View>;
        if (!answer.ok && resendCodes.has(answer.refusal.code)) setTimeout(() => ask(tries + 1), backOffMs(tries));
        else done({ answer, askedAt });
      });
    };
    ask(0);
  });
}
