import { randomUUID } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { SlipAnswer } from '@hoithi/shared/contract/slip-views';
import type { SignInBySlip } from '@hoithi/shared/contract/slips';
import { readSlipCode } from '@hoithi/shared/rules/slip-code';
import { forgetGuess, takeGuess } from '../accounts/login-guesses.ts';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { insertPerson } from '../people/identities-sql.ts';
import { openSession } from '../web/sessions-sql.ts';
import { countMiss, isPinOf, readSlipByCode, type SlipRow, useSlip } from './slips-sql.ts';

type SlipApp = Pick<App, 'db' | 'clock'>;
type Session = { token: string; expiresAtMs: number };
const hourMs = 3_600_000;

/**
 * By the code on a slip: its first holder chooses a PIN, and comes back with code and PIN. A lost slip that was made anew
 * leads to the same person.
 *
 * Refuses  slip_unknown, slip_used (somebody else was quicker), slip_pin_wrong, too_fast after some wrong PINs.
 * Source   SPEC S20-S22.
 */
export async function signInBySlip(
  app: SlipApp,
  contest: CachedContest,
  { code: typed, pin }: SignInBySlip,
): Promise<Result<{ answer: SlipAnswer; session: Session | null }>> {
  const nowMs = app.clock.nowMs();
  const isOpen = contest.entryWays.includes('slip') || contest.entryWays.includes('desk');
  const code = isOpen ? readSlipCode(typed) : null;
  if (code === null) return refuse({ code: 'slip_unknown' }); // mistyped: nobody guesses like this
  const slip = await readSlipByCode(app.db, contest.contestId, code);
  if (slip !== null && !contest.entryWays.includes(slip.at_desk ? 'desk' : 'slip'))
    return refuse({ code: 'way_closed' });
  if (slip === null) {
    await countMiss(app.db, contest.contestId, nowMs - (nowMs % hourMs));
    return refuse({ code: 'slip_unknown' });
  }
  const isUsed = slip.used_at_ms !== null;
  if (pin === null) {
    const answer: SlipAnswer = isUsed ? { next: 'type-pin' } : { next: 'choose-pin', name: slip.name };
    return accept({ answer, session: null });
  }
  const person = await (isUsed ? personByPin(app, slip, pin, nowMs) : firstUse(app, slip, pin, nowMs));
  if (!person.ok) return person;
  const session = await openSession(app.db, { kind: 'contestant', personId: person.value }, nowMs);
  return accept({ answer: { next: 'in' }, session });
}

function firstUse(app: SlipApp, slip: SlipRow, pin: string, atMs: number): Promise<Result<string>> {
  return app.db
    .transaction(async (tx) => {
      const personId = slip.person_id ?? randomUUID();
      if (slip.person_id === null) await insertPerson(tx, personId, atMs);
      if (await useSlip(tx, slip.id, pin, { personId, atMs })) return accept(personId);
      throw new SlipTaken(); // the person that was made for nothing goes with the transaction
    })
    .catch((fault: unknown) => {
      if (fault instanceof SlipTaken) return refuse({ code: 'slip_used' });
      throw fault;
    });
}

class SlipTaken extends Error {}

async function personByPin(app: SlipApp, slip: SlipRow, pin: string, nowMs: number): Promise<Result<string>> {
  const at = { slipId: slip.id };
  const guess = await takeGuess(app, at, nowMs);
  if (!guess.ok) return guess;
  if (slip.person_id === null || !(await isPinOf(app.db, slip.id, pin))) return refuse({ code: 'slip_pin_wrong' });
  await forgetGuess(app, at);
  return accept(slip.person_id);
}
