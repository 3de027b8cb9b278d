import type { ContestCard } from '@hoithi/shared/contract/public';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { UnitDialog } from '../editor/unit-dialog.tsx';

type UnitChangeProps = { contest: ContestCard; code: string | null; onClose: () => void; onDone: () => void };

/** One unit of an announced contest, added (`code` null) or changed, with a reason. SPEC J23. */
export default function UnitChange({ contest, code, onClose, onDone }: UnitChangeProps) {
  const { t } = useTranslation('organizer');
  const words = useRefusalText();
  const path = `/api/organizer/contests/${contest.contestId}/units`;
  const units = useLoaded<UnitDraft[]>(path);
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { reason, issue } = readReason(typed);
  if (!units.value) return <output>{units.refusal && words(units.refusal)}</output>;
  const unit = units.value.find((each) => each.code === code) ?? null;
  const save = async (changed: UnitDraft): Promise<boolean> => {
    setTried(true);
    if (issue !== null) return false;
    const saved = await postJson<null>(`${path}/change`, { isNew: unit === null, unit: changed, reason });
    setRefusal(saved.ok ? null : saved.refusal);
    if (saved.ok) onDone();
    return saved.ok;
  };
  return (
    <UnitDialog
      unit={unit}
      units={units.value}
      refused={refusal && refusedWords(refusal)}
      onSave={save}
      onRemove={null}
      onClose={onClose}
      more={<ReasonField value={typed} change={setTyped} error={tried && issue ? t(`act.${issue}`) : null} />}
    />
  );

  function refusedWords(of: Refusal): string {
    if (of.code !== 'file_invalid') return words(of);
    return of.problems.map(({ reason: why }) => t(`units.problem.${why as 'code_twice'}`)).join(' ');
  }
}
