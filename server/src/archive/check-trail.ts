import { createHash } from 'node:crypto';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import type { Queries } from '../platform/db/database.ts';
import type { Finding } from './checks-sql.ts';
import { Samples } from './samples.ts';
import { type ChainRow, readChain, readHeads, readUnchained } from './trail-sql.ts';

const pageSize = 2_000;
/** The last place of the chain. */
export type TrailHead = { seq: number; hash: string };
type Checked = { entries: number; head: TrailHead | null; findings: Finding[] };

/** The hash of an entry at its place: SHA-256 over its canonical JSON with the hash of the place before. SPEC I20. */
export function hashEntry(row: ChainRow, previous: string): string {
  const { seq, id, contest_id, organization_id, at_ms, actor, act, object, detail } = row;
  const own = { seq, previous, id, contestId: contest_id, organizationId: organization_id, atMs: at_ms };
  return createHash('sha256')
    .update(canonicalJson({ ...own, actor, act, object, detail }))
    .digest('hex');
}

/**
 * Computes the chain of the audit trail again, one page in memory, and compares its end with what publications and backups
 * knew of it. Each place is judged by the stored hash before it, so that one change is one place.
 *
 * Source   SPEC I20, I21.
 */
export async function checkTrail(tx: Queries): Promise<Checked> {
  const heads = await readHeads(tx);
  const expected = new Map(heads.map(({ seq, hash, object }) => [`${seq} ${hash}`, object]));
  const broken = new Samples('audit.chain');
  let head: TrailHead = { seq: 0, hash: '' };
  let entries = 0;
  for (;;) {
    const page = await readChain(tx, head.seq, pageSize);
    for (const row of page) {
      const wrong = judgePlace(row, head);
      if (wrong !== null) broken.add(wrong);
      expected.delete(`${row.seq} ${row.hash}`);
      head = { seq: row.seq, hash: row.hash };
      entries += 1;
    }
    if (page.length < pageSize) break;
  }
  for (const { id } of await readUnchained(tx)) broken.add(`entry ${id} has no place in the chain`);
  const cut = new Samples('audit.heads');
  for (const [at, object] of expected)
    cut.add(`${object} knew place ${at.split(' ')[0]}, which is not there as it was`);
  const findings = [...broken.findings(), ...cut.findings()];
  return { entries, head: entries === 0 ? null : head, findings };
}

/** null: the place and its entry are as they were. */
function judgePlace(row: ChainRow, before: TrailHead): string | null {
  const at = `place ${row.seq}`;
  if (row.seq !== before.seq + 1) return `${at}: ${row.seq - before.seq - 1} before it are missing`;
  if (row.id === null) return `${at}: entry ${row.audit_id} is missing`;
  return hashEntry(row, before.hash) === row.hash ? null : `${at}: entry ${row.id} differs`;
}
