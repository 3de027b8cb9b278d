import type { Clock } from '../clock/clock.ts';

/** How many paid messages are sent in an hour, whoever requests them; counted in this process. SPEC W8. */
export type MessageBudget = {
  /** 0: this one may be sent, and is counted. Else the milliseconds until the next hour begins. */
  take(): number;
  /** It was counted, and the gateway did not accept it. */
  giveBack(): void;
  /** true at most once an hour: the first time that somebody had to be refused. */
  firstRefusal(): boolean;
  /** How many were sent in this hour. */
  used(): number;
};

const hourMs = 3_600_000;

export function createMessageBudget(clock: Clock, perHour: number): MessageBudget {
  let hour = -1;
  let used = 0;
  let refused = false;
  function turnHour(nowMs: number): void {
    const current = Math.floor(nowMs / hourMs);
    if (current === hour) return;
    hour = current;
    used = 0;
    refused = false;
  }
  return {
    take() {
      const nowMs = clock.nowMs();
      turnHour(nowMs);
      if (used >= perHour) return (hour + 1) * hourMs - nowMs;
      used += 1;
      return 0;
    },
    giveBack() {
      used = Math.max(0, used - 1);
    },
    firstRefusal() {
      const first = !refused;
      refused = true;
      return first;
    },
    used() {
      turnHour(clock.nowMs());
      return used;
    },
  };
}
