import type { OwnData, StoredData } from '@hoithi/shared/contract/data-rights';
import { dataEndsAt } from '@hoithi/shared/rulebook/judge/data-terms';
import { ownFields } from '@hoithi/shared/rulebook/settings/own-fields';
import { maskName } from '@hoithi/shared/rules/mask-name';
import type { App } from '../app-parts.ts';
import type { CachedContest } from '../contest/contests.ts';
import { findCertificate } from '../papers/certificates-sql.ts';
import { type OwnProfileRow, readNameConsents, readOwnProfile, readPerson } from '../people/people-sql.ts';
import type { Contestant } from '../people/prove-contestant.ts';
import { readOwnComplaints } from '../result/complaints-sql.ts';
import { readPublishedNames, readPublishedPrizes } from '../round/published-names-sql.ts';
import { readKeysOf } from '../ways/passkeys-sql.ts';
import { viewRequest } from './data-requests.ts';
import { waitsOf } from './erase-person.ts';
import {
  type OwnCounts,
  readAnswersOf,
  readAttemptsOf,
  readCertificatesOf,
  readConsents,
  readIdentitiesOf,
  readLooks,
  readMemberships,
  readOwnCounts,
  readPlayersOf,
  readSessionsOf,
  readStated,
} from './own-data-sql.ts';
import { readOwnRequests } from './requests-sql.ts';

type Deps = Pick<App, 'clock' | 'db'>;

/** The own page: what is stored, why and until when; consents; what is published; requests; who looked. SPEC S60. */
export async function viewOwnData(app: Deps, contest: CachedContest, who: Contestant): Promise<OwnData> {
  const { db } = app;
  const { contestantId } = who;
  const person = await readPerson(db, who.personId);
  const profile = await readOwnProfile(db, contest.contestId, who.personId);
  const consents = await readConsents(db, contestantId);
  const about = (await waitsOf(db, contest, [contestantId])).get(contestantId);
  return {
    stored: [
      ...listProfile(contest, profile, person?.phone ?? null),
      ...listCounts(await readOwnCounts(db, contestantId)),
    ],
    endsAtMs: dataEndsAt(contest.rounds, contest.rulebook),
    consents: contest.rulebook.privacy.consents.map(({ purpose, required }) => {
      const last = consents.find((each) => each.purpose === purpose);
      return { purpose, required, given: last?.given ?? null, atMs: last?.at_ms ?? null };
    }),
    published: await listPublished(db, contest, contestantId, profile?.name ?? ''),
    certificates: await listCertificates(db, contestantId),
    requests: (await readOwnRequests(db, contestantId)).map(viewRequest),
    waits: about?.waits ?? [],
    notes: about?.notes ?? [],
    looks: (await readLooks(db, contest.contestId, contestantId)).map(({ act, times, last_at_ms }) => ({
      ...{ act, times, lastAtMs: last_at_ms },
    })),
  };
}

function listProfile(
  { rulebook, units }: CachedContest,
  profile: OwnProfileRow | null,
  phone: string | null,
): StoredData[] {
  const unit = profile?.unit_code ?? null;
  const values = {
    name: profile?.name ?? null,
    unit: unit === null ? null : (units.unitOf(unit)?.name ?? unit),
    audience: profile?.audience ?? null,
    birthDate: profile?.birth_date ?? null,
    address: profile?.address ?? null,
    nationalId: profile?.national_id ?? null,
    email: profile?.email ?? null,
    jobTitle: profile?.job_title ?? null,
  };
  const own = ownFields(rulebook).map(({ id, label }): StoredData => {
    const value = profile?.own[id];
    return { id, label, value: value === undefined ? null : String(value), count: null, basis: 'asked' };
  });
  const fields = Object.entries(values).map(
    ([id, value]): StoredData => ({ id, label: null, value, count: null, basis: 'asked' }),
  );
  const number: StoredData = { id: 'phone', label: null, value: phone, count: null, basis: 'sign-in' };
  return [number, ...fields, ...own].filter(({ value }) => value !== null);
}

