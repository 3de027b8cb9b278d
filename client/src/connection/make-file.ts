import type { FileStep } from '@hoithi/shared/contract/papers';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import type { FetchedFile } from './api.ts';
import { withFreshProof } from './fresh-proof.ts';

type Progress = { done: number; total: number };

/**
 * Has the server make a large file and follows its steps: a line of JSON each, and behind it the bytes that are ready. What does
 * not come to its end is `unavailable`. Rejects with an AbortError when the signal ends it; the server then stops.
 *
 * Source  SPEC F24.
 */
export const makeFile = (
  path: string,
  sent: unknown,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Result<FetchedFile>> => withFreshProof(() => makeOnce(path, sent, onProgress, signal));

async function makeOnce(
  path: string,
  sent: unknown,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Result<FetchedFile>> {
  try {
    const response = await fetch(path, {
      ...{ method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' } },
      ...{ body: JSON.stringify(sent), signal },
    });
    if (response.headers.get('content-type')?.includes('json')) return (await response.json()) as Result<FetchedFile>;
    if (!response.ok || !response.body) return refuse({ code: 'unavailable' });
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let isWhole = false;
    for await (const { step, bytes } of readSteps(response.body.getReader())) {
      onProgress({ done: step.done, total: step.total });
      parts.push(...bytes);
      isWhole = step.whole;
    }
    if (!isWhole) return refuse({ code: 'unavailable' });
    const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return { ok: true, value: { name: named ?? 'download', bytes: new Blob(parts), headers: response.headers } };
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    return refuse({ code: 'unavailable' }); // no network, or a file cut off in the middle
  }
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Steps as they come, each with its bytes in pieces. */
async function* readSteps(
  reader: ReadableStreamDefaultReader<Bytes>,
): AsyncGenerator<{ step: FileStep; bytes: Bytes[] }, void> {
  let line = '';
  let step: FileStep | null = null;
  let missing = 0;
  let bytes: Bytes[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    for (let rest: Bytes = value; rest.length > 0; ) {
      if (step === null) {
        const end = rest.indexOf(10);
        line += new TextDecoder().decode(end < 0 ? rest : rest.subarray(0, end));
        rest = end < 0 ? rest.subarray(rest.length) : rest.subarray(end + 1);
        if (end < 0) continue;
        step = JSON.parse(line) as FileStep;
        line = '';
        missing = step.bytes;
      } else {
        bytes.push(rest.subarray(0, missing));
        const taken = Math.min(missing, rest.length);
        missing -= taken;
        rest = rest.subarray(taken);
      }
      if (step && missing === 0) {
        yield { step, bytes };
        step = null;
        bytes = [];
      }
    }
  }
}
