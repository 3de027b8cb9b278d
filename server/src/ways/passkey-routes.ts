import { createHash } from 'node:crypto';
import type { PasskeyBegun } from '@hoithi/shared/contract/accounts';
import { Slug } from '@hoithi/shared/contract/ids';
import { type OwnPasskeys, SignedPasskey } from '@hoithi/shared/contract/own-passkeys';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { maskPhone } from '@hoithi/shared/rules/phone';
import { z } from 'zod';
import { appName } from '../accounts/app-name.ts';
import { type Place, placeOf } from '../accounts/own-place.ts';
import { Asked, counterOf, creationOptions, readNewKey, requestOptions, statedOrigin } from '../accounts/webauthn.ts';
import type { App } from '../app-parts.ts';
import { useOnce } from '../people/identities-sql.ts';
import { readPerson } from '../people/people-sql.ts';
import { limitDevicesAndAddresses, limitSessions } from '../web/request-limits.ts';
import { json, type Route, route } from '../web/route.ts';
import { setSessionCookie } from '../web/sessions.ts';
import { openSession } from '../web/sessions-sql.ts';
import { findContest, openWays } from './entry-ways.ts';
import {
  countKeyUse,
  deletePersonKey,
  insertPersonKey,
  readKeysOf,
  readNameOf,
  readPersonKey,
} from './passkeys-sql.ts';
import { seal, unseal } from './sealed.ts';

type PasskeyApp = Pick<App, 'clock' | 'contests' | 'db' | 'ownKeys' | 'publicUrl' | 'ways'>;

const lastsMs = 300_000;
const keysMax = 10;
const bytesMax = 16_384;
/** `personId`: for whom a new passkey is. */
const AskedNew = Asked.extend({ personId: z.uuid() });
const [back, making] = ['contestant-passkey', 'contestant-new-passkey'];

/** Passkeys of contestants: made by whoever is signed in, and from then on a way to come back. SPEC S38. */
export function passkeyRoutes(app: PasskeyApp): Route[] {
  const careful = limitDevicesAndAddresses({ device: 20, address: 3_000 }, 60);
  const own = { may: 'contestant', limit: limitSessions(30, 60) } as const;
  return [
    route(
      {
        method: 'post',
        path: '/api/sign-in/passkey',
        title: 'What a browser needs to come back by a passkey',
        may: 'anyone',
        limit: careful,
      },
      async ({ request }) => accept(await beginBack(app, placeOf(app, request))),
    ),
    route(
      {
        method: 'post',
        path: '/api/contests/:slug/sign-in/passkey',
        title: 'Sets the session cookie of the holder of a passkey',
        may: 'anyone',
        limit: careful,
        params: z.object({ slug: Slug }),
        absent: 'contest',
        scope: (_who: null, { slug }: { slug: string }) => findContest(app, slug),
        body: json(SignedPasskey, bytesMax),
        answers: z.object({}),
      },
      async ({ scope: contest, body, request, response }) => {
        if (!openWays(app, contest).includes('passkey')) return refuse({ code: 'way_closed' });
        const personId = await personByPasskey(app, body, placeOf(app, request));
        if (personId === null) return refuse({ code: 'passkey_unknown' });
        const session = await openSession(app.db, { kind: 'contestant', personId }, app.clock.nowMs());
        setSessionCookie(request, response, 'contestant', session);
        return accept({});
      },
    ),
    route(
      { ...own, method: 'get', path: '/api/me/passkeys', title: 'Own passkeys' },
      async ({ who }): Promise<Result<OwnPasskeys>> => accept(await readKeysOf(app.db, who.personId)),
    ),
    route(
      { ...own, method: 'post', path: '/api/me/passkeys/begin', title: 'What a browser needs to make a passkey' },
      ({ who, request }) => beginNew(app, who.personId, placeOf(app, request)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/me/passkeys',
        title: 'Stores the passkey that a browser made',
        body: json(SignedPasskey, bytesMax),
        answers: z.object({}),
      },
      ({ who, body, request }) => storeNew(app, who.personId, body, placeOf(app, request)),
    ),
    route(
      {
        ...own,
        method: 'post',
        path: '/api/me/passkeys/:id/delete',
        title: 'Takes a passkey off oneself',
        params: z.object({ id: z.string().max(1_400) }),
        answers: z.object({}),
      },
      async ({ who, params }) =>
        (await deletePersonKey(app.db, who.personId, params.id))
          ? accept({})
          : refuse({ code: 'not_found', what: 'passkey' }),
    ),
  ];
}

async function beginBack(app: PasskeyApp, { origin, rpId }: Place): Promise<PasskeyBegun> {
  const options = await requestOptions(rpId);
  const asked = { challenge: options.challenge, origin, rpId };
  return { challengeId: await seal(app, back, asked, lastsMs), options: { ...options } };
}

/** Whoever has the challenge answers it once. */
function takeOnce(app: PasskeyApp, { challenge }: Asked): Promise<boolean> {
  const hash = createHash('sha256').update(`passkey:${challenge}`).digest();
  return useOnce(app.db, hash, app.clock.nowMs() + lastsMs);
}

async function personByPasskey(app: PasskeyApp, proof: SignedPasskey, place: Place): Promise<string | null> {
  const asked = await unseal(app, back, proof.challengeId, Asked);
  const known = await readPersonKey(app.db, proof.credential.id);
  if (!asked || !known || asked.origin !== place.origin || statedOrigin(proof.credential) !== place.origin) return null;
  const counter = await counterOf(proof.credential, { ...known, holderId: known.person_id }, asked);
  if (counter === null || !(await takeOnce(app, asked))) return null;
  return (await countKeyUse(app.db, known.credential_id, counter, app.clock.nowMs())) ? known.person_id : null;
}

async function beginNew(app: PasskeyApp, personId: string, { origin, rpId }: Place): Promise<Result<PasskeyBegun>> {
  const [person, keys] = [await readPerson(app.db, personId), await readKeysOf(app.db, personId)];
  if (keys.length >= keysMax) return refuse({ code: 'too_many_passkeys', max: keysMax });
  const name = (await readNameOf(app.db, personId)) ?? (person?.phone ? maskPhone(person.phone) : appName);
  const known = keys.map(({ id }) => id);
  const options = await creationOptions({ id: personId, userName: name, displayName: name, known }, rpId);
  const asked = { challenge: options.challenge, origin, rpId, personId };
  return accept({ challengeId: await seal(app, making, asked, lastsMs), options: { ...options } });
}

async function storeNew(
  app: PasskeyApp,
  personId: string,
  made: SignedPasskey,
  place: Place,
): Promise<Result<Record<string, never>>> {
  const asked = await unseal(app, making, made.challengeId, AskedNew);
  if (!asked || asked.personId !== personId || asked.origin !== place.origin)
    return refuse({ code: 'passkey_unknown' });
  const key = await readNewKey(made.credential, asked);
  if (key === null || !(await takeOnce(app, asked))) return refuse({ code: 'passkey_unknown' });
  const isStored = await insertPersonKey(app.db, personId, key, { atMs: app.clock.nowMs(), max: keysMax });
  return isStored ? accept({}) : refuse({ code: 'passkey_unknown' });
}
