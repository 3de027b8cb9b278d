import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { LogReceipt } from '@hoithi/shared/contract/contestant';
import { AttemptId, ContestId, Slug } from '@hoithi/shared/contract/ids';
import type { LogPlace } from '@hoithi/shared/contract/log';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { promiseLeaf } from '../attempt/submit-attempt.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readCosignature } from '../log/cosignatures.ts';
import { readLeaf } from '../log/entries-sql.ts';
import { hashLeafText } from '../log/leaf-hash.ts';
import { type Leaf, type SubmissionLeaf, subjectOfSubmission } from '../log/leaves.ts';
import { proveGrowth, proveLeaf } from '../log/log-proofs.ts';
import { shortForm } from '../log/notes.ts';
import {
  type CheckpointRow,
  findPlace,
  insertCosignature,
  type LogRow,
  readCheckpoint,
  readCosignatures,
  readLog,
  readLogs,
} from '../log/places-sql.ts';
import { toHex } from '../log/sequencer.ts';
import { proveContestant } from '../people/prove-contestant.ts';
import { writeAudit } from '../platform/audit.ts';
import { limitDevices, limitSessions } from '../web/request-limits.ts';
import { attachment, json, type Route, route } from '../web/route.ts';
import { type BundleKind, writeBundle } from './bundle.ts';
import { readDecided } from './decided-leaves.ts';
import { readLeafAt } from './decided-leaves-sql.ts';
import { storedBundle } from './stored-bundle.ts';

type Deps = Pick<
  App,
  'attempts' | 'db' | 'clock' | 'contests' | 'logKey' | 'logWitnesses' | 'background' | 'publishedDir' | 'sequencer'
>;
type Found = { contest: CachedContest; log: LogRow; checkpoint: CheckpointRow };
const ofSlug = z.object({ slug: Slug });
const size = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 40);

const placed = { index: z.number(), size: z.number(), proof: z.array(z.string()), checkpoint: z.string() };
const decided = z.array(z.object({ leaf: z.string(), index: z.number(), proof: z.array(z.string()) }));

