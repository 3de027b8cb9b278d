import { open } from 'node:fs/promises';
import { rulebookLimits } from '@hoithi/shared/rulebook/model/id';
import { type PrintedRulebook, printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { problem } from '@hoithi/shared/rulebook/read/problem';
import { type ReadRulebook, readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import type { Config } from '../config.ts';
import { type Out, onlyFile, UsageError } from './run-command.ts';

/** check: what stands against a rulebook in a file, as JSON. print: the rules as text, Vietnamese, then English. */
export async function rulesCommand(
  [verb = '', ...rest]: readonly string[],
  _config: Config,
  out: Out,
): Promise<boolean> {
  const isKnown = verb === 'check' || verb === 'print';
  if (!isKnown) throw new UsageError();
  const { rulebook, problems } = await readFileOf(onlyFile(rest));
  if (verb === 'check' || rulebook === null) out.printJson({ accepted: rulebook !== null, problems });
  if (verb === 'print' && rulebook !== null) for (const line of linesOf(printRulebook(rulebook))) out.printLine(line);
  return rulebook !== null;
}

/** The printed rules line by line, numbered as articles. */
const linesOf = ({ title, sections }: PrintedRulebook): string[] =>
  (['vi', 'en'] as const).flatMap((locale) => [
    title[locale].toLocaleUpperCase(locale),
    ...sections.flatMap(({ heading, sentences }, at) => [
      '',
      `${at + 1}. ${heading[locale]}`,
      ...sentences.map((sentence) => `   ${sentence[locale]}`),
    ]),
    '',
  ]);

/** Reads no more of a file than a rulebook may have. */
async function readFileOf(path: string): Promise<ReadRulebook> {
  const file = await open(path);
  try {
    const { bytesMax } = rulebookLimits;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(bytesMax + 1), 0, bytesMax + 1, 0);
    if (bytesRead > bytesMax) return { rulebook: null, problems: [problem('too-large', [], { max: bytesMax })] };
    return readRulebook(JSON.parse(buffer.toString('utf8', 0, bytesRead)));
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return { rulebook: null, problems: [problem('not-json', [], { reason: fault.message })] };
  } finally {
    await file.close();
  }
}
