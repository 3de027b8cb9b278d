import type { PaperKind, PaperWanted } from '@hoithi/shared/contract/papers';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { readAccount } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { readRoundEvents } from '../contest/round-events-sql.ts';
import type { RulesPaper } from '../documents/rules/rules-paper.ts';
import { typesetInWorker } from '../documents/typeset-in-worker.ts';
import { readEnrolledAt } from '../people/people-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { readComplaints } from '../result/complaints-sql.ts';
import { readPhones } from '../result/result-sql.ts';
import { viewDecisions } from '../result/view-decisions.ts';
import { viewPerson } from '../result/view-people.ts';
import { readDecisions } from '../round/decisions-sql.ts';
import { lowestOf } from '../round/figures-units.ts';
import { labelOf } from '../round/label-lists.ts';
import { resultsPathOf } from '../round/publish-round.ts';
import { computeFigures } from '../round/report-figures.ts';
import { readStanding, readUndecided, readWinningRows } from '../round/standings-sql.ts';
import { readKnownDraws } from '../round/view-draws.ts';
import { wonPrize } from '../round/won-prize.ts';
import { announcement, valueWords, weeklyReport } from './announce-paper.ts';
import { decisionWords, orderedIn } from './decision-words.ts';
import { rememberDetails } from './details-sql.ts';
import { drawWords } from './draw-words.ts';
import { signedVersion } from './issue-certificates.ts';
import { type Payee, payList } from './pay-list.ts';
import { decision, minutes, type PaperFacts, paperOfResult, type ResultFacts } from './result-paper.ts';
import type { makeResultPaper } from './result-paper-worker.ts';

type Deps = Pick<App, 'clock' | 'db'>;
type Found = { contest: CachedContest; round: CachedRound };

/** Papers about what nobody has finalized would be taken for a result. */
const ofFinalized: ReadonlySet<PaperKind> = new Set<PaperKind>(['decision', 'announcement', 'payments']);

/** Whose full names and phones stand on the list for paying prizes. SPEC S71. */
const listPaid = async (db: App['db'], roundId: string, version: number): Promise<string[]> => [
  ...new Set((await readWinningRows(db, roundId, version)).map((row) => row.contestant_id)),
];

/**
 * A paper about a round's result: made in a thread, and who took it for what reason is in the trail.
 *
 * Refuses  not_found without a standing; not_finalized for a decision, an announcement or payments of what nobody has finalized.
 * Source   SPEC F22, F19, F27-F29.
 */
export async function printResult(
  app: Deps,
  by: { actor: string },
  found: Found,
  { as, reason, ...wanted }: PaperWanted,
  origin: string,
): Promise<Result<Buffer>> {
  const { contest, round } = found;
  const version = signedVersion(round) ?? round.standingVersion;
  if (version === null) return refuse({ code: 'not_found', what: 'standing' });
  if (ofFinalized.has(wanted.kind) && signedVersion(round) === null) return refuse({ code: 'not_finalized' });
  const { facts, sections } = await write(app, found, version, wanted, origin);
  const { place, signer, signerName, number, date, present, tax } = wanted;
  await rememberDetails(app.db, { contestId: contest.contestId, roundId: round.roundId }, wanted.kind, {
    shared: { place, signer, signerName, tax },
    own: { number, date, present },
  });
  await writeAudit(app.db, {
    contestId: contest.contestId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'document:made',
    object: `round ${round.ordinal}`,
    detail: {
      ...{ kind: wanted.kind, as, standing: version, reason },
      ...(wanted.kind === 'payments' ? { persons: await listPaid(app.db, round.roundId, version) } : {}),
    },
  });
  return accept(
    await typesetInWorker<typeof makeResultPaper>({
      program: 'result-paper-worker',
      given: [paperOfResult(facts, wanted, sections), as],
      memoryMaxMb: 768,
    }),
  );
}

type Written = { facts: PaperFacts; sections: RulesPaper['articles'] };

/** What the paper says below its head. */
async function write(
  app: Deps,
  found: Found,
  version: number,
  { kind, present, signerName, tax }: Omit<PaperWanted, 'as' | 'reason'>,
  origin: string,
): Promise<Written> {
  const { contest, round } = found;
  if (kind === 'minutes' || kind === 'decision') {
    const facts = await readFacts(app, found, version);
    const sections = kind === 'minutes' ? minutes(facts, present, signerName) : decision(facts);
    return { facts, sections: sections.filter(({ sentences, table }) => sentences.length > 0 || table) };
  }
  const facts = await readHead(app.db, found, version);
  if (kind === 'payments')
    return {
      facts,
      sections: payList(await readPayees(app.db, found, version), tax, contest.rulebook.locale.currency),
    };
  const figures = await computeFigures(app, contest, round, version);
  if (kind === 'announcement')
    return { facts, sections: announcement(figures, `${origin}${resultsPathOf(contest, round)}`) };
  const complaints = await readComplaints(app.db, round.roundId);
  const decisions = await readDecisions(app.db, contest.contestId);
  const open = complaints.filter(({ answered_at_ms }) => answered_at_ms === null).length;
  const counts = {
    complaints: { all: complaints.length, open },
    decisions: decisions.filter(({ round_id }) => round_id === round.roundId).length,
  };
  return { facts, sections: weeklyReport({ ...figures, lowest: lowestOf(figures.units, 10) }, counts) };
}

