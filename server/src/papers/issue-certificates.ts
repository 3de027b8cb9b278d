import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CertificatesWanted, FileStep } from '@hoithi/shared/contract/papers';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readPrintedLook } from '../look/printed-look.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { stepsInWorker } from '../platform/jobs/steps-in-worker.ts';
import { viewPerson } from '../result/view-people.ts';
import { labelOf } from '../round/label-lists.ts';
import { readWinningRows } from '../round/standings-sql.ts';
import { wonPrize } from '../round/won-prize.ts';
import type { CertificateSheet, CertificateStep, makeCertificates, PrintedCertificate } from './certificate-paper.ts';
import { numberCertificates, readCertificates, type ToCertify, writeCertificateNames } from './certificates-sql.ts';
import { dateWords } from './date-words.ts';
import { rememberDetails } from './details-sql.ts';

type Deps = Pick<App, 'clock' | 'db'>;
type Found = { contest: CachedContest; round: CachedRound };

/** The standing that papers rest on: the finalized one, else what is published. null: neither. */
export const signedVersion = (round: CachedRound): number | null =>
  round.finalized ? round.standingVersion : round.publishedVersion;

/**
 * Certificates of the prizes that are named: each gets an id and a number, once; then the file is made in a thread, its steps
 * as they are done. Who had them made, how many and why is in the trail.
 *
 * Refuses  not_finalized; not_found where nobody has such a prize.
 * Source   SPEC F24, F25.
 */
export async function issueCertificates(
  app: Deps,
  by: { actor: string },
  found: Found,
  wanted: CertificatesWanted,
  origin: string,
): Promise<Result<Readable>> {
  const { contest, round } = found;
  const version = signedVersion(round);
  if (version === null) return refuse({ code: 'not_finalized' });
  const asked = new Set(wanted.prizes.map(({ list, prize }) => `${list} ${prize}`));
  const rows = (await readWinningRows(app.db, round.roundId, version)).filter(
    ({ standing_id, prize }) => prize !== null && asked.has(`${standing_id} ${prize}`),
  );
  if (rows.length === 0) return refuse({ code: 'not_found', what: 'winner' });
  const certificates = await certify(app, by, found, wanted, { version, origin, rows });
  const { logo, colours, pictures } = await readPrintedLook(app.db, contest.look);
  const { host, name } = contest.rulebook.meta;
  const sheet: CertificateSheet = {
    host: host.vi.toLocaleUpperCase('vi'),
    contest: name.vi,
    placeAndDate: `${wanted.place}, ${dateWords(wanted.date)}`,
    signer: { role: 'TM. BAN TỔ CHỨC', title: wanted.signer.toLocaleUpperCase('vi'), name: wanted.signerName },
    look: { logo, colours },
  };
  const steps = stepsInWorker<typeof makeCertificates>({
    program: 'certificates-worker',
    given: [wanted.as, sheet, pictures, certificates],
    ...{ memoryMaxMb: 768, msMax: 120_000 },
  });
  return accept(Readable.from(frame(steps, certificates.length)));
}

type Rows = Awaited<ReturnType<typeof readWinningRows>>;

/** Numbers, names and the trail in one transaction; what is printed, in the order of numbers. */
async function certify(
  { db, clock }: Deps,
  { actor }: { actor: string },
  { contest, round }: Found,
  { as, prizes, series, place, date, signer, signerName, reason }: CertificatesWanted,
  { version, origin, rows }: { version: number; origin: string; rows: Rows },
): Promise<PrintedCertificate[]> {
  const { contestId } = contest;
  const atMs = clock.nowMs();
  const ids = rows.map(({ contestant_id }) => contestant_id);
  const people = new Map((await readEnrolledAt(db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const keyOf = ({
    standing_id,
    contestant_id,
    prize,
  }: Pick<ToCertify, 'standing_id' | 'contestant_id'> & { prize: string | null }) =>
    `${standing_id} ${contestant_id} ${prize}`;
  return db.transaction(async (tx) => {
    const wanted = rows.map(({ standing_id, contestant_id, prize }) => ({
      ...{ id: randomBytes(12).toString('base64url'), standing_id, contestant_id, prize: prize ?? '' },
    }));
    await numberCertificates(tx, { contestId, roundId: round.roundId, series, atMs }, wanted);
    const known = new Map((await readCertificates(tx, round.roundId)).map((each) => [keyOf(each), each]));
    const made = rows.flatMap((row) => {
      const certificate = known.get(keyOf(row));
      const prize = wonPrize(contest.rulebook, row);
      if (!certificate || !prize) return [];
      const { name, unitName } = viewPerson(contest, people.get(row.contestant_id), true);
      return [{ certificate, name, unitName, prize: prize.label.vi, list: listWords(contest, round, row.standing_id) }];
    });
    await writeCertificateNames(
      tx,
      made.map(({ certificate, name, unitName }) => ({ certificate_id: certificate.id, name, unit_name: unitName })),
    );
    await rememberDetails(tx, { contestId, roundId: round.roundId }, 'certificates', {
      shared: { place, signer, signerName, series },
      own: { number: '', date, present: [] },
    });
    const detail = { as, standing: version, prizes: prizes.length, certificates: made.length, series, reason };
    await writeAudit(tx, {
      ...{ contestId, atMs, actor, act: 'certificates:made', object: `round ${round.ordinal}`, detail },
    });
    return made
      .toSorted((one, other) => one.certificate.no - other.certificate.no)
      .map(({ certificate: { id, no, series: own }, unitName, ...rest }) => ({
        ...{ ...rest, unit: unitName ?? '', no, number: `Số: ${no}/${own}`, link: `${origin}/cn/${id}` },
      }));
  });
}

/** "Giải cá nhân tuần, Tuần 1": the list where there are several, and the round. */
function listWords(contest: CachedContest, round: CachedRound, standingId: string): string {
  const label = labelOf(contest, standingId).vi;
  const own = round.label.vi;
  return label.includes(own) ? label : `${label}, ${own}`;
}

/** A line of JSON for each step, and behind it the bytes it has; a file that was not made to its end has no last line. */
async function* frame(steps: AsyncIterable<CertificateStep>, total: number): AsyncGenerator<Buffer, void> {
  for await (const { done, bytes, whole } of steps) {
    const head: FileStep = { done, total, bytes: bytes.length, whole };
    yield Buffer.from(`${JSON.stringify(head)}\n`);
    if (bytes.length > 0) yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}
