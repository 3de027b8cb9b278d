import type { ZodError } from 'zod';

/** One problem a variable, "NAME: what is wrong; write …": the first that was found, since the others follow from it. */
export function listProblems(prefix: string, error: ZodError | undefined): string[] {
  const first = new Map<string, string>();
  for (const issue of error?.issues ?? []) {
    const name = `${prefix}${issue.path.join('.')}`;
    if (!first.has(name)) first.set(name, `${name}: ${issue.message}`);
  }
  return [...first.values()];
}
