import type { Anchors } from '../src/anchors.ts';
import type { Verdict } from '../src/verdict.ts';
import { verifyBundle } from '../src/verify.ts';

/** What the page sends to the worker, and what the worker answers. Units: bytes of the file, leaves of the log. */
export type CheckRequest = { bundle: Blob; anchors: Anchors };
export type CheckAnswer =
  | { is: 'progress'; packed: number; lines: number }
  | { is: 'verdict'; verdict: Verdict }
  | { is: 'fault'; text: string };

const answer = (message: CheckAnswer) => postMessage(message);

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => void check(data));

async function check({ bundle, anchors }: CheckRequest): Promise<void> {
  try {
    const verdict = await verifyBundle(chunksOf(bundle), anchors, ({ packed, leaves }) =>
      answer({ is: 'progress', packed, lines: leaves }),
    );
    answer({ is: 'verdict', verdict });
  } catch (fault) {
    answer({ is: 'fault', text: fault instanceof Error ? fault.message : String(fault) });
  }
}
