import type { IdentityWay } from '@hoithi/shared/contract/entry-ways';
import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import { type Claims, claimAt } from '../accounts/oidc-claims.ts';
import type { App } from '../app-parts.ts';
import { findOrLinkIdentity, findOrMakeByIdentity, type Identity } from '../people/identities-sql.ts';
import type { Queries } from '../platform/db/database.ts';
import { keyedHash } from '../platform/own-keys.ts';
import type { IdentityClaims } from './way-settings.ts';

/** What a way has proved: who came, by an identifier of whoever says so, and what is said of them. */
export type Proved = { way: IdentityWay; subject: string; name: string | null; birthDate: string | null };

const Subject = z.union([z.string().trim().min(1).max(300), z.number().int().transform(String)]);
const Name = z.string().trim().min(2).max(limits.nameLengthMax);

/** Whom claims name; null: the identifier is missing. Name and birth date are taken where they are what they should be. */
export function provedBy(way: IdentityWay, issuer: string, named: IdentityClaims, claims: Claims): Proved | null {
  const subject = Subject.safeParse(claimAt(claims, named.subject));
  if (!subject.success) return null;
  const name = Name.safeParse(claimAt(claims, named.name)).data ?? null;
  const birthDate = z.iso.date().safeParse(claimAt(claims, named.birthDate)).data ?? null;
  return { way, subject: `${issuer} ${subject.data}`, name: name?.normalize('NFC') ?? null, birthDate };
}

const identityOf = ({ ownKeys }: Pick<App, 'ownKeys'>, { way, subject, name, birthDate }: Proved): Identity => ({
  ...{ way, name, birthDate },
  subjectHash: keyedHash(ownKeys.identities, `${way} ${subject}`),
});

/** The person of a proved identity, made where nobody has it. SPEC S33. */
export const personOf = (app: Pick<App, 'clock' | 'ownKeys'>, tx: Queries, proved: Proved): Promise<string> =>
  findOrMakeByIdentity(tx, identityOf(app, proved), app.clock.nowMs());

/** Gives a person who is signed in one more way to come in. Refuses identity_taken. SPEC S35. */
export async function linkTo(
  app: Pick<App, 'clock' | 'db' | 'ownKeys'>,
  personId: string,
  proved: Proved,
): Promise<Result<Record<string, never>>> {
  const holder = await findOrLinkIdentity(app.db, identityOf(app, proved), personId, app.clock.nowMs());
  return holder === personId ? accept({}) : refuse({ code: 'identity_taken' });
}
