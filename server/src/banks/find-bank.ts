import type { BankMay } from '@hoithi/shared/contract/banks';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { contestsWith, type Permission } from '@hoithi/shared/rules/permissions';
import type { Queries } from '../platform/db/database.ts';
import { outOfScope } from '../web/route.ts';
import type { Acting } from '../web/sessions.ts';
import { type BankRow, isUsedBy, readBankRow } from './banks-sql.ts';

/**
 * A bank of the sender's organization. A role that holds in some contests alone reaches the banks that these use; another
 * bank is not found either, and that is audited. SPEC Q12.
 */
export async function findBank(db: Queries, by: Acting, bankId: string): Promise<Result<BankRow>> {
  const bank = await readBankRow(db, bankId);
  if (!bank) return refuse({ code: 'not_found', what: 'bank' });
  const reaches =
    bank.organization_id === by.organizationId &&
    (by.contestIds === null || (await isUsedBy(db, bankId, by.contestIds)));
  return reaches ? accept(bank) : outOfScope({ code: 'not_found', what: 'bank' });
}

/** Whether the sender has a permission over all banks of the organization, and not those of some contests alone. */
export const holdsEverywhere = (by: Acting, permission: Permission): boolean =>
  contestsWith(by.grants, permission) === null;

/** Whether the sender has another permission in this bank too. */
export async function mayInBank(db: Queries, by: Acting, bankId: string, permission: Permission): Promise<boolean> {
  const contestIds = contestsWith(by.grants, permission);
  return contestIds === null || (contestIds.length > 0 && (await isUsedBy(db, bankId, contestIds)));
}

export async function mayOf(db: Queries, by: Acting, bankId: string): Promise<BankMay> {
  const [key, write, review] = await Promise.all([
    mayInBank(db, by, bankId, 'bank:key'),
    mayInBank(db, by, bankId, 'question:write'),
    mayInBank(db, by, bankId, 'question:review'),
  ]);
  return { key, write, review, change: holdsEverywhere(by, 'bank:change') };
}
