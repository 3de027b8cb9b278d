/** Messages between the supervisor and its processes, over the channel that Node opens between them. */

/** `move`: other processes stay, so sockets are asked to go there. */
export type ToProcess =
  | { type: 'announce' }
  | { type: 'stop'; move: boolean }
  | { type: 'count'; id: string }
  | { type: 'gathered'; id: string; figures: unknown[] };

export type ToSupervisor =
  | { type: 'ready' }
  | { type: 'announced' }
  | { type: 'gather'; id: string }
  | { type: 'counted'; id: string; figures: unknown };

/** Other messages travel on the same channel, Node's own among them. */
export const isProcessMessage = (message: unknown): message is { type: string } =>
  typeof message === 'object' && message !== null && 'type' in message && typeof message.type === 'string';
