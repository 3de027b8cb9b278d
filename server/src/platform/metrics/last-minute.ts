import { addBuckets, bucketOf, emptyBuckets } from '@hoithi/shared/rules/ack-times';

/** What happened in this process in the last minute. */
export type LastMinute = { acks: number[]; late: number; faults: number };

const slotMs = 2_000;
const slotsMax = 30;

/** Counts by slots of two seconds, so that the sum always covers the last minute. `nowMs` may be any clock that never goes back. */
export function countLastMinute(nowMs: () => number) {
  type Slot = LastMinute & { at: number };
  const open = (at: number): Slot => ({ at, acks: emptyBuckets(), late: 0, faults: 0 });
  let slots: Slot[] = [];

  function current(): Slot {
    const at = Math.floor(nowMs() / slotMs);
    const last = slots.at(-1);
    if (last?.at === at) return last;
    const fresh = open(at);
    slots = [...slots.filter((slot) => slot.at > at - slotsMax), fresh];
    return fresh;
  }

  return {
    acked(ms: number): void {
      const { acks } = current();
      const bucket = bucketOf(ms);
      acks[bucket] = (acks[bucket] ?? 0) + 1;
    },
    late(): void {
      current().late += 1;
    },
    fault(): void {
      current().faults += 1;
    },
    sum(): LastMinute {
      current();
      const add = (key: 'late' | 'faults') => slots.reduce((sum, slot) => sum + slot[key], 0);
      return { acks: addBuckets(slots.map((slot) => slot.acks)), late: add('late'), faults: add('faults') };
    },
  };
}
