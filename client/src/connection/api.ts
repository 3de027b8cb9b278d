import { type Result, refuse } from '@hoithi/shared/contract/result';
import { withFreshProof } from './fresh-proof.ts';

/** A request to the server; the answer is a value or a refusal, also when the server cannot be reached. */
const request = <T>(path: string, init: RequestInit): Promise<Result<T>> =>
  withFreshProof(() => requestOnce<T>(path, init));

async function requestOnce<T>(path: string, init: RequestInit): Promise<Result<T>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init });
    if (!response.headers.get('content-type')?.includes('json')) {
      return refuse(response.status === 404 ? { code: 'not_found', what: path } : { code: 'unavailable' });
    }
    return (await response.json()) as Result<T>;
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    return refuse({ code: 'unavailable' }); // no network, or an answer cut off in the middle
  }
}

export function getJson<T>(path: string, signal?: AbortSignal): Promise<Result<T>> {
  return request<T>(path, { headers: { accept: 'application/json' }, signal: signal ?? null });
}

export function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<Result<T>> {
  return request<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
}

export type FetchedFile = { name: string; bytes: Blob; headers: Headers };

/** Fetches a file that the server makes, of a file or of a value if one is sent; what it refuses is a refusal and not a file. */
export const getFile = (path: string, sent?: unknown): Promise<Result<FetchedFile>> =>
  withFreshProof(() => getFileOnce(path, sent));

async function getFileOnce(path: string, sent: unknown): Promise<Result<FetchedFile>> {
  try {
    const isFile = sent instanceof Blob;
    const headers = { 'content-type': isFile ? 'application/octet-stream' : 'application/json' };
    const post = { method: 'POST', headers, body: isFile ? sent : JSON.stringify(sent) };
    const response = await fetch(path, { credentials: 'same-origin', ...(sent === undefined ? {} : post) });
    if (response.headers.get('content-type')?.includes('json')) return (await response.json()) as Result<FetchedFile>;
    if (!response.ok) return refuse({ code: 'unavailable' });
    const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return { ok: true, value: { name: named ?? 'download', bytes: await response.blob(), headers: response.headers } };
  } catch {
    return refuse({ code: 'unavailable' }); // no network, or a file cut off in the middle
  }
}

export function deleteJson<T>(path: string): Promise<Result<T>> {
  return request<T>(path, { method: 'DELETE', headers: { accept: 'application/json' } });
}

/** Sends a file's bytes as they are. */
export function postFile<T>(path: string, file: Blob): Promise<Result<T>> {
  return request<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
    body: file,
  });
}

/** Sends the text of a file of JSON as it is, so that a broken one is refused with the lines where it is broken. */
export function postText<T>(path: string, text: string): Promise<Result<T>> {
  return request<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: text,
  });
}
