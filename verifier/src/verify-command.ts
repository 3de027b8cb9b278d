import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Anchors } from './anchors.ts';
import { printVerdict } from './print-verdict.ts';
import { isReceipt, receiptMax } from './tell-files.ts';
import { verifyBundle } from './verify.ts';
import { verifyReceipt } from './verify-receipt.ts';

const usage = `npm run verify -- FILE [--key KEY] [--checkpoint FILE-OR-SHORT-FORM]… [--receipt FILE]… [--witness KEY]… [--json]
Kiểm tra một gói kiểm chứng, hoặc một biên nhận. Verifies a proof bundle, or a receipt. Exit code: 0 holds, 1 broken, 2 cannot be read.
`;

/** What was given: a file's text where there is such a file, else the text itself. */
async function textOf(given: string): Promise<string> {
  return (await stat(given).catch(() => null))?.isFile() ? readFile(given, 'utf8') : given;
}

/** The text of a receipt; null: the file is none. */
async function receiptIn(path: string): Promise<string | null> {
  if ((await stat(path)).size > receiptMax) return null;
  const text = await readFile(path, 'utf8');
  return isReceipt(text) ? text : null;
}

export async function run(argv: readonly string[], out: { write(text: string): unknown }): Promise<number> {
  const list = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { key: { type: 'string' }, checkpoint: list, receipt: list, witness: list, json: { type: 'boolean' } },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) {
    out.write(usage);
    return 2;
  }
  const anchors: Anchors = {
    ...(values.key === undefined ? {} : { key: (await textOf(values.key)).trim() }),
    checkpoints: await Promise.all((values.checkpoint ?? []).map(textOf)),
    receipts: await Promise.all((values.receipt ?? []).map(textOf)),
    witnesses: values.witness ?? [],
  };
  if (!(await stat(path).catch(() => null))?.isFile()) {
    out.write(`Không có tệp ${path}.\nThere is no file ${path}.\n`);
    return 2;
  }
  const receipt = await receiptIn(path);
  const verdict = receipt ? verifyReceipt(receipt, anchors) : await verifyBundle(createReadStream(path), anchors);
  out.write(values.json ? `${JSON.stringify(verdict)}\n` : printVerdict(verdict));
  return { holds: 0, broken: 1, unreadable: 2 }[verdict.verdict];
}

if (process.argv[1]?.endsWith('verify-command.ts')) process.exitCode = await run(process.argv.slice(2), process.stdout);
