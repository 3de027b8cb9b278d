import type { StaffRole } from '@hoithi/shared/contract/staff';
import { staffRoles } from '@hoithi/shared/contract/staff';
import { z } from 'zod';
import { listProblems } from '../platform/list-problems.ts';

/** Whoever has this value in this claim has this role, in every contest of the organization. */
export type ClaimRule = { claim: string; value: string; role: StaffRole };

/** The identity provider of an organization that has a directory. SPEC I12. */
export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** As the page of signing in names it. */
  name: string;
  scopes: string;
  roles: readonly ClaimRule[];
};

const givable = staffRoles.filter((role) => role !== 'unit-leader');
const rulesMax = 100;

/** `claim=value:role,…`; a value may have colons and equals signs, but no comma. null: it cannot be read. */
function readRules(text: string): ClaimRule[] | null {
  const rules = text.split(',').map((part) => {
    const found = /^\s*([\w.:/-]+)=(.+):([a-z-]+)\s*$/.exec(part);
    const role = givable.find((each) => each === found?.[3]);
    return found?.[1] && found[2] && role ? { claim: found[1], value: found[2], role } : null;
  });
  return rules.every((rule) => rule !== null) && rules.length <= rulesMax ? rules : null;
}

const Settings = z.object({
  ISSUER: z
    .url({
      protocol: /^https?$/,
      error: 'is not a web address; write the issuer as the provider states it, such as https://dang-nhap.example.vn',
    })
    .optional(),
  CLIENT_ID: z.string().max(200).optional(),
  CLIENT_SECRET: z.string().max(500).optional(),
  NAME: z.string().max(60, 'is too long; write at most 60 letters').optional(),
  SCOPES: z
    .string()
    .regex(/^openid( [\w.:/-]+)*$/, 'is not a list of scopes; write openid first, such as openid profile groups')
    .default('openid profile'),
  ROLES: z
    .string()
    .transform((text) => readRules(text))
    .refine((rules) => rules !== null, {
      error: `cannot be read; write claim=value:role, several with commas between them, such as groups=ban-to-chuc:organizer; roles are ${givable.join(', ')}`,
    })
    .optional(),
});

const prefix = 'OIDC_';
const needed = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'ROLES'] as const;

/** Reads the OIDC_… settings. Refuses with every problem at once, and never repeats a value. SPEC D1, I12. */
export function readOidcSettings(
  set: Readonly<Record<string, string>>,
): { ok: true; oidc: OidcSettings | null } | { ok: false; problems: string[] } {
  const own = Object.fromEntries(
    Object.entries(set).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
  if (Object.keys(own).length === 0) return { ok: true, oidc: null };
  const read = Settings.safeParse(own);
  const missing = needed.filter((name) => own[name] === undefined);
  const problems = [
    ...listProblems(prefix, read.error),
    ...missing.map((name) => `${prefix}${name}: is missing; write it too, or leave out all of ${prefix}…`),
  ];
  if (!read.success || problems.length > 0) return { ok: false, problems };
  const { ISSUER = '', CLIENT_ID = '', CLIENT_SECRET = '', NAME, SCOPES, ROLES } = read.data;
  const name = NAME ?? new URL(ISSUER).hostname;
  const oidc = { issuer: ISSUER, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, name, scopes: SCOPES };
  return { ok: true, oidc: { ...oidc, roles: ROLES ?? [] } };
}
