import { type ParticipationForm, participationForms } from '@hoithi/shared/contract/participation-form';
import type { PublicUnit } from '@hoithi/shared/contract/public-participation';
import { listLevels, mainLevel } from '@hoithi/shared/rules/units/main-level';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { chooseUnits, listBlocks } from '../group-units.ts';

/** What is looked at, kept in the address, so that a link shows another person the same. */
export function useChoice(units: readonly PublicUnit[]) {
  const [query, setQuery] = useSearchParams();
  const levels = useMemo(() => listLevels(units), [units]);
  const asked = query.get('cap');
  const level = asked !== null && levels.includes(asked) ? asked : mainLevel(units);
  const blocks = useMemo(() => listBlocks(chooseUnits(units, level, null)), [units, level]);
  const askedBlock = query.get('khoi');
  const block = askedBlock !== null && blocks.includes(askedBlock) ? askedBlock : null;
  const form: ParticipationForm = participationForms.find((each) => each === query.get('xem')) ?? 'map';
  const choose = useCallback(
    (key: 'cap' | 'khoi' | 'xem', value: string | null) =>
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === null) next.delete(key);
          else next.set(key, value);
          return next;
        },
        { replace: true },
      ),
    [setQuery],
  );
  return { levels, level, blocks, block, form, choose };
}
