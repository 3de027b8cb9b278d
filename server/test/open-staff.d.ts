import type { Grant, StaffRole } from '@hoithi/shared/contract/staff';
import type { Clock } from '../src/platform/clock/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
type Deps = {
    db: Database;
    clock: Clock;
};
type Opened = {
    token: string;
    expiresAtMs: number;
};
type Given = {
    role: StaffRole;
    contestId: string | null;
    unitCode?: string | null;
};
/** A session with one role: by a link where it is for one contest, else of a new account of the first organization. */
export declare function openStaff(test: Deps, { role, contestId, unitCode }: Given): Promise<Opened>;
/** A new account with these roles, signed in. */
export declare function openAccount({ db, clock }: Deps, grants: readonly Grant[], organizationId?: string | null): Promise<{
    accountId: string;
    session: Opened;
}>;
/** An organization beside the one that the installation began with. */
export declare function openOrganization({ db }: Pick<Deps, 'db'>, name: string): Promise<string>;
export {};
