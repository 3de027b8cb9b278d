import { Readable } from 'node:stream';
import type { AuditQuery } from '@hoithi/shared/contract/accounts';
import { accept, type Result } from '@hoithi/shared/contract/result';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { vietnamInstantOf } from '@hoithi/shared/rules/vietnam-time';
import type { z } from 'zod';
import { writeAudit } from '../platform/audit.ts';
import type { Acting } from '../web/sessions.ts';
import { filterOf, type TrailApp } from './search-trail.ts';
import { searchTrail, type TrailFilter, type TrailRow } from './trail-search-sql.ts';

const pageSize = 1_000;
const columns = ['place', 'entry', 'time', 'contest', 'name', 'actor', 'act', 'object', 'detail', 'hash'] as const;

/** Everything that a search finds as a table, in pages that follow each other; the export is itself in the trail. SPEC I23. */
export async function exportTrail(
  app: TrailApp,
  by: Acting,
  query: z.infer<typeof AuditQuery>,
): Promise<Result<Readable>> {
  const filter = await filterOf(app, by, query);
  if (!filter.ok) return filter;
  const { contestId, contestIds, organizationId, fromMs, toMs } = filter.value;
  const searched = Object.entries({ who: query.who, act: query.act, text: query.text });
  await writeAudit(app.db, {
    contestId: contestId ?? contestIds?.[0] ?? null,
    organizationId,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'audit:export',
    object: 'trail',
    // What was searched for may name a person: only that something was.
    detail: { fromMs, toMs, searched: searched.flatMap(([name, given]) => (given ? name : [])) },
  });
  return accept(Readable.from(writeTable(app, filter.value)));
}

async function* writeTable(app: TrailApp, filter: TrailFilter): AsyncGenerator<string> {
  yield `\ufeff${writeLine(columns)}`; // the mark by which spreadsheets know UTF-8
  let beforeId: number | null = null;
  for (;;) {
    const rows: TrailRow[] = await searchTrail(app.db, filter, beforeId, pageSize);
    if (rows.length > 0) yield rows.map((row) => writeLine(cellsOf(app, row))).join('');
    beforeId = rows.at(-1)?.id ?? null;
    if (rows.length < pageSize || beforeId === null) return;
  }
}

function cellsOf(app: TrailApp, row: TrailRow): string[] {
  const slug = row.contestId === null ? '' : (app.contests.byId(row.contestId)?.slug ?? row.contestId);
  const time = vietnamInstantOf(row.atMs);
  const detail = canonicalJson(row.detail);
  const who = [row.actorName ?? '', row.actor];
  return [String(row.seq ?? ''), String(row.id), time, slug, ...who, row.act, row.object, detail, row.hash ?? ''];
}

/** A cell that a spreadsheet would compute is marked as text. */
const computed = /^[\s]*[=+\-@\t\r＝＋－＠]/;
const writeCell = (text: string): string => `"${(computed.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** One line of RFC 4180. */
export const writeLine = (cells: readonly string[]): string => `${cells.map(writeCell).join(',')}\r\n`;
