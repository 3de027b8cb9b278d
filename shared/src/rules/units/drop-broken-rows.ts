import type { UnitDraft, UnitTableProblem } from '../../contract/unit-table.ts';

type Drafts = Map<string, { line: number; draft: UnitDraft }>;

/** Takes out lines whose parent or successor is nowhere, or that would stand below themselves, until what is left is a tree. SPEC U2. */
export function dropBrokenRows(drafts: Drafts, known: ReadonlyMap<string, UnitDraft>): UnitTableProblem[] {
  const problems: UnitTableProblem[] = [];
  const parentOf = (code: string) => (drafts.get(code)?.draft ?? known.get(code))?.parentCode ?? null;
  const stands = (code: string) => drafts.has(code) || known.has(code);
  const circles = (code: string) => {
    const seen = new Set<string>();
    let at: string | null = code;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      at = parentOf(at);
    }
    return at === code;
  };
  type Broken = Pick<UnitTableProblem, 'line' | 'column' | 'problem' | 'value'> & { code: string };
  for (let dropped = true; dropped; ) {
    // All that are found in one pass are taken out together, so that every member of a circle is named.
    const broken = [...drafts.values()].flatMap(({ line, draft }): Broken[] => {
      const { code, parentCode, replacedBy } = draft;
      const heir = replacedBy.find((successor) => successor === code || !stands(successor));
      if (heir !== undefined) return [{ code, line, column: 'replacedBy', problem: 'successor_unknown', value: heir }];
      if (parentCode === null) return [];
      if (!stands(parentCode)) return [{ code, line, column: 'parent', problem: 'parent_unknown', value: parentCode }];
      return circles(code) ? [{ code, line, column: 'parent', problem: 'parent_cycle', value: parentCode }] : [];
    });
    for (const { code, ...problem } of broken) {
      drafts.delete(code);
      problems.push(problem);
    }
    dropped = broken.length > 0;
  }
  return problems;
}
