import type { DataRequestKind } from '../contract/data-rights.ts';

/**
 * What the law on personal data asks of whoever runs a contest, as data: the one place where its terms stand.
 *
 * Units    days of the calendar, counted from the day after a request; `acknowledge` counts working days; ages in full years.
 * Source   Law 91/2025/QH15 and Decree 356/2025/NĐ-CP, in force since 1 January 2026; SPEC S63.
 */
export const dataRights = {
  law: { vi: 'Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15', en: 'Law 91/2025/QH15 on the protection of personal data' },
  decree: { vi: 'Nghị định số 356/2025/NĐ-CP', en: 'Decree 356/2025/NĐ-CP' },
  acknowledgeWorkingDays: 2,
  days: { correct: 10, withdraw: 15, delete: 20 } satisfies Record<DataRequestKind, number>,
  /** An extension adds the same days again, once. */
  extensions: 1,
} as const;
