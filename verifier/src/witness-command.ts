import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readCheckpoint, readKey } from './notes.ts';
import { judgeCheckpoint, type Remembered } from './witness.ts';

const usage = `npm run witness -- https://HOST CONTEST [--state FILE] [--key LOG-KEY] [--name OWN-NAME --sign-with FILE]
Ghi nhớ nhật ký của một cuộc thi và từ chối khi nó bị thay. Remembers the log of a contest and refuses a fork.
`;
const refused = {
  signature: ['điểm mốc không có chữ ký của khóa đã biết', 'the checkpoint is not signed by the known key'],
  'other-log': ['đây là nhật ký khác, hoặc khóa khác', 'it is another log, or another key'],
  shrunk: ['nhật ký ngắn hơn lần trước', 'the log is shorter than it was'],
  fork: ['NHẬT KÝ ĐÃ BỊ THAY: có hai nhật ký khác nhau', 'THE LOG WAS REPLACED: there are two different logs'],
  'not-proved': ['máy chủ không chứng minh được', 'the server has no proof'],
} as const;

type Answer<T> = { ok: true; value: T } | { ok: false };

async function getJson<T>(url: string): Promise<T | null> {
  const answer = (await (await fetch(url)).json()) as Answer<T>;
  return answer.ok ? answer.value : null;
}

const readState = async (path: string): Promise<Remembered | null> => {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Remembered);
};

/** A cosignature (C2SP cosignature/v1) over the checkpoint, as a line of the note; and the key that verifies it. */
async function cosign(
  note: string,
  name: string,
  path: string,
  seconds: number,
): Promise<{ line: string; key: string }> {
  const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(path, made, { flag: 'wx', mode: 0o600 }).catch(() => undefined); // it is there already
  const key = createPrivateKey(await readFile(path, 'utf8'));
  const raw = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32);
  const typed = Buffer.concat([Buffer.of(4), raw]);
  const hash = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${note}`), key);
  return {
    line: `— ${name} ${Buffer.concat([hash, time, signature]).toString('base64')}`,
    key: `${name}+${hash.toString('hex')}+${typed.toString('base64')}`,
  };
}

export async function run(argv: readonly string[], out: { write(text: string): unknown }): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { state: text, key: text, name: text, 'sign-with': text },
  });
  const [host, contest] = positionals;
  if (host === undefined || contest === undefined) {
    out.write(usage);
    return 2;
  }
  const base = `${host.replace(/\/$/, '')}/api/log/${encodeURIComponent(contest)}`;
  const path = values.state ?? `witness-${contest}.json`;
  const known = await readState(path);
  const about = await getJson<{ key: string; checkpoint: string }>(base);
  const checkpoint = about && readCheckpoint(about.checkpoint);
  const key = readKey(values.key ?? known?.key ?? about?.key ?? '');
  if (!checkpoint || !key) {
    out.write('Không đọc được nhật ký.\nThe log cannot be read.\n');
    return 2;
  }
  const grown = known
    ? await getJson<{ proof: string[] }>(`${base}/consistency?from=${known.size}&to=${checkpoint.size}`)
    : { proof: [] };
  const judged = judgeCheckpoint(known, checkpoint, key, grown?.proof ?? []);
  if (!judged.ok) {
    const [vi, en] = refused[judged.why];
    out.write(`TỪ CHỐI: ${vi}.\nREFUSED: ${en}.\n`);
    return 1;
  }
  await writeFile(`${path}.new`, `${JSON.stringify(judged.remembered)}\n`);
  await rename(`${path}.new`, path);
  out.write(`${checkpoint.origin} ${checkpoint.size} ${judged.remembered.root}\n`);
  if (values['sign-with'] === undefined) return 0;
  const name = values.name ?? 'witness';
  const { line, key: own } = await cosign(
    checkpoint.note.text,
    name,
    values['sign-with'],
    Math.floor(Date.now() / 1000),
  );
  const answer = await fetch(`${base}/cosignatures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ size: checkpoint.size, line }),
  });
  out.write(
    `${answer.ok ? 'đã ký / signed' : 'máy chủ chưa nhận khóa này (LOG_WITNESSES) / the server does not know this key yet'}: ${own}\n`,
  );
  return answer.ok ? 0 : 1;
}

if (process.argv[1]?.endsWith('witness-command.ts'))
  process.exitCode = await run(process.argv.slice(2), process.stdout);
