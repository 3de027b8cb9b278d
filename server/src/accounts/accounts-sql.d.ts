import type { Grant } from '@hoithi/shared/contract/staff';
import type { Queries } from '../platform/db/database.ts';
/** Accounts of staff and their roles. SPEC I1, I2. */
export type AccountRow = {
    id: string;
    organization_id: string;
    login: string;
    name: string;
    function: string;
    made_at_ms: number;
    removed_at_ms: number | null;
};
/** The organization that the installation began with; a small one has no other. SPEC I5. */
export declare function readFirstOrganization(db: Queries): Promise<{
    id: string;
    name: string;
}>;
/** false: the login is taken. */
export declare function insertAccount(tx: Queries, account: Omit<AccountRow, 'removed_at_ms'> & {
    password_hash?: string | null;
    totp_secret?: string | null;
}): Promise<boolean>;
/** Gives roles that the account does not have. */
export declare function insertRoles(tx: Queries, accountId: string, grants: readonly Grant[], nowMs: number): Promise<void>;
/** null: there is no such account. */
export declare function readAccountName(db: Queries, accountId: string): Promise<string | null>;
/** Whether anybody can sign in. */
export declare function hasAccounts(db: Queries): Promise<boolean>;
