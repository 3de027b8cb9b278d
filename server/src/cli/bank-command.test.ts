import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bankCommand } from './bank-command.ts';
import { printTo, runCommand } from './run-command.ts';
import { usage, words } from './words.ts';

/** Every file is read in a thread that loads the sources first. */
const patience = { timeout: 120_000 };
const inputs = fileURLToPath(new URL('../../test/question-files/', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hoithi-bank-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...argv: string[]) {
  let text = '';
  const out = printTo({ write: (part) => (text += part) });
  const code = await runCommand(argv, {}, bankCommand, out, out);
  return { code, text };
}
async function check(content: string | Uint8Array, name: string, ...more: string[]) {
  const path = join(folder, name);
  await writeFile(path, content);
  const { code, text } = await run('check', path, ...more);
  const { questions, problems } = JSON.parse(text);
  return {
    code,
    questions: questions.length,
    problems: problems.map((each: { line: number; reason: string }) => `${each.line} ${each.reason}`),
  };
}

it(
  '[Q8] check prints questions and problems as JSON; its exit code says whether anything was read',
  patience,
  async () => {
    const some = await run('check', join(inputs, 'aiken-5-errors.txt'));
    expect(some.code).toBe(0);
    expect(JSON.parse(some.text)).toMatchObject({
      file: 'aiken-5-errors.txt',
      format: 'aiken',
      questions: [{ line: 14, item: 4, text: 'Câu tốt', kind: 'true-false', right: ['true'] }],
      problems: [
        { line: 1, item: 1, reason: 'options_too_few' },
        { line: 5, item: 2, reason: 'answer_missing' },
        { line: 9, item: 3, reason: 'answer_unknown', value: 'D' },
      ],
    });
    expect(await check('Chỉ là lời.', 'none.txt')).toEqual({ code: 1, questions: 0, problems: ['0 format_unknown'] });
  },
);

it('[Q9] an old font is converted when the command says so', patience, async () => {
  const typed = Buffer.from('C©u 1. C¬ quan nµo cÊp thÎ c¨n c­íc?\nA. C«ng an\nB. B­u ®iÖn\n§¸p ¸n: A\n', 'latin1');
  expect(await check(typed, 'old.txt')).toEqual({ code: 1, questions: 0, problems: ['0 old_font'] });
  expect(await check(typed, 'old.txt', '--convert', 'tcvn3')).toEqual({
    code: 0,
    questions: 1,
    problems: ['0 converted'],
  });
});

it('[Q10] export writes what check reads again, says what was left out, and overwrites nothing', patience, async () => {
  const from = join(inputs, 'csv-1-abcd.csv');
  for (const [format, name] of [
    ['moodle', 'a.xml'],
    ['docx-key', 'a.docx'],
  ] as const) {
    const to = join(folder, name);
    const exported = await run('export', from, '--to', format, to);
    expect(exported.code).toBe(0);
    expect(JSON.parse(exported.text)).toMatchObject({ file: name, written: 2 });
    const again = JSON.parse((await run('check', to)).text);
    expect(again.questions.map((each: { text: string; right: string[] }) => [each.text, each.right])).toEqual([
      ['Hạn nộp hồ sơ trực tuyến tính từ lúc nào?', ['a']],
      ['Ai được cấp căn cước?', ['a']],
    ]);
    expect(await run('export', from, '--to', format, to)).toMatchObject({
      code: 1,
      text: expect.stringContaining(words.fileExists(to)[0]),
    });
  }
  expect(JSON.parse((await run('export', from, '--to', 'gift', join(folder, 'b.gift'))).text).leftOut).toEqual([
    { item: 1, parts: ['source'] },
  ]);
  expect(await run('template', join(folder, 'mau.xlsx'))).toEqual({ code: 0, text: '' });
  for (const argv of [
    ['export', from],
    ['export', from, join(folder, 'c')],
    ['export', from, '--to', 'pdf', join(folder, 'c')],
  ])
    expect((await run(...argv)).code).toBe(1);
});

it('[Q8] a missing file and wrong arguments are answered in words', patience, async () => {
  const missing = join(folder, 'missing.gift');
  expect(await run('check', missing)).toMatchObject({
    code: 1,
    text: expect.stringContaining(words.fileUnread(missing)[0]),
  });
  for (const argv of [[], ['check'], ['read', 'x'], ['check', 'x', '--convert', 'abc']])
    expect(await run(...argv)).toEqual({ code: 1, text: `${usage[0]}\n${usage[1]}\n` });
});

it(
  '[W21] a file too large, a bomb, noise, and one that takes too much are refused, each as JSON',
  patience,
  async () => {
    expect((await check(new Uint8Array(34 * 1024 * 1024), 'large.gift')).problems).toEqual(['0 file_too_large']);
    const sheet = {
      'xl/workbook.xml': strToU8('<workbook><sheets/></workbook>'),
      'xl/a.xml': new Uint8Array(120 * 1024 * 1024),
    };
    expect((await check(zipSync(sheet), 'bomb.xlsx')).problems).toEqual(['0 spreadsheet_unread']);
    expect((await check(randomBytes(200_000), 'noise.csv')).problems).toEqual(['0 encoding_unread']);
    expect((await check(zipSync({ 'a.txt': strToU8('a') }), 'a.zip')).problems).toEqual(['0 format_unknown']);
    expect((await check(Buffer.from('PK\u0003\u0004 broken'), 'broken.docx')).problems).toEqual([
      '0 spreadsheet_unread',
    ]);
    const nested = `<quiz>${'<a>'.repeat(60_000)}${'</a>'.repeat(60_000)}</quiz>`;
    expect((await check(nested, 'nested.xml')).problems).toEqual(['0 xml_unread']);
  },
);
