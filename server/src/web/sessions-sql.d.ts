import { Grant } from '@hoithi/shared/contract/staff';
import { type Queries } from '../platform/db/database.ts';
/** Sessions and one-time codes. Tokens are stored as hashes only. SPEC S3, I4. */
export type ContestantSession = {
    kind: 'contestant';
    personId: string;
};
/** Of an account, or of whoever came by a link or entered the demo: those have one grant, and no account. SPEC I4. */
export type StaffSession = {
    kind: 'staff';
    id: string;
    /** As the audit trail names it: `account:<id>`, or the role and the start of the session's hash. */
    actor: string;
    accountId: string | null;
    /** Of the link by which it was opened. */
    linkHash: string | null;
    organizationId: string;
    grants: readonly Grant[];
    /** When its holder last proved who it is. Units: epoch ms. */
    provedAtMs: number;
};
export type Session = ContestantSession | StaffSession;
/** What a session is opened for. */
export type Opening = ContestantSession | {
    kind: 'account';
    accountId: string;
    device: string | null;
} | {
    kind: 'link';
    grant: Grant & {
        contestId: string;
    };
    linkHash?: string;
};
export declare const newToken: () => string;
export declare const hashOf: (token: string) => string;
export declare function openSession(db: Queries, opening: Opening, nowMs: number): Promise<{
    token: string;
    expiresAtMs: number;
}>;
export declare function readContestantSession(db: Queries, token: string, nowMs: number): Promise<ContestantSession | null>;
export declare function readStaffSession(db: Queries, token: string, nowMs: number): Promise<StaffSession | null>;
/** false: there was none. */
export declare function closeSession(db: Queries, token: string): Promise<boolean>;
/** Every session of a person, on every device. SPEC S12. */
export declare const closeSessionsOf: (db: Queries, personId: string) => Promise<unknown>;
/** Which of these tokens still have a session. */
export declare function readOpenTokens(db: Queries, tokens: readonly string[]): Promise<Set<string>>;
export type CodeRow = {
    id: string;
    phone: string;
    code_hash: string;
    made_at_ms: number;
    tries: number;
    used: boolean;
    sent_at_ms: number[];
    by_known: boolean;
};
export declare const hashCode: (challengeId: string, code: string) => string;
/**
 * A number has one code at a time for strangers and one for the devices that have signed in with it (`by_known`), each with
 * counts of its own: a new one takes the place of the one before. false: there is a code that is younger than `afterMs`, or
 * there were as many as there may be within an hour or a day. Of requests at the same instant one wins. SPEC S3a, S3b.
 */
export declare function replaceCode(db: Queries, row: Pick<CodeRow, 'id' | 'phone' | 'code_hash' | 'made_at_ms' | 'by_known'>, bounds: {
    afterMs: number;
    perHour: number;
    perDay: number;
}): Promise<boolean>;
/** The code did not go out: it cannot be used, and does not count for its number. */
export declare const withdrawCode: (db: Queries, id: string) => Promise<unknown>;
/** Counts this try before the code is compared, so that tries made at once are all counted. */
export declare function takeCodeTry(db: Queries, id: string, triesMax: number): Promise<CodeRow | null>;
export declare function markCodeUsed(db: Queries, id: string): Promise<boolean>;
/** What strangers, or the devices that know the number, were sent in the last day. null: nothing. */
export declare function readNumber(db: Queries, { phone, by_known }: Pick<CodeRow, 'phone' | 'by_known'>): Promise<{
    made_at_ms: number;
    sent_at_ms: number[];
} | null>;
/** Whether somebody has signed in with this number at any time, and whether by this device. */
export declare function readKnown(db: Queries, phone: string, device: string): Promise<{
    isNumber: boolean;
    isDevice: boolean;
}>;
/** This device has signed in with this number. Only a hash that joins the two is stored. */
export declare const rememberDevice: (db: Queries, { personId, phone, device, nowMs }: {
    personId: string;
    phone: string;
    device: string;
    nowMs: number;
}) => Promise<unknown>;
/** Deletes at most so many devices by which nobody has signed in since; what another process is deleting is left to it. */
export declare function deleteKnownDevicesBefore(db: Queries, signedInBeforeMs: number, countMax: number): Promise<number>;
/** Deletes at most so many codes that were made earlier; what another process is deleting is left to it. Answers how many. */
export declare function deleteCodesBefore(db: Queries, madeBeforeMs: number, countMax: number): Promise<number>;
/** Deletes at most so many sessions that ran out earlier; what another process is deleting is left to it. Answers how many. */
export declare function deleteSessionsBefore(db: Queries, expiredBeforeMs: number, countMax: number): Promise<number>;
