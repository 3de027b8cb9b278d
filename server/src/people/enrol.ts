import { createHash, randomUUID } from 'node:crypto';
import { isFirstWay } from '@hoithi/shared/contract/entry-ways';
import type { ExcludedRole } from '@hoithi/shared/contract/refusal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ProfileFieldKey } from '@hoithi/shared/contract/rules';
import type { Enrol, SetConsents } from '@hoithi/shared/contract/sign-in';
import { consentText } from '@hoithi/shared/rulebook/settings/consent-texts';
import { fitsField } from '@hoithi/shared/rulebook/settings/fits-field';
import { ownFields, takeAnswers } from '@hoithi/shared/rulebook/settings/own-fields';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readExclusion } from './exclusions-sql.ts';
import { readWaysOf } from './identities-sql.ts';
import {
  type ConsentRow,
  hasStarted,
  insertConsents,
  insertContestant,
  insertMembership,
  insertStatedFields,
  isErased,
  readEnrolled,
  readPerson,
  readSlipOf,
  writeProfile,
} from './people-sql.ts';

/** Enters a person into a contest, or changes the profile while the rules allow it. SPEC S4, S6, S7, S23, S36, C3, J13. */
export async function enrol(
  app: Pick<App, 'db' | 'clock' | 'contests' | 'live'>,
  slug: string,
  personId: string,
  message: Enrol,
): Promise<Result<Record<string, never>>> {
  const contest = await app.contests.findBySlug(slug);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  const person = await readPerson(app.db, personId);
  if (!person) return refuse({ code: 'not_signed_in' });
  if (person.simulated && !contest.demo) return refuse({ code: 'not_allowed' });
  const role = await readExclusion(app.db, contest.contestId, personId);
  if (role !== null) return refuse({ code: 'excluded', role: role as ExcludedRole });

  const known = await readEnrolled(app.db, contest.contestId, personId);
  if (!known && (await isErased(app.db, contest.contestId, person))) return refuse({ code: 'data_erased' });
  if (contest.archivedAtMs !== null && !known) return refuse({ code: 'contest_archived' });
  const slip = await readSlipOf(app.db, contest.contestId, personId);
  const cameBy = await readWaysOf(app.db, contest.contestId, personId);
  if (!known && !person.simulated && !cameBy.some((way) => isFirstWay(way) && contest.entryWays.includes(way)))
    return refuse({ code: 'way_needed', ways: contest.entryWays.filter(isFirstWay) });
  if (slip?.unit_code != null && message.unitCode !== null && message.unitCode !== slip.unit_code)
    return refuse({ code: 'not_as_on_slip' });
  const judged = judgeProfile(contest, message, known?.unit_code ?? null, app.clock.nowMs());
  if (!judged.ok) return judged;
  if (known && contest.entrance.locked && (await hasStarted(app.db, known.id)))
    return refuse({ code: 'profile_locked' });

  const nowMs = app.clock.nowMs();
  const { own, stated } = takeAnswers(contest.rulebook, message.own);
  const wanted = new Set<ProfileFieldKey>(contest.entrance.fields.map((field) => field.key));
  await app.db.transaction(async (tx) => {
    const id = known?.id ?? randomUUID();
    if (!known) {
      const inserted = await insertContestant(tx, {
        id,
        contest_id: contest.contestId,
        person_id: personId,
        audience: wanted.has('audience') ? message.audience : null,
        simulated: person.simulated,
        registered_at_ms: nowMs,
      });
      if (inserted.length === 0) return; // the same person on two devices at once: the first stands
    }
    await writeProfile(
      tx,
      {
        contestant_id: id,
        name: message.name,
        birth_date: wanted.has('birthDate') ? message.birthDate : null,
        address: wanted.has('address') && message.address !== '' ? message.address : null,
        national_id: wanted.has('nationalId') ? message.nationalId : null,
        email: wanted.has('email') ? message.email : null,
        job_title: wanted.has('jobTitle') && message.jobTitle !== '' ? message.jobTitle : null,
      },
      own,
    );
    if (Object.keys(stated).length > 0) await insertStatedFields(tx, id, nowMs, stated);
    if (message.unitCode !== null && message.unitCode !== known?.unit_code)
      await insertMembership(tx, id, nowMs, message.unitCode);
    await insertConsents(tx, id, nowMs, consentRows(contest, message.consents));
  });
  if (known) app.live.recount(contest.contestId, known.id);
  return accept({});
}

/** Gives or withdraws consents, at any time, whatever the lock of the profile. SPEC S6. */
export async function setConsents(
  app: Pick<App, 'db' | 'clock' | 'contests'>,
  slug: string,
  personId: string,
  { consents }: SetConsents,
): Promise<Result<Record<string, never>>> {
  const contest = await app.contests.findBySlug(slug);
  if (!contest) return refuse({ code: 'not_found', what: 'contest' });
  const known = await readEnrolled(app.db, contest.contestId, personId);
  if (!known) return refuse({ code: 'not_enrolled' });
  await insertConsents(app.db, known.id, app.clock.nowMs(), consentRows(contest, consents));
  return accept({});
}

/** Consents to what this contest asks, with the text that was shown. */
function consentRows({ rulebook }: CachedContest, consents: SetConsents['consents']): ConsentRow[] {
  const asked = new Set(rulebook.privacy.consents.map(({ purpose }) => purpose));
  return consents
    .filter(({ purpose }) => asked.has(purpose))
    .map(({ purpose, given }) => {
      const { text, version } = consentText(purpose, rulebook);
      const hash = createHash('sha256').update(`${text.vi}\n${text.en}`).digest('base64url');
      return { purpose, given, text_hash: hash, text_version: version };
    });
}

function judgeProfile(contest: CachedContest, message: Enrol, ownUnit: string | null, nowMs: number): Result<true> {
  const { entrance, rulebook } = contest;
  const given: Record<ProfileFieldKey, boolean> = {
    name: message.name !== '',
    unit: message.unitCode !== null,
    audience: message.audience !== null,
    birthDate: message.birthDate !== null,
    address: message.address !== '',
    nationalId: message.nationalId !== null,
    email: message.email !== null,
    jobTitle: message.jobTitle !== '',
  };
  const missing = [
    ...entrance.fields.filter((field) => field.required && !given[field.key]).map((field) => field.key),
    ...ownFields(rulebook)
      .filter((field) => !fitsField(field, message.own[field.id]))
      .map(({ id }) => id),
  ];
  if (missing.length > 0) return refuse({ code: 'profile_incomplete', fields: missing });
  if (message.unitCode !== null) {
    const isOwn = message.unitCode === ownUnit; // one's own unit may have ended meanwhile
    if (!isOwn && !contest.units.choose(message.unitCode, vietnamDayOf(nowMs))) return refuse({ code: 'unit_unknown' });
  }
  if (message.audience !== null && !entrance.audiences.includes(message.audience))
    return refuse({ code: 'audience_not_invited' });
  const agreed = new Set(message.consents.filter((consent) => consent.given).map((consent) => consent.purpose));
  const needed = rulebook.privacy.consents.filter((consent) => consent.required && !agreed.has(consent.purpose));
  return needed.length > 0
    ? refuse({ code: 'consent_needed', purposes: needed.map((each) => each.purpose) })
    : accept(true);
}
