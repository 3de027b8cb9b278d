import { open } from 'node:fs/promises';
import { rulebookLimits } from '@hoithi/shared/rulebook/model/id';
import { type PrintedRulebook, printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { problem } from '@hoithi/shared/rulebook/read/problem';
import { type ReadRulebook, readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { upgradeRules } from '@hoithi/shared/rulebook/upgrade/upgrade-rules';
import { readRules } from '@hoithi/shared/rules/read-rules';
import type { Config } from '../config.ts';
import { type Out, onlyFile, UsageError } from './run-command.ts';

/**
 * check: what stands against a rulebook in a file, as JSON. print: the rules as text, Vietnamese, then English. upgrade: stored
 * rules as a rulebook.
 */
export async function rulesCommand(
  [verb = '', ...rest]: readonly string[],
  _config: Config,
  out: Out,
): Promise<boolean> {
  if (!['check', 'print', 'upgrade'].includes(verb)) throw new UsageError();
  const value = await readJson(onlyFile(rest));
  const { rulebook, problems } =
    'problems' in value ? value : readRulebook(verb === 'upgrade' ? upgraded(value.json) : value.json);
  if (verb === 'check' || rulebook === null) out.printJson({ accepted: rulebook !== null, problems });
  if (verb === 'upgrade' && rulebook !== null) out.printJson(rulebook);
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

/** Stored rules as a rulebook; what is none is left as it is, and refused as that. */
function upgraded(json: unknown): unknown {
  const stored = readRules(json);
  return stored.ok ? upgradeRules(stored.value) : json;
}

/** Reads no more of a file than a rulebook may have. */
async function readJson(path: string): Promise<{ json: unknown } | ReadRulebook> {
  const file = await open(path);
  try {
    const { bytesMax } = rulebookLimits;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(bytesMax + 1), 0, bytesMax + 1, 0);
    if (bytesRead > bytesMax) return { rulebook: null, problems: [problem('too-large', [], { max: bytesMax })] };
    return { json: JSON.parse(buffer.toString('utf8', 0, bytesRead)) };
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return { rulebook: null, problems: [problem('not-json', [], { reason: fault.message })] };
  } finally {
    await file.close();
  }
}
