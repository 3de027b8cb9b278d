import { bringLogUp } from '../src/proof/keep-log.ts';
import type { TestApp } from './open-test-app.ts';

/** Changes rows past every trigger, throws a contest's log away, and makes it again with the key, as if it had always been so. */
export async function rewriteLog(test: TestApp, contestId: string, change: string): Promise<void> {
  await test.db.transaction(async (tx) => {
    await tx.query(`set local session_replication_role = 'replica'`);
    await tx.query(`delete from log_pending; delete from log_places; delete from log_nodes; delete from log_checkpoints;
      delete from log_entries; delete from contest_logs; ${change}`);
  });
  const contest = test.app.contests.byId(contestId);
  if (!contest) throw new Error('the contest is there');
  await bringLogUp(test.app, contest);
}
