import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleStored } from '@hoithi/shared/rulebook/upgrade/test-stored';
import { upgradeRules } from '@hoithi/shared/rulebook/upgrade/upgrade-rules';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programPath } from '../platform/programs.ts';
import { rulesCommand } from './rules-command.ts';
import { printTo, runCommand } from './run-command.ts';
import { usage } from './words.ts';

describe('npm run rules', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-rules-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function run(...argv: string[]) {
    let text = '';
    const out = printTo({ write: (part) => (text += part) });
    return { code: await runCommand(argv, {}, rulesCommand, out, out), text };
  }
  async function check(content: string) {
    const path = join(folder, 'rulebook.json');
    await writeFile(path, content);
    const { code, text } = await run('check', path);
    const { accepted, problems } = JSON.parse(text) as {
      accepted: boolean;
      problems: { code: string; place: string }[];
    };
    return { code, accepted, problems: problems.map((each) => `${each.code} ${each.place}`) };
  }

  it('[M19] an accepted rulebook, with what its author should know', async () => {
    const { code, text } = await run('check', programPath('docs/rulebooks/23-moj-election-law-2021.json'));
    expect([code, JSON.parse(text)]).toMatchObject([
      0,
      { accepted: true, problems: [{ code: 'sum-of-prizes', severity: 'note' }] },
    ]);
  });

  it('[M19] a refused one says what and where', async () => {
    expect(await check('{"version":1,')).toMatchObject({ code: 1, accepted: false, problems: ['not-json '] });
    expect(await check('{"version":9}')).toMatchObject({ code: 1, problems: ['unknown-version version'] });
    expect(await check(' '.repeat(1_048_577))).toMatchObject({ code: 1, problems: ['too-large '] });
    expect(await check(`{"version":1,"meta":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatchObject({
      code: 1,
      accepted: false,
    });
  });

  it('[M19] printed as text in both languages; what is refused is not printed', async () => {
    const { code, text } = await run('print', programPath('docs/rulebooks/23-moj-election-law-2021.json'));
    expect(code).toBe(0);
    expect(text).toContain('\n1. Quy định chung\n');
    expect(text).toContain('   01 giải Nhất, trị giá 6.000.000 đồng, kèm giấy chứng nhận.\n');
    expect(text).toContain('   5 second prize, VND 3,000,000, with a certificate.\n');
    const refused = await run('print', programPath('docs/rulebooks/refused/34-european-money-quiz.json'));
    expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('"teams-as-entrants"')]);
  });

  it('[M17, M19] stored rules become a rulebook that is accepted', async () => {
    const stored = join(folder, 'stored.json');
    await writeFile(stored, JSON.stringify(exampleStored()));
    const { code, text } = await run('upgrade', stored);
    expect([code, JSON.parse(text)]).toEqual([0, upgradeRules(exampleStored())]);
    expect(await check(text)).toMatchObject({ code: 0, accepted: true });
    await writeFile(stored, '{"version":1}');
    expect((await run('upgrade', stored)).code).toBe(1);
  });

  it('[M19, M20] a crowd plays it out, the same for the same seed', async () => {
    const book = programPath('docs/rulebooks/29-youth-traffic-2022.json');
    const played = await run('simulate', '--people', '200', '--seed', 'một', book);
    expect(played.code).toBe(0);
    expect(JSON.parse(played.text)).toMatchObject({ messages: 200, budget: { stated: 10_000_000, currency: 'VND' } });
    expect(await run('simulate', '--people', '200', '--seed', 'một', book)).toEqual(played);
    expect((await run('simulate', '--people', '200', '--seed', 'hai', book)).text).not.toBe(played.text);
  });

  it('[M19] anything else is answered with the usage', async () => {
    const wrong = [
      [],
      ['check'],
      ['check', 'a', 'b'],
      ['sign', 'a'],
      ['check', '--people', '9', 'a'],
      ['simulate', '--people', 'x', 'a'],
    ];
    for (const argv of wrong) {
      expect(await run(...argv)).toEqual({ code: 1, text: `${usage[0]}\n${usage[1]}\n` });
    }
    expect((await run('check', join(folder, 'none.json'))).code).toBe(1);
  });
});
