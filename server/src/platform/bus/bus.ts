import type { AttemptReceipt } from '@hoithi/shared/contract/contestant';
import type { Server } from 'socket.io';
import type { Heartbeat } from '../metrics/heartbeat.ts';

/** What one process publishes to all, itself included. Facts, past tense; the ledger has the truth behind each. */
export type BusFacts = {
  'contest:changed': { contestId: string };
  'round:changed': { contestId: string; roundId: string };
  'attempt:claimed': { attemptId: string; socketId: string };
  'attempt:ended': { attemptId: string; receipt: AttemptReceipt };
  'round:touched': { roundId: string };
  /** `mark`: of one session; `personId`: all sessions of one person; `sessionIds`: of staff. */
  'session:closed': { mark: string } | { personId: string } | { sessionIds: readonly string[] };
  'staff:revoked': { contestId: string; role: string; unitCode: string | null };
  /** One link was closed, with the sessions that it opened. */
  'link:closed': { linkHash: string };
  /** Roles or sessions of an account changed, or it was removed. */
  'account:changed': { accountId: string };
  /** version null: it was deleted. */
  'draft:changed': { draftId: string; version: number | null; actor: string };
  /** Which part of a draft somebody has open; null: none any more. `who`: one page. */
  'draft:attended': { draftId: string; who: string; name: string; part: string | null };
  'screen:changed': { contestId: string };
  'screen:renewed': { contestId: string };
  'show:changed': { runId: string; contestId: string };
  'show:joined': { runId: string };
  'show:counted': {
    runId: string;
    process: string;
    asking: number;
    answered: number;
    /** How many chose each option of the question, in its order. */
    chosen: number[];
    connected: number;
    resending: number;
    roundTripMs: number | null;
  };
  'process:reported': Heartbeat;
  /** Never sent to others: facts may have been lost, so what depends on a single one is read again. */
  'facts:missed': Record<string, never>;
};
export type BusFact = keyof BusFacts;

export type Bus = {
  publish<F extends BusFact>(fact: F, what: BusFacts[F]): void;
  subscribe<F extends BusFact>(fact: F, listener: (what: BusFacts[F], from: 'here' | 'elsewhere') => void): void;
  /** Done before any listener here receives such a fact from elsewhere. It handles its own faults. */
  intercept<F extends BusFact>(fact: F, work: (what: BusFacts[F]) => Promise<void>): void;
  /** As if another process had published it: for what this one found out by itself. */
  publishLocally<F extends BusFact>(fact: F, what: BusFacts[F]): void;
};

/** Received in this process at once; carried to the others by Socket.IO's adapter where there are others. */
export function socketBus(io: Server, alone: boolean): Bus {
  const listeners = new Map<BusFact, ((what: never, from: 'here' | 'elsewhere') => void)[]>();
  const deliver = (fact: BusFact, what: unknown, from: 'here' | 'elsewhere') => {
    for (const listener of listeners.get(fact) ?? []) listener(what as never, from);
  };
  const firsts = new Map<BusFact, (what: never) => Promise<void>>();
  io.on('bus', (fact: BusFact, what: unknown) => {
    const first = firsts.get(fact);
    if (!first) return deliver(fact, what, 'elsewhere');
    void first(what as never).then(() => deliver(fact, what, 'elsewhere'));
  });
  return {
    publish(fact, what) {
      deliver(fact, what, 'here');
      if (!alone) io.serverSideEmit('bus', fact, what);
    },
    subscribe(fact, listener) {
      listeners.set(fact, [...(listeners.get(fact) ?? []), listener as never]);
    },
    intercept: (fact, work) => void firsts.set(fact, work),
    publishLocally: (fact, what) => deliver(fact, what, 'elsewhere'),
  };
}
