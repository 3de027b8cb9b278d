import type { LocalText } from './text.ts';

/** GET /api/contests/:slug/service. Figures are of rounds whose results are public. SPEC O8. */
export type ContestService = {
  name: LocalText;
  host: LocalText;
  contact: string | null;
  demo: boolean;
  /** Working days from publication for a complaint; 0: the rules give none. And from a complaint for its answer. */
  complaintDays: number;
  answerDays: number;
  retentionDays: number;
  publishedRounds: number;
  /** Attempts that were submitted, each with a receipt. */
  submissions: number;
  complaints: { all: number; inTime: number; late: number; open: number; overdue: number };
};
