import { limits } from '@hoithi/shared/contract/limits';
import type { RehearsalWorkload } from '@hoithi/shared/contract/rehearsal';

export type WorkloadField = keyof RehearsalWorkload;
export type WorkloadDraft = Record<WorkloadField, string>;

/** What an afternoon before a launch usually asks. */
export const usualWorkload: WorkloadDraft = {
  people: '500',
  seconds: '180',
  joinSeconds: '30',
  lockPercent: '30',
  lockSeconds: '20',
  dropPercent: '5',
  slowPercent: '2',
  resendPercent: '5',
};

const bounds: Record<WorkloadField, readonly [least: number, most: number]> = {
  people: [1, limits.rehearsalPeopleMax],
  seconds: [5, limits.rehearsalSecondsMax],
  joinSeconds: [1, 300],
  lockPercent: [0, 100],
  lockSeconds: [1, 60],
  dropPercent: [0, 100],
  slowPercent: [0, 100],
  resendPercent: [0, 100],
};
const fields = Object.keys(bounds) as WorkloadField[];

/** The numbers of a draft, or which of them are none. The server judges again. SPEC Y3. */
export function readWorkload(draft: WorkloadDraft): {
  workload: RehearsalWorkload | null;
  wrong: ReadonlySet<WorkloadField>;
} {
  const read = Object.fromEntries(fields.map((name) => [name, Number(draft[name])])) as RehearsalWorkload;
  const wrong = new Set(
    fields.filter((name) => {
      const [least, most] = bounds[name];
      return !/^\d{1,4}$/.test(draft[name]) || read[name] < least || read[name] > most;
    }),
  );
  if (read.joinSeconds * 2 > read.seconds) wrong.add('joinSeconds');
  if (read.lockPercent > 0 && read.lockSeconds * 3 > read.seconds) wrong.add('lockSeconds');
  return { workload: wrong.size === 0 ? read : null, wrong };
}