const bases: Record<keyof OwnCounts, StoredData['basis']> = {
  ...{ units: 'result', stated: 'result', attempts: 'result', answers: 'result', predictions: 'result' },
  ...{ complaints: 'request', requests: 'request', consents: 'consent', shows: 'result' },
  ...{ sessions: 'sign-in', devices: 'sign-in', identities: 'sign-in', passkeys: 'sign-in' },
};

const listCounts = (counts: OwnCounts): StoredData[] =>
  (Object.keys(bases) as (keyof OwnCounts)[])
    .filter((id) => counts[id] > 0)
    .map((id) => ({ id, label: null, value: null, count: counts[id], basis: bases[id] }));

async function listPublished(
  db: App['db'],
  contest: CachedContest,
  contestantId: string,
  name: string,
): Promise<OwnData['published']> {
  const { rounds, rules, slug } = contest;
  const isFull = rules.publication.names === 'full' && (await readNameConsents(db, [contestantId])).has(contestantId);
  const published: OwnData['published'] = [];
  for (const { round_id } of await readPublishedPrizes(db, contestantId)) {
    const round = rounds.find(({ roundId }) => roundId === round_id);
    if (!round) continue;
    const whole = (await readPublishedNames(db, round_id)).find((each) => each.contestant_id === contestantId)?.name;
    const path = `/c/${slug}/ket-qua/${round.ordinal}`;
    published.push({ round: round.label, path, name: isFull ? (whole ?? name) : maskName(name) });
  }
  return published;
}

async function listCertificates(db: App['db'], contestantId: string): Promise<OwnData['certificates']> {
  const rows = await readCertificatesOf(db, contestantId);
  const found = await Promise.all(rows.map(({ id }) => findCertificate(db, id)));
  return rows.map(({ id, no, series }, at) => ({
    path: `/cn/${id}`,
    number: `${no}/${series}`,
    masked: found[at]?.name_withdrawn === true,
  }));
}

/** Everything that is stored of a person in a contest, as a file to take along. Points are left out: they have their own time. SPEC S62. */
export async function exportOwnData(app: Deps, contest: CachedContest, { contestantId, personId }: Contestant) {
  const { db } = app;
  const [person, profile] = [await readPerson(db, personId), await readOwnProfile(db, contest.contestId, personId)];
  const roundOf = (id: string) => contest.rounds.find(({ roundId }) => roundId === id)?.label ?? null;
  const attempts = (await readAttemptsOf(db, contestantId)).map(({ round_id, ...each }) => ({
    round: roundOf(round_id),
    ...each,
  }));
  const complaints = (await readOwnComplaints(db, contestantId)).map((row) => ({
    ...{ no: row.no, round: roundOf(row.round_id), at_ms: row.at_ms, words: row.words, answer: row.answer },
  }));
  return {
    format: 'hoithi-own-data/1',
    contest: { slug: contest.slug, name: contest.rulebook.meta.name, host: contest.rulebook.meta.host },
    madeAtMs: app.clock.nowMs(),
    erasedAtMs: dataEndsAt(contest.rounds, contest.rulebook),
    contestantId,
    phone: person?.phone ?? null,
    profile: profile && { ...profile, given: undefined, withheld: undefined },
    units: await readMemberships(db, contestantId),
    stated: await readStated(db, contestantId),
    consents: await readConsents(db, contestantId),
    attempts,
    answers: await readAnswersOf(db, contestantId),
    complaints,
    shows: await readPlayersOf(db, contestantId),
    certificates: (await readCertificatesOf(db, contestantId)).map(({ round_id, ...each }) => ({
      round: roundOf(round_id),
      ...each,
    })),
    requests: (await readOwnRequests(db, contestantId)).map((row) => ({ ...viewRequest(row), about: row.about })),
    identities: await readIdentitiesOf(db, personId),
    passkeys: await readKeysOf(db, personId),
    sessions: await readSessionsOf(db, personId),
    looks: await readLooks(db, contest.contestId, contestantId),
  };
}