/** The transparency log of a contest, for anybody; and the bundle from which a result is computed again. SPEC Z3, Z4, Z5. */
export const logRoutes = (app: Deps): Route[] => [
  route(
    {
      method: 'get',
      path: '/api/log/:slug',
      title: 'The transparency log of a contest: who signs, and how far it is',
      may: 'anyone',
      limit: limitDevices(60, 60),
      params: ofSlug,
      absent: 'contest',
      answers: z.object({
        origin: z.string(),
        key: z.string(),
        size: z.number(),
        root: z.string(),
        short: z.string(),
        checkpoint: z.string(),
        logs: z.array(z.string()),
        witnesses: z.array(z.object({ name: z.string(), size: z.number(), atMs: z.number() })),
      }),
    },
    async ({ params }) => {
      const found = await findLog(app, params.slug);
      if (!found.ok) return found;
      const { contest, log, checkpoint } = found.value;
      const logs = await readLogs(app.db, contest.contestId);
      const witnesses = await readCosignatures(app.db, log);
      return accept({
        origin: log.origin,
        key: app.logKey.verifierKey,
        size: checkpoint.size,
        root: checkpoint.root,
        short: shortForm(checkpoint.size, checkpoint.root),
        checkpoint: checkpoint.note,
        logs: logs.map(({ origin }) => origin),
        witnesses: witnesses.map(({ witness: name, size: at, at_ms: atMs }) => ({ name, size: at, atMs })),
      });
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/log/:slug/checkpoint',
      title: 'A checkpoint of the log as a signed note: the newest, or the newest up to a size',
      may: 'anyone',
      limit: limitDevices(120, 60),
      params: ofSlug,
      absent: 'contest',
      query: z.object({ size: size.optional() }),
      answers: 'text/plain',
    },
    async ({ params, query }) => {
      const found = await findLog(app, params.slug);
      if (!found.ok) return found;
      const { log } = found.value;
      const checkpoint =
        query.size === undefined ? found.value.checkpoint : await readCheckpoint(app.db, log, query.size);
      if (!checkpoint) return refuse({ code: 'not_found', what: 'checkpoint' });
      const witnesses = (await readCosignatures(app.db, log)).filter((each) => each.size === checkpoint.size);
      const note = `${checkpoint.note}${witnesses.map(({ line }) => `${line}\n`).join('')}`;
      return { file: note, mediaType: 'text/plain; charset=utf-8' };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/log/:slug/inclusion',
      title: 'Where a leaf stands in the log, with its proof',
      may: 'anyone',
      limit: limitDevices(120, 60),
      params: ofSlug,
      absent: 'contest',
      query: z.object({ leaf: z.string().regex(/^[0-9a-f]{64}$/) }),
      answers: z.object({ ...placed, decided, leaf: z.string().nullable() }),
    },
    async ({ params, query }) => {
      const found = await findLog(app, params.slug);
      if (!found.ok) return found;
      const { log, checkpoint } = found.value;
      const index = await findPlace(app.db, log, query.leaf);
      if (index === null || index >= checkpoint.size) return refuse({ code: 'not_found', what: 'leaf' });
      const proof = await proveLeaf(app.db, log, index, checkpoint.size);
      const said = await readSaidOf(app, found.value, index);
      return accept({ index, size: checkpoint.size, proof: proof.map(toHex), checkpoint: checkpoint.note, ...said });
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/log/:slug/receipts/:attemptId',
      title: 'What the log has of an own submission: the leaf, its promise, and its place with the proof',
      may: 'contestant',
      limit: limitSessions(60, 60),
      params: z.object({ slug: Slug, attemptId: AttemptId }),
      absent: 'attempt',
      answers: z.object({
        origin: z.string(),
        key: z.string(),
        leaf: z.string(),
        promise: z.object({ leaf: z.string(), note: z.string() }),
        place: z.object(placed).nullable(),
        decided: decided.optional(),
      }),
    },
    async ({ who, params }): Promise<Result<LogReceipt>> => {
      const found = await findLog(app, params.slug);
      if (!found.ok) return found;
      const { contest, log, checkpoint } = found.value;
      const own = await proveContestant(app, who.personId, contest.contestId);
      if (!own.ok) return own;
      const attempt = await app.attempts.getOwn(own.value.contestantId, params.attemptId);
      if (!attempt.ok) return attempt;
      const leaf = await readLeaf(app.db, contest.contestId, subjectOfSubmission(params.attemptId));
      if (leaf === null) return refuse({ code: 'not_found', what: 'attempt' });
      const hash = hashLeafText(leaf);
      const index = await findPlace(app.db, log, hash);
      const { size } = checkpoint;
      const submission = JSON.parse(leaf) as SubmissionLeaf;
      const isPlaced = index !== null && index < size;
      return accept({
        ...{
          origin: log.origin,
          key: app.logKey.verifierKey,
          leaf,
          promise: promiseLeaf(app, contest.contestId, hash),
        },
        place: isPlaced
          ? {
              ...{ index, size, checkpoint: checkpoint.note },
              proof: (await proveLeaf(app.db, log, index, size)).map(toHex),
            }
          : null,
        decided: isPlaced ? await readDecided(app.db, log, { size, submission }, 'owner') : [],
      });
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/log/:slug/consistency',
      title: 'The proof that the log at one size only adds to what it was at an older one',
      may: 'anyone',
      limit: limitDevices(120, 60),
      params: ofSlug,
      absent: 'contest',
      query: z.object({ from: size, to: size.optional() }),
      answers: z.object({ from: z.number(), to: z.number(), proof: z.array(z.string()) }),
    },
    async ({ params, query }) => {
      const found = await findLog(app, params.slug);
      if (!found.ok) return found;
      const { log, checkpoint } = found.value;
      const to = query.to ?? checkpoint.size;
      if (query.from > to || to > checkpoint.size) return refuse({ code: 'not_found', what: 'checkpoint' });
      const proof = await proveGrowth(app.db, log, query.from, to);
      return accept({ from: query.from, to, proof: proof.map(toHex) });
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/log/:slug/cosignatures',
      title: "A witness's signature under a checkpoint (C2SP cosignature/v1)",
      may: 'anyone',
      limit: limitDevices(30, 60),
      params: ofSlug,
      absent: 'contest',
      body: json(z.object({ size, line: z.string().max(400) }), 1_000),
      answers: z.object({ witness: z.string() }),
    },
    async ({ params, body }) => {
      const found = await findLog(app, params.slug);
      if (!found.ok) return found;
      const { log } = found.value;
      const checkpoint = await readCheckpoint(app.db, log, body.size);
      if (checkpoint?.size !== body.size) return refuse({ code: 'not_found', what: 'checkpoint' });
      const witness = readCosignature(checkpoint.note, body.line, app.logWitnesses);
      if (witness === null) return refuse({ code: 'not_allowed' });
      await insertCosignature(app.db, log, { ...body, witness, at_ms: app.clock.nowMs() });
      return accept({ witness });
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/log/:slug/bundle',
      title: 'The public proof bundle of the published rounds, JSON lines packed with gzip',
      may: 'anyone',
      limit: limitDevices(10, 60),
      params: ofSlug,
      absent: 'contest',
      answers: 'application/gzip',
    },
    async ({ params }) => {
      const contest = await app.contests.findBySlug(params.slug);
      if (!contest?.rounds.some(({ published }) => published)) return refuse({ code: 'not_found', what: 'bundle' });
      return {
        file: await storedBundle(app, contest),
        mediaType: 'application/gzip',
        headers: { ...attachment(`${contest.slug}.proof.gz`), 'cache-control': 'public, max-age=60' },
      };
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/organizer/contests/:contestId/bundle',
      title: "The inspector's proof bundle of a contest: with names and units, JSON lines packed with gzip",
      may: 'bundle:read',
      object: 'bundle',
      limit: limitDevices(10, 60),
      params: z.object({ contestId: ContestId }),
      absent: 'contest',
      scope: (by, { contestId }) => contestInScope(app, by, contestId),
      answers: 'application/gzip',
    },
    async ({ who, scope }) => {
      const { contestId, slug } = scope;
      await writeAudit(app.db, {
        ...{ contestId, atMs: app.clock.nowMs(), actor: who.actor, act: 'bundle:read', object: slug },
        detail: { kind: 'inspector' },
      });
      return {
        file: packBundle(app, scope, 'inspector'),
        mediaType: 'application/gzip',
        headers: attachment(`${slug}.inspector.proof.gz`),
      };
    },
  ),
];

