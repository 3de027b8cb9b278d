import type { Refusal } from './refusal.ts';

/** What every rule, action and ack answers with. An expected failure is a value, never a throw. */
export type Result<T, R = Refusal> = { ok: true; value: T } | { ok: false; refusal: R };

export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });
export const refuse = <R extends Refusal>(refusal: R): { ok: false; refusal: R } => ({ ok: false, refusal });
