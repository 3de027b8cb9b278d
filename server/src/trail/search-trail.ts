import type { AuditPage, AuditQuery } from '@hoithi/shared/contract/accounts';
import { accept, type Result } from '@hoithi/shared/contract/result';
import { foldText } from '@hoithi/shared/rules/fold';
import { dayMs } from '@hoithi/shared/rules/vietnam-time';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { Acting } from '../web/sessions.ts';
import { readActs, readNames, searchTrail, type TrailFilter, type TrailRow } from './trail-search-sql.ts';

export type TrailApp = Pick<App, 'clock' | 'contests' | 'db'>;
type Query = z.infer<typeof AuditQuery>;
const pageSize = 100;

/** A page of the trail, newest first, of the contests in which the sender may read it. SPEC I22. */
export async function readTrailPage(app: TrailApp, by: Acting, query: Query): Promise<Result<AuditPage>> {
  const filter = await filterOf(app, by, query);
  if (!filter.ok) return filter;
  const rows = await searchTrail(app.db, filter.value, query.before ?? null, pageSize + 1);
  const shown = rows.slice(0, pageSize).map((row) => {
    const { id, atMs, actor, actorName, act, object } = row;
    const detail = row.detail as Record<string, unknown>;
    return { id, atMs, actor, actorName, act, object, detail, contestName: contestNameOf(app, row) };
  });
  return accept({ rows: shown, more: rows.length > pageSize, acts: await readActs(app.db, filter.value) });
}

const contestNameOf = (app: TrailApp, { contestId }: TrailRow): string | null =>
  contestId === null ? null : (app.contests.byId(contestId)?.rulebook.meta.name.vi ?? null);

/** What a query asks for, within what its sender may see. A contest beyond that is refused and audited. SPEC I5. */
export async function filterOf(app: TrailApp, by: Acting, query: Query): Promise<Result<TrailFilter>> {
  if (query.contest !== undefined) {
    const found = contestInScope(app, by, query.contest);
    if (!found.ok) return found;
  }
  const who = query.who?.trim() ?? '';
  return accept({
    organizationId: by.organizationId,
    contestIds: by.contestIds,
    contestId: query.contest ?? null,
    actors: who === '' ? null : await actorsOf(app, by, who),
    actorLike: who === '' ? null : `${literal(who)}%`,
    actLike: query.act ? `${literal(query.act)}%` : null,
    textLike: query.text ? `%${literal(query.text.normalize('NFC'))}%` : null,
    fromMs: query.from === undefined ? null : startOf(query.from),
    toMs: query.to === undefined ? null : startOf(query.to) + dayMs,
  });
}

/** Accounts by a part of their name as people type it, or by their id. */
async function actorsOf(app: TrailApp, by: Acting, who: string): Promise<string[]> {
  const wanted = foldText(who);
  const accounts = await readNames(app.db, by.organizationId);
  const meant = accounts.filter(({ id, name }) => id === who || (wanted !== '' && foldText(name).includes(wanted)));
  return meant.map(({ id }) => `account:${id}`);
}

/** A text in a pattern that means itself. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