/** What anybody reads of decisions about the leaf at a place: nothing but what the public bundle opens. SPEC Z18. */
async function readSaidOf(
  { db }: Pick<App, 'db'>,
  { contest, log, checkpoint: { size } }: Found,
  index: number,
): Promise<Pick<LogPlace, 'decided' | 'leaf'>> {
  const leaf = await readLeafAt(db, log, index);
  const submission = leaf === null ? null : (JSON.parse(leaf) as Leaf);
  const isOpen =
    submission?.kind === 'submission' &&
    contest.rounds.some(({ name, published }) => published && name === submission.round);
  const found = isOpen ? await readDecided(db, log, { size, submission }, 'anybody') : [];
  return { decided: found, leaf: found.length > 0 ? leaf : null };
}

/** A stream of the bundle, made as it is read. */
export const packBundle = (app: Pick<App, 'db' | 'clock'>, contest: CachedContest, kind: BundleKind) =>
  Readable.from(writeBundle(app, contest, kind)).pipe(createGzip({ level: 6 }));

async function findLog({ db, contests }: Pick<App, 'db' | 'contests'>, slug: string): Promise<Result<Found>> {
  const contest = await contests.findBySlug(slug);
  const log = contest && (await readLog(db, contest.contestId));
  const checkpoint = log && (await readCheckpoint(db, log));
  return contest && log && checkpoint
    ? accept({ contest, log, checkpoint })
    : refuse({ code: 'not_found', what: 'log' });
}
