import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vectorFiles, vectorsFolder } from '../test/make-vectors.ts';
import { verifyBytes } from '../test/verify-lines.ts';
import type { Anchors } from './anchors.ts';

type Expected = { file: string; about: string; anchors: Anchors; verdict: string; broken: string[]; says?: string[] };
const read = (name: string) => readFileSync(`${vectorsFolder}${name}`, 'utf8');

describe('docs/proof-vectors', () => {
  const all = JSON.parse(read('expected.json')) as Expected[];

  it('[Z7] are what the script makes', () => {
    const made = vectorFiles();
    expect(readdirSync(vectorsFolder).sort()).toEqual([...made.keys()].sort());
    for (const [name, text] of made) expect([name, read(name) === text]).toEqual([name, true]);
    expect(all).toHaveLength(40);
    expect(all.filter(({ verdict }) => verdict === 'holds')).toHaveLength(19);
  });

  it.each(all)('[Z7] $file: $about: $verdict', async ({ file, anchors, verdict, broken, says = [] }) => {
    const found = await verifyBytes(Buffer.from(read(file)), anchors);
    expect(found.broken.map(({ code }) => code)).toEqual(expect.arrayContaining(broken));
    if (verdict === 'holds') expect(found.broken).toEqual([]);
    expect(found.anchors.map(({ code }) => code)).toEqual(expect.arrayContaining(says));
    expect(found.verdict).toBe(verdict);
    const notComputed = ['05-closed-questions.ndjson', '30-unsaid-table.ndjson'].includes(file);
    if (verdict === 'holds') expect(found.holds.some(({ code }) => code === 'standing.holds')).toBe(!notComputed);
    if (anchors.key !== undefined && verdict === 'holds') expect(found.anchors).toHaveLength(1);
  });
});
