import { hkdfSync, timingSafeEqual } from 'node:crypto';
import type { RunRow } from './shows-sql.ts';

/** Keys and tokens derived from a run's secret, so that every process makes the same. SPEC H7, H8. */

type WithSecret = Pick<RunRow, 'id' | 'secret'>;

const derive = (run: WithSecret, what: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(run.secret, 'hex'), run.id, what, bytes));

/** Key (32 bytes) and nonce (12 bytes) that seal the question of one asking: no two askings share a key. */
export const sealingOf = (run: WithSecret, cueIndex: number, asking: number): { key: Buffer; nonce: Buffer } => ({
  key: derive(run, `question:${cueIndex}:${asking}`, 32),
  nonce: derive(run, `nonce:${cueIndex}:${asking}`, 12),
});

/** 32 bytes, hex: published after the end. The secret cannot be derived from it. */
export const saltOf = (run: WithSecret): string => derive(run, 'commitment', 32).toString('hex');

/** The launch button's link of one cue: 192 bits, checked without a table. */
export const launchTokenOf = (run: WithSecret, cueIndex: number): string =>
  `${run.id}.${derive(run, `launch:${cueIndex}`, 24).toString('base64url')}`;

export function isLaunchToken(run: WithSecret, cueIndex: number, token: string): boolean {
  const right = Buffer.from(launchTokenOf(run, cueIndex));
  const given = Buffer.from(token);
  return right.length === given.length && timingSafeEqual(right, given);
}
