/** Reads a file line by line within bounds, packed or not, so that no file can fill the memory or keep the reader busy for ever. */

export type Refused =
  | 'empty'
  | 'format'
  | 'not-packed'
  | 'cut-short'
  | 'too-large'
  | 'bomb'
  | 'line-too-long'
  | 'not-json'
  | 'not-text';
export class BundleRefused extends Error {
  readonly reason: Refused;
  readonly line: number;
  constructor(reason: Refused, line = 0) {
    super(`the file was refused: ${reason}, line ${line}`);
    this.reason = reason;
    this.line = line;
  }
}

export type Bounds = { bytesMax: number; lineMax: number; ratioMax: number };
/** Unpacked bytes, bytes of a line, and how many times larger than the file its content may be. */
export const usualBounds: Bounds = { bytesMax: 4 * 2 ** 30, lineMax: 16 * 2 ** 20, ratioMax: 60 };
/** Small files may be packed as well as they like. */
const ratioFrom = 64 * 2 ** 20;

type Chunks = AsyncIterable<Uint8Array>;

/** Lines as text, without the line break. `onBytes`: packed bytes read so far. */
export async function* readLines(
  file: Chunks,
  bounds: Bounds = usualBounds,
  onBytes: (packed: number) => void = () => undefined,
): AsyncGenerator<string> {
  let packed = 0;
  let unpacked = 0;
  async function* counted(): Chunks {
    for await (const chunk of file) {
      packed += chunk.length;
      onBytes(packed);
      yield chunk;
    }
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pieces: string[] = []; // of the line that has not ended yet
  let waiting = 0;
  let line = 0;
  for await (const chunk of unpack(counted())) {
    unpacked += chunk.length;
    if (unpacked > bounds.bytesMax) throw new BundleRefused('too-large', line);
    if (unpacked > ratioFrom && unpacked > packed * bounds.ratioMax) throw new BundleRefused('bomb', line);
    const text = decode(decoder, chunk, line);
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      line += 1;
      if (waiting + end - from > bounds.lineMax) throw new BundleRefused('line-too-long', line);
      yield pieces.join('') + text.slice(from, end);
      pieces = [];
      waiting = 0;
      from = end + 1;
    }
    pieces.push(text.slice(from));
    waiting += text.length - from;
    if (waiting > bounds.lineMax) throw new BundleRefused('line-too-long', line + 1);
  }
  if (waiting > 0) throw new BundleRefused('cut-short', line + 1);
  if (line === 0) throw new BundleRefused('empty');
}

function decode(decoder: TextDecoder, chunk: Uint8Array, line: number): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new BundleRefused('not-text', line + 1);
  }
}

/** gzip begins with 1f 8b; anything else is read as it is. */
async function* unpack(file: Chunks): Chunks {
  const chunks = file[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = (async function* () {
    yield first.value;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  })();
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) return yield* all;
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const pumping = (async () => {
    for await (const chunk of all) await writer.write(chunk as Uint8Array<ArrayBuffer>);
    await writer.close();
  })();
  pumping.catch(() => undefined); // the reader meets the same fault
  const reader = stream.readable.getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) return;
      for (let from = 0; from < next.value.length; from += 65_536) yield next.value.subarray(from, from + 65_536);
    }
  } catch (fault) {
    if (fault instanceof BundleRefused) throw fault;
    throw new BundleRefused('cut-short');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
