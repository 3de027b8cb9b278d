import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DraftChoices, type DraftContent, draftDepthMax, type UnitSetCard } from '@hoithi/shared/contract/drafts';
import { shallowObject } from '@hoithi/shared/contract/json';
import { levelOf, type Question } from '@hoithi/shared/contract/question';
import { LocalText } from '@hoithi/shared/contract/text';
import { z } from 'zod';
import { countPool, type TopicCount } from '../banks/pool-sql.ts';
import { readUnitFile } from '../contest/read-content.ts';
import type { Queries } from '../platform/db/database.ts';
import { programPath } from '../platform/programs.ts';

/** What drafts begin from: templates, and the topics and unit sets that come with the program. Broken content is a fault. SPEC J2. */

const templatesDir = programPath('server/content/templates');
const unitsDir = programPath('server/content/units');

const TemplateFile = z.strictObject({
  title: LocalText,
  lead: LocalText,
  /** general: a form of contest; real: what was published of a real one; blank: what every contest has. */
  kind: z.enum(['general', 'real', 'blank']),
  order: z.number().int(),
  notices: z.array(LocalText).default([]),
  rulebook: shallowObject(draftDepthMax),
});
export type Template = z.infer<typeof TemplateFile> & { id: string };

export async function readTemplates(): Promise<Template[]> {
  const names = (await readdir(templatesDir)).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(names.map((name) => readTemplate(name.replace(/\.json$/, ''))));
  return files.flatMap((file) => file ?? []).sort((a, b) => a.order - b.order);
}

/** null: there is none of this name. The name has been through its schema: it leads nowhere else. */
export async function readTemplate(id: string): Promise<Template | null> {
  try {
    const text = await readFile(join(templatesDir, `${id}.json`), 'utf8');
    return { ...TemplateFile.parse(JSON.parse(text)), id };
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}

export async function readChoices(db: Queries, organizationId: string): Promise<DraftChoices> {
  const [templates, unitSets] = await Promise.all([readTemplates(), readUnitSets()]);
  const counts = await countPool(db, organizationId);
  return {
    templates: templates.flatMap(({ id, title, lead, kind, notices }) =>
      kind === 'blank' ? [] : [{ id, title, lead, kind, notices }],
    ),
    ...poolOf(counts),
    unitSets,
  };
}

/** Topics of one name in several banks are one. */
function poolOf(counts: readonly TopicCount[]): Pick<DraftChoices, 'topics' | 'pool'> {
  const names = new Map(counts.map(({ folded, name }) => [folded, name]));
  const pool = counts.map(({ folded, difficulty, practice_only: practiceOnly, kind, audiences, approved, others }) => ({
    ...{ topic: names.get(folded) ?? folded, kind, level: levelOf(difficulty as Question['difficulty']) },
    ...{ audiences, practiceOnly, approved, others },
  }));
  const topics = [...new Set(names.values())].map((topic) => {
    const own = pool.filter((each) => each.topic === topic);
    const sum = (key: 'approved' | 'others') => own.reduce((total, each) => total + each[key], 0);
    return { topic, approved: sum('approved'), others: sum('others') };
  });
  return { topics, pool };
}

async function readUnitSets(): Promise<UnitSetCard[]> {
  const names = (await readdir(unitsDir)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const set = name.replace(/\.json$/, '');
      const { province, units, validFrom, validTo } = await readUnitFile(set);
      const ids = [...new Set(units.map(({ level }) => level))];
      const levels = ids.map((id) => ({ id, count: units.filter(({ level }) => level === id).length }));
      return { set, name: province.name, units: units.length, validFrom, validTo, levels };
    }),
  );
}

/** What a draft is called in lists: the contest's name as far as there is one. */
export function titleOf({ rulebook }: DraftContent): string {
  const { meta } = rulebook;
  const name = typeof meta === 'object' && meta !== null && 'name' in meta ? (meta.name as unknown) : null;
  const vi = typeof name === 'object' && name !== null && 'vi' in name ? name.vi : null;
  return typeof vi === 'string' ? vi.slice(0, 500) : '';
}
