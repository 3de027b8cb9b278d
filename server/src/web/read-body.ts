import { limits } from '@hoithi/shared/contract/limits';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Request, Response } from 'express';

const drainMsMax = 5_000;

/** A refusal with a status of its own: the body was too large. */
export const bodyTooLarge = {
  ok: false as const,
  refusal: { code: 'malformed' as const, issues: ['entity.too.large'] },
  status: 413,
};

/**
 * Reads a body of at most so many bytes. A larger one is refused by its announced length before a byte of it is read, or,
 * without one, as soon as it grows beyond. SPEC W3, U24.
 */
export async function readBody(request: Request, bytesMax: number): Promise<Result<Buffer>> {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) return bodyTooLarge;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) return void chunks.push(chunk);
      request.off('data', take);
      resolve(bodyTooLarge);
    };
    request.on('data', take);
    request.once('end', () => resolve(accept(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks))));
    request.once('close', () => resolve(refuse({ code: 'malformed', issues: ['request.aborted'] })));
  });
}

/** What a page of another site may send by a form or without asking first. */
const formTypes = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];

/** A refusal with a status of its own: the body is not of a type that the route takes. */
const wrongType = {
  ok: false as const,
  refusal: { code: 'malformed' as const, issues: ['content-type'] },
  status: 415,
};

/**
 * No route takes a body of a type that a form can send, or of none, and JSON is announced as JSON: any other page has to ask
 * the server first, which allows it nothing. null: the type is in order. SPEC W19a.
 */
export function refuseType(request: Request, kind: 'json' | 'text' | 'file'): typeof wrongType | null {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': coding } = request.headers;
  if (coding === undefined && Number(length ?? 0) === 0) return null;
  if (type === undefined || request.is(formTypes)) return wrongType;
  return kind === 'json' && !request.is('application/json') ? wrongType : null;
}

/** Nothing at all counts as an empty object: the schema says what is missing. */
export function readJson(bytes: Buffer): Result<unknown> {
  if (bytes.length === 0) return accept({});
  try {
    return accept(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return refuse({ code: 'malformed', issues: ['entity.parse.failed'] });
  }
}

/** Whether more is still to come than a socket takes anyway, or nobody knows how much. */
const hasMuchToCome = (request: Request): boolean =>
  !request.complete &&
  (request.headers['transfer-encoding'] !== undefined ||
    Number(request.headers['content-length'] ?? 0) > limits.messageBytesMax);

/**
 * An answer before a large body was read: what still comes is dropped for a while, so that the sender reads the answer, and
 * then the connection is closed.
 */
export function dropUnread(request: Request, response: Response): void {
  if (!hasMuchToCome(request)) return;
  response.once('finish', () => {
    request.resume();
    const timer = setTimeout(() => request.complete || request.destroy(), drainMsMax);
    timer.unref();
    request.once('close', () => clearTimeout(timer));
  });
}
