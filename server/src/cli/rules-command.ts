import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { rulebookLimits } from '@hoithi/shared/rulebook/model/id';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { type PrintedRulebook, printRulebook } from '@hoithi/shared/rulebook/print/print-rulebook';
import { problem } from '@hoithi/shared/rulebook/read/problem';
import { type ReadRulebook, readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { Crowd } from '@hoithi/shared/rulebook/simulate/crowd';
import { type Simulated, simulate } from '@hoithi/shared/rulebook/simulate/simulate';
import { StoredRules } from '@hoithi/shared/rulebook/upgrade/stored-rules';
import { upgradeRules } from '@hoithi/shared/rulebook/upgrade/upgrade-rules';
import type { Config } from '../config.ts';
import { type Out, onlyFile, UsageError } from './run-command.ts';

/** --people 30000 and so on: each slider of the crowd, and the seed. */
const crowdOptions = Object.fromEntries(
  [...Object.keys(Crowd.shape), 'seed'].map((name) => [name, { type: 'string' as const }]),
);

/**
 * check: what stands against a rulebook in a file, as JSON. print: the rules as text, Vietnamese, then English. upgrade: stored
 * rules as a rulebook. simulate: what it comes to with a made-up crowd, as JSON.
 */
export async function rulesCommand(
  [verb = '', ...rest]: readonly string[],
  _config: Config,
  out: Out,
): Promise<boolean> {
  if (!['check', 'print', 'upgrade', 'simulate'].includes(verb)) throw new UsageError();
  const { positionals, values } = parseArgs({ args: [...rest], allowPositionals: true, options: crowdOptions });
  const { seed = 'hoithi', ...sliders } = values;
  const crowd = Crowd.safeParse(
    Object.fromEntries(Object.entries(sliders).map(([key, value]) => [key, Number(value)])),
  );
  if (!crowd.success || (verb !== 'simulate' && Object.keys(values).length > 0)) throw new UsageError();
  const value = await readJson(onlyFile(positionals));
  const { rulebook, problems } =
    'problems' in value ? value : readRulebook(verb === 'upgrade' ? upgraded(value.json) : value.json);
  if (verb === 'check' || rulebook === null) out.printJson({ accepted: rulebook !== null, problems });
  if (verb === 'simulate' && rulebook !== null) out.printJson(playOut(rulebook, crowd.data, seed));
  if (verb === 'upgrade' && rulebook !== null) out.printJson(rulebook);
  if (verb === 'print' && rulebook !== null) for (const line of linesOf(printRulebook(rulebook))) out.printLine(line);
  return rulebook !== null;
}

/** All steps at once: whoever runs a command stops it by the keyboard. */
function playOut(rulebook: Rulebook, crowd: Crowd, seed: string): Simulated {
  const steps = simulate(rulebook, crowd, seed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
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
  const stored = StoredRules.safeParse(json);
  return stored.success ? upgradeRules(stored.data) : json;
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
