import { contestsWith } from '@hoithi/shared/rules/permissions';
import type { Queries } from '../platform/db/database.ts';
import { readAccount, readRoles } from './accounts-sql.ts';
import { mayGive } from './grants.ts';
import type { Invitation } from './invitations-sql.ts';

const ofAccount = 'account:';

/**
 * Whether whoever made an invitation may still make it: an account that was removed, or that gives roles no more, leaves no
 * way in behind. What was made on the machine itself, and by the start of the server, stands. SPEC I1b.
 */
export async function stillStands(db: Queries, { accountId, grants, madeBy }: Invitation): Promise<boolean> {
  if (!madeBy.startsWith(ofAccount)) return true;
  const makerId = madeBy.slice(ofAccount.length);
  const maker = await readAccount(db, makerId);
  if (maker?.removed_at_ms !== null) return false;
  const contestIds = contestsWith(await readRoles(db, [makerId]), 'accounts:change');
  if (accountId !== null) return contestIds === null; // a reset reaches into every contest of the account
  return contestIds?.length !== 0 && grants.every((grant) => mayGive({ contestIds }, grant));
}
