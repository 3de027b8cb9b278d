import type { PaperKind, RoundDetails, SharedDetails } from '@hoithi/shared/contract/papers';
import type { Queries } from '../platform/db/database.ts';

/** What papers were last printed with, so that it is asked once. SPEC F25. */

export type PaperOf = PaperKind | 'certificates';
const ofRound = (roundId: string, paper: PaperOf): string => `${paper} ${roundId}`;

const write = (tx: Queries, contestId: string, of: string, details: object): Promise<unknown> =>
  tx.query(
    `insert into paper_details (contest_id, of, details) values ($1, $2, $3::jsonb)
     on conflict (contest_id, of) do update set details = paper_details.details || excluded.details`,
    [contestId, of, JSON.stringify(details)],
  );

/** What was left empty this time stays as it was remembered. */
export async function rememberDetails(
  tx: Queries,
  { contestId, roundId }: { contestId: string; roundId: string },
  paper: PaperOf,
  { shared, own }: { shared: Partial<SharedDetails>; own: RoundDetails },
): Promise<void> {
  const given = Object.entries(shared).filter(([, value]) => value !== '' && value !== null);
  await write(tx, contestId, '', Object.fromEntries(given));
  await write(tx, contestId, ofRound(roundId, paper), own);
}

export async function readDetails(
  db: Queries,
  contestId: string,
  roundId: string,
  papers: readonly PaperOf[],
): Promise<{ details: SharedDetails; ofRound: Partial<Record<PaperOf, RoundDetails>> }> {
  const rows = await db.query<{ of: string; details: Record<string, unknown> }>(
    'select of, details from paper_details where contest_id = $1 and of = any($2::text[])',
    [contestId, ['', ...papers.map((paper) => ofRound(roundId, paper))]],
  );
  const found = new Map(rows.map(({ of, details }) => [of, details]));
  const none: SharedDetails = { place: '', signer: '', signerName: '', series: '', tax: null };
  return {
    details: { ...none, ...(found.get('') as Partial<SharedDetails> | undefined) },
    ofRound: Object.fromEntries(
      papers.flatMap((paper) => {
        const own = found.get(ofRound(roundId, paper));
        return own === undefined ? [] : [[paper, own as RoundDetails]];
      }),
    ),
  };
}
