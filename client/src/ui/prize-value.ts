import type { PrizeValue } from '@hoithi/shared/contract/results';
import type { useFormat } from './use-format.ts';

/** What a prize is worth, as the rules say it; null: they say nothing. */
export function prizeValue(
  value: PrizeValue | null,
  { money, local }: Pick<ReturnType<typeof useFormat>, 'money' | 'local'>,
): string | null {
  if (value === null) return null;
  return value.kind === 'money' ? money(value.amount, value.currency) : local(value.label);
}
