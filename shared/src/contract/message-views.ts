/**
 * Why a route did not send. `refused`: the answer says so. `busy`: too many for now. `token`: the route has no token that is
 * taken. `budget`, `paused`: it was not tried, since its budget is spent or its gateway asked to wait.
 */
export const failureReasons = [
  'refused',
  'status',
  'busy',
  'token',
  'slow',
  'unreachable',
  'unreadable',
  'budget',
  'paused',
] as const;
export type FailureReason = (typeof failureReasons)[number];

/** Which hours the figures are of. */
export const figureHours = [1, 24, 720] as const;
export type FigureHours = (typeof figureHours)[number];

export type BudgetUse = { of: 'messages' | 'money'; period: 'day' | 'month'; used: number; max: number };

export type RouteFigures = {
  name: string;
  title: string;
  sent: number;
  failed: { why: FailureReason; messages: number; lastAtMs: number }[];
  /** Sign-in codes sent at least `ripeAfterMs` ago, and how many of them were used. */
  codes: number;
  codesUsed: number;
  /** So few are used that they may not arrive. SPEC S54. */
  suspect: boolean;
  cost: number;
  budget: BudgetUse[];
};

/** `routes` empty: messages go to the server's log. */
export type MessagesView = { serverNowMs: number; hours: FigureHours; ripeAfterMs: number; routes: RouteFigures[] };
