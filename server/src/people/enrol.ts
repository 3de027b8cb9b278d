import { createHash, randomUUID } from 'node:crypto';
import type { ExcludedRole } from '@hoithi/shared/contract/refusal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { ProfileFieldKey } from '@hoithi/shared/contract/rules';
import type { Enrol, SetConsents } from '@hoithi/shared/contract/sign-in';
import { fitsField } from '@hoithi/shared/rulebook/settings/fits-field';
import { ownFields, takeAnswers } from '@hoithi/shared/rulebook/settings/own-fields';
import { consentText } from '@hoithi/shared/rules/consent-texts';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import {
  type ConsentRow,
  hasStarted,
  insertConsents,
  insertContestant,
  insertMembership,
  insertStatedFields,
  readEnrolled,
  readExclusion,
  readPerson,
  writeProfile,
} from './people-sql.ts';

/** Enters a person into a contest, or changes the profile while the rules allow it. SPEC S4, S6, S7, C3. */
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
  const role = person.phone === null ? null : await readExclusion(app.db, contest.contestId, person.phone);
  if (role !== null) return refuse({ code: 'excluded', role: role as ExcludedRole });

  const known = await readEnrolled(app.db, contest.contestId, personId);
  const judged = judgeProfile(contest, message, known?.unit_code ?? null, app.clock.nowMs());
  if (!judged.ok) return judged;
  if (known && contest.rules.profile.lockedAfterFirstAttempt && (await hasStarted(app.db, known.id)))
    return refuse({ code: 'profile_locked' });

  const nowMs = app.clock.nowMs();
  const { own, stated } = takeAnswers(contest.rulebook, message.own);
  const wanted = new Set<ProfileFieldKey>(contest.rules.profile.fields.map((field) => field.key));
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
function consentRows({ rules }: CachedContest, consents: SetConsents['consents']): ConsentRow[] {
  const asked = new Set(rules.privacy.consents.map(({ purpose }) => purpose));
  return consents
    .filter(({ purpose }) => asked.has(purpose))
    .map(({ purpose, given }) => {
      const { text, version } = consentText(purpose, rules);
      const hash = createHash('sha256').update(`${text.vi}\n${text.en}`).digest('base64url');
      return { purpose, given, text_hash: hash, text_version: version };
    });
}

const yearMs = 365.2425 * 86_400_000;

function judgeProfile(contest: CachedContest, message: Enrol, ownUnit: string | null, nowMs: number): Result<true> {
  const { rules } = contest;
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
    ...rules.profile.fields.filter((field) => field.required && !given[field.key]).map((field) => field.key),
    ...ownFields(contest.rulebook)
      .filter((field) => !fitsField(field, message.own[field.id]))
      .map(({ id }) => id),
  ];
  if (missing.length > 0) return refuse({ code: 'profile_incomplete', fields: missing });
  if (message.unitCode !== null) {
    const isOwn = message.unitCode === ownUnit; // one's own unit may have ended meanwhile
    if (!isOwn && !contest.units.choose(message.unitCode, vietnamDayOf(nowMs))) return refuse({ code: 'unit_unknown' });
  }
  if (message.audience !== null && !rules.eligibility.audiences.includes(message.audience))
    return refuse({ code: 'audience_not_invited' });
  const { ageMin, ageMax } = rules.eligibility;
  if (message.birthDate !== null && (ageMin !== null || ageMax !== null)) {
    const age = Math.floor((nowMs - Date.parse(`${message.birthDate}T00:00:00+07:00`)) / yearMs);
    if ((ageMin !== null && age < ageMin) || (ageMax !== null && age > ageMax)) {
      return refuse({ code: 'age_out_of_range', min: ageMin, max: ageMax });
    }
  }
  const agreed = new Set(message.consents.filter((consent) => consent.given).map((consent) => consent.purpose));
  const needed = rules.privacy.consents.filter((consent) => consent.required && !agreed.has(consent.purpose));
  return needed.length > 0
    ? refuse({ code: 'consent_needed', purposes: needed.map((each) => each.purpose) })
    : accept(true);
}
