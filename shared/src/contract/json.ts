import { z } from 'zod';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Whether a value is nested no deeper than this. Walks without recursion: depth is what it bounds. */
export function isShallow(value: unknown, depthMax: number): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= depthMax) return false;
    for (const inner of Object.values(next.value)) open.push({ value: inner, depth: next.depth + 1 });
  }
  return true;
}

/** An object of JSON that no walk gets lost in. */
export const shallowObject = (depthMax: number) =>
  z.custom<{ readonly [key: string]: Json }>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isShallow(value, depthMax),
  );
