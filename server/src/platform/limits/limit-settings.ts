/** What an operator may set for a crowd; counted in each process. SPEC W5, W8, W9. */
export type OverloadSettings = {
  /** Attempts that may begin in a second, for long. */
  startsPerSecond: number;
  /** People in the start queue. */
  startQueueMax: number;
  socketsMax: number;
  /** Sockets without a session or a code, of all addresses together. */
  guestSocketsMax: number;
  /** Sign-in messages in an hour. */
  messagesPerHour: number;
  /** Of them, behind one address and not followed by a sign-in. */
  messagesPerAddress: number;
};

/** Ordinary use never meets these. */
export const usualOverload: OverloadSettings = {
  startsPerSecond: 100,
  startQueueMax: 20_000,
  socketsMax: 19_000,
  guestSocketsMax: 4_000,
  messagesPerHour: 20_000,
  messagesPerAddress: 2_000,
};
