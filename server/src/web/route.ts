import type { Readable } from 'node:stream';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import type { Permission } from '@hoithi/shared/rules/permissions';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { RequestLimit } from './request-limits.ts';
import type { Acting, SignedIn } from './sessions.ts';

/** Who may use a route: anybody, whoever is signed in as a contestant, or staff with a permission. SPEC I2. */
export type May = 'anyone' | 'contestant' | Permission;
export type Who<M extends May> = M extends 'anyone' ? null : M extends 'contestant' ? SignedIn : Acting;

/** How a body is read: JSON by a schema, text, or a file's bytes; never more than `bytesMax`. */
export type Body<T> =
  | { kind: 'json'; bytesMax: number; schema: z.ZodType<T> }
  | { kind: 'text'; bytesMax: number; mediaType: string }
  | { kind: 'file'; bytesMax: number; mediaType: string };
type BodyOf<B> = B extends { schema: infer S extends z.ZodType }
  ? z.output<S>
  : B extends { kind: 'text' }
    ? string
    : Buffer;

/** A download, or an answer that is no `{ ok, value }`: its bytes as they are. */
export type FileAnswer = {
  /** Bytes, text, a stream, or a file below a folder (`not_found` where it is not there). */
  file: Buffer | string | Readable | { root: string; name: string };
  mediaType: string;
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** Whoever has this version already gets 304 without a body. */
  etag?: string;
  /** Bytes that are sent in parts to whoever asks for one: sounds that are played, downloads that go on. */
  inRanges?: true;
  /** The same bytes packed once for all who take gzip. */
  gzipped?: Buffer;
  /** Runs after the last byte of a stream was sent. */
  onSent?: () => Promise<void>;
};
export type Answer = Result<unknown> | FileAnswer;

/** A request whose sender, scope and schema are settled. */
export type Call<M extends May = May, P = unknown, Q = unknown, B = unknown, S = unknown> = {
  who: Who<M>;
  /** What the route's scope answered: the contest, the round, the unit. */
  scope: S;
  params: P;
  query: Q;
  body: B;
  /** When the whole message had arrived, by the server's clock. Units: ms. */
  atMs: number;
  request: Request;
  response: Response;
};

type Definition<M extends May, P extends z.ZodType, Q extends z.ZodType, B, S> = {
  method: 'get' | 'post' | 'delete';
  /** From the root, parameters as `:name`. */
  path: `/${string}`;
  /** One sentence for the description of the interface. */
  title: string;
  may: M;
  /** As what a refusal of staff stands in the audit trail. Left out: the path. */
  object?: string | ((params: z.output<P>) => string);
  limit?: RequestLimit;
  params?: P;
  /** What is not found when a parameter does not fit its schema. Left out: the request is malformed. */
  absent?: string;
  query?: Q;
  /** What of the contest the sender may touch, settled before the body is read. */
  scope?: (who: Who<M>, params: z.output<P>) => Result<S> | Promise<Result<S>>;
  body?: B;
  /**
   * The instant of arrival counts: a small body is read while the session is looked up, so that a slow store makes
   * nobody late. Whoever has no session cookie is refused before.
   */
  stamped?: boolean;
  /** Called when the answer leaves, with how long it took since the whole message had arrived. Units: ms. */
  onAnswered?: (ms: number) => void;
  /** What an accepted request answers: the schema of the value, or the media type of a file. */
  answers?: z.ZodType | string;
};

/** One HTTP route, as data: what is settled before a byte of the body is read, and what the request then does. */
export type Route = Omit<Definition<May, z.ZodType, z.ZodType, Body<unknown>, unknown>, 'scope' | 'object'> & {
  object?: string | ((params: never) => string);
  scope?: (who: never, params: never) => Result<unknown> | Promise<Result<unknown>>;
  act(call: Call): Answer | Promise<Answer>;
};

const nothing = z.object({});

/**
 * The one way to write an HTTP route. Before a byte of the body is read: own page, rate, session, role, scope; then the
 * body, then its schema; then the act. SPEC W1-W4, W18, W19, U4.
 */
export function route<
  const M extends May,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends Body<unknown> = never,
  S = undefined,
>(
  definition: Definition<M, P, Q, B, S>,
  act: (call: Call<M, z.output<P>, z.output<Q>, BodyOf<B>, S>) => Answer | Promise<Answer>,
): Route {
  return { ...definition, act: act as (call: never) => Answer | Promise<Answer> };
}

export const json = <S extends z.ZodType>(schema: S, bytesMax: number) => ({ kind: 'json', bytesMax, schema }) as const;
export const text = (bytesMax: number, mediaType: string) => ({ kind: 'text', bytesMax, mediaType }) as const;
export const file = (bytesMax: number, mediaType: string) => ({ kind: 'file', bytesMax, mediaType }) as const;

/** Staff reached beyond their scope: refused with this code, and audited. SPEC U4, W11. */
export const outOfScope = (refusal: Refusal): { ok: false; refusal: Refusal; outOfScope: true } => ({
  ok: false,
  refusal,
  outOfScope: true,
});
export const isOutOfScope = (result: object): boolean => 'outOfScope' in result;

/** A file the browser saves under this name. */
export const attachment = (name: string): Readonly<Record<string, string>> => ({
  'content-disposition': `attachment; filename="${name}"`,
});

export const isForStaff = (may: May): may is Permission => may !== 'anyone' && may !== 'contestant';
