export const messagePurposes = ['code', 'reminder'] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

/**
 * One message on its way to a phone. `phone` is normalized, "+84912345678". `id` is the sign-in code's, or the message's own.
 * `earlier`: how many codes went to this number a short time ago without being used. Source: SPEC S1, S3, S54.
 */
export type Message = { id: string; phone: string; locale: 'vi' | 'en' } & (
  | { purpose: 'code'; code: string; earlier: number }
  | { purpose: 'reminder'; contestId: string; contest: string; address: string }
);

/** Units: counts, and the money of the operator's contract. null: no bound. */
export type RouteBudget = {
  messagesPerDay: number | null;
  messagesPerMonth: number | null;
  moneyPerDay: number | null;
  moneyPerMonth: number | null;
};
/** A route as pages name it. */
export type RouteInfo = {
  name: string;
  title: string;
  price: number;
  budget: RouteBudget;
  purposes: readonly MessagePurpose[];
};

/** Carries messages to phones. A message that cannot be sent is a value, never a throw. Source: SPEC S3, S50. */
export interface MessageGateway {
  /** In the order in which they are tried; none where messages go to the log. */
  readonly routes: readonly RouteInfo[];
  /** `reason` is for the log: it holds neither the phone nor the code. */
  send(message: Message): Promise<{ ok: true } | { ok: false; reason: string }>;
}
