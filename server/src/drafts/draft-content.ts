import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DraftChoices, type DraftContent, draftDepthMax, type UnitSetCard } from '@hoithi/shared/contract/drafts';
import { shallowObject } from '@hoithi/shared/contract/json';
import { LocalText } from '@hoithi/shared/contract/text';
import { z } from 'zod';
import { readBank, readUnitFile } from '../contest/read-content.ts';
import { programPath } from '../platform/programs.ts';

/** What drafts begin from: templates, and the topics and unit sets that come with the program. Broken content is a fault. SPEC J2. */

const templatesDir = programPath('server/content/templates');
const unitsDir = programPath('server/content/units');

const TemplateFile = z.strictObject({
  title: LocalText,
  lead: LocalText,
  /** general: a form of contest; real: what was published of a real one. */
  kind: z.enum(['general', 'real']),
  order: z.number().int(),
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

export async function readChoices(): Promise<DraftChoices> {
  const [templates, bank, unitSets] = await Promise.all([readTemplates(), readBank(), readUnitSets()]);
  return {
    templates: templates.map(({ id, title, lead, kind }) => ({ id, title, lead, kind })),
    topics: bank.map(({ topic, title, questions }) => ({ topic, title, questions: questions.length })),
    unitSets,
  };
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