/** Everybody with a prize to pay or hand over, whole names and phones, in the order of the standing. */
async function readPayees(db: App['db'], { contest, round }: Found, version: number): Promise<Payee[]> {
  const rows = (await readWinningRows(db, round.roundId, version)).filter(({ prize }) => prize !== null);
  const ids = rows.map(({ contestant_id }) => contestant_id);
  const people = new Map((await readEnrolledAt(db, ids, round.closesAtMs)).map((person) => [person.id, person]));
  const phones = new Map((await readPhones(db, ids)).map(({ id, phone }) => [id, phone]));
  return rows.flatMap((row) => {
    const prize = wonPrize(contest.rulebook, row);
    if (!prize) return [];
    const { name, unitName } = viewPerson(contest, people.get(row.contestant_id), true);
    const { value } = prize;
    return [
      {
        ...{ name, unit: unitName ?? '', phone: phones.get(row.contestant_id) ?? '', prize: prize.label.vi },
        amount: value?.kind === 'money' ? value.amount : null,
        goods: value?.kind === 'goods' ? value.label.vi : '',
      },
    ];
  });
}

async function readHead(db: App['db'], { contest, round }: Found, version: number): Promise<PaperFacts> {
  const event = (await readRoundEvents(db, [round.roundId])).findLast(
    (each) => each.kind === 'finalized' && each.detail.standingVersion === version,
  );
  const { host, name } = contest.rulebook.meta;
  const hash = event?.kind === 'finalized' ? (event.detail.hash ?? null) : null;
  return { host: host.vi, contest: name.vi, round: round.label.vi, hash };
}

const nameOf: Record<PaperKind, string> = {
  minutes: 'bien-ban',
  decision: 'quyet-dinh',
  announcement: 'thong-bao',
  'weekly-report': 'bao-cao',
  payments: 'danh-sach-chi-thuong',
};

/** As what the browser saves it. */
export const fileNameOf = ({ contest, round }: Found, { kind, as }: Pick<PaperWanted, 'kind' | 'as'>): string =>
  `${nameOf[kind]}-${contest.slug}-${round.ordinal}.${as}`;

async function readFacts({ db }: Deps, { contest, round }: Found, version: number): Promise<ResultFacts> {
  const standing = await readStanding(db, round.roundId, version);
  const rows = await readWinningRows(db, round.roundId, version);
  const people = new Map(
    (
      await readEnrolledAt(
        db,
        rows.map(({ contestant_id }) => contestant_id),
        round.closesAtMs,
      )
    ).map((person) => [person.id, person]),
  );
  const several = new Set(rows.map(({ standing_id }) => standing_id)).size > 1;
  const winners = rows.flatMap((row): ResultFacts['winners'] => {
    const prize = wonPrize(contest.rulebook, row);
    if (!prize) return [];
    const { name, unitName } = viewPerson(contest, people.get(row.contestant_id), true);
    const list = several ? `, ${labelOf(contest, row.standing_id).vi}` : '';
    return [{ name, unit: unitName ?? '', prize: `${prize.label.vi}${list}`, value: valueWords(prize.value) }];
  });
  const event = (await readRoundEvents(db, [round.roundId])).findLast(
    (each) => each.kind === 'finalized' && each.detail.standingVersion === version,
  );
  const finalized = event?.kind === 'finalized' ? event.detail : null;
  const names = await Promise.all((finalized?.by ?? []).map(async (id) => (await readAccount(db, id))?.name ?? ''));
  const decisions = await readDecisions(db, contest.contestId, standing?.decided_no ?? 0);
  const own = decisions.filter(({ round_id }) => round_id === round.roundId);
  const made = await viewDecisions(db, contest, round, own, true);
  const ordered = new Map(
    (await readEnrolledAt(db, orderedIn(made), round.closesAtMs)).map(({ id, name }) => [id, name]),
  );
  const instantWords = (atMs: number) => closedWords(atMs, contest.rulebook.locale.timezone);
  const complaints = await readComplaints(db, round.roundId);
  const number = (value: number) => value.toLocaleString('vi-VN');
  return {
    ...{ host: contest.rulebook.meta.host.vi, contest: contest.rulebook.meta.name.vi, round: round.label.vi },
    closed: instantWords(round.closesAtMs),
    version,
    ...{ persons: number(standing?.round_persons ?? 0), attempts: number(standing?.attempts ?? 0) },
    target: standing?.prediction_target == null ? null : number(standing.prediction_target),
    ...{ hash: finalized?.hash ?? null, finalizedBy: names, scorer: finalized?.scorer ?? null },
    decisions: made.toReversed().map((each) => ({
      ...{ no: each.no, reason: each.reason, by: each.by || 'Ban Tổ chức' },
      words: decisionWords(contest, { decision: each, names: ordered, instantWords }),
    })),
    draws: (await readKnownDraws(db, round.roundId)).map((draw) => drawWords(contest, draw, instantWords)),
    undecided: await readUndecided(db, round.roundId, version),
    complaints: {
      all: complaints.length,
      open: complaints.filter(({ answered_at_ms }) => answered_at_ms === null).length,
    },
    winners,
  };
}

/** "lúc 18:00 ngày 08/03/2026". */
function closedWords(atMs: number, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: timezone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `lúc ${of('hour')}:${of('minute')} ngày ${of('day')}/${of('month')}/${of('year')}`;
}
