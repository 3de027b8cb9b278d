/** What the supervisor and its processes say to each other, over the channel that Node opens between them. */

/** `move`: others stay, so sockets are asked to go there. */
export type ToProcess =
  | { say: 'announce' }
  | { say: 'stop'; move: boolean }
  | { say: 'count'; id: string }
  | { say: 'gathered'; id: string; figures: unknown[] };

export type ToSupervisor =
  | { say: 'ready' }
  | { say: 'announced' }
  | { say: 'gather'; id: string }
  | { say: 'counted'; id: string; figures: unknown };

/** Other things travel on the same channel, Node's own among them. */
export const isWord = (message: unknown): message is { say: string } =>
  typeof message === 'object' && message !== null && 'say' in message && typeof message.say === 'string';
