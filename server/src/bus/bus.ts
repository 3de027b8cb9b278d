import type { AttemptReceipt } from '@hoithi/shared/contract/contestant';
import type { Server } from 'socket.io';
import type { Pulse } from '../vitals/pulses.ts';

/** What one process tells the others, itself included. Facts, past tense; the ledger holds the truth behind each. */
export type BusFacts = {
  'contest:changed': { contestId: string };
  'round:changed': { contestId: string; roundId: string };
  'attempt:claimed': { attemptId: string; socketId: string };
  'attempt:ended': { attemptId: string; receipt: AttemptReceipt };
  'round:touched': { roundId: string };
  'staff:revoked': { contestId: string; role: string; unitCode: string | null };
  'screen:changed': { contestId: string };
  'screen:renewed': { contestId: string };
  'show:changed': { runId: string; contestId: string };
  'show:seated': { runId: string };
  'show:counted': { runId: string; process: string; asking: number; answered: number; connected: number };
  'seat:removed': { runId: string; seatId: string };
  'process:pulsed': Pulse;
};
export type BusFact = keyof BusFacts;

export type Bus = {
  say<F extends BusFact>(fact: F, what: BusFacts[F]): void;
  hear<F extends BusFact>(fact: F, listener: (what: BusFacts[F], from: 'here' | 'elsewhere') => void): void;
};

/** Heard in this process at once; carried to the others by Socket.IO's adapter where there are others. */
export function socketBus(io: Server, alone: boolean): Bus {
  const listeners = new Map<BusFact, ((what: never, from: 'here' | 'elsewhere') => void)[]>();
  const tell = (fact: BusFact, what: unknown, from: 'here' | 'elsewhere') => {
    for (const listener of listeners.get(fact) ?? []) listener(what as never, from);
  };
  io.on('bus', (fact: BusFact, what: unknown) => tell(fact, what, 'elsewhere'));
  return {
    say(fact, what) {
      tell(fact, what, 'here');
      if (!alone) io.serverSideEmit('bus', fact, what);
    },
    hear(fact, listener) {
      listeners.set(fact, [...(listeners.get(fact) ?? []), listener as never]);
    },
  };
}
