import { z } from 'zod';
import { Credential } from './accounts.ts';

/** POST /api/contests/:slug/sign-in/passkey and /api/me/passkeys: what the browser answered to what was asked of it. SPEC S38. */
export const SignedPasskey = z.object({ challengeId: z.string().max(2_000), credential: Credential });
export type SignedPasskey = z.infer<typeof SignedPasskey>;
/** GET /api/me/passkeys. Units: epoch ms. */
export type OwnPasskeys = { id: string; madeAtMs: number; usedAtMs: number | null }[];
