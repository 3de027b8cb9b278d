import type { ListedUnit } from '@hoithi/shared/contract/organizer';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { ReasonField, type ReasonIssue, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';

type MergeDialogProps = { contest: ContestCard; unit: ListedUnit; onClose: () => void; onDone: () => void };

/** Merges an entry of the unit list into another that means the same, or takes that back. SPEC U8. */
export function MergeDialog({ contest, unit, onClose, onDone }: MergeDialogProps) {
  const { t } = useTranslation('organizer');
  const { number } = useFormat();
  const { namespace } = useOrganizer();
  const words = useRefusalText();
  const undo = unit.mergedInto !== null;
  const [into, setInto] = useState<Pick<UnitHit, 'code' | 'name'> | null>(null);
  const [typed, setTyped] = useState('');
  const [issue, setIssue] = useState<ReasonIssue | null>(null);
  const [tried, setTried] = useState(false);
  const { busy, refusal, run } = useAct(
    () =>
      namespace.send('units:merge', {
        contestId: contest.contestId,
        code: unit.code,
        into: undo ? null : (into?.code ?? null),
        reason: readReason(typed).reason,
      }),
    onDone,
  );
  const confirm = () => {
    const read = readReason(typed);
    setTried(true);
    setIssue(read.issue);
    if (read.issue === null && (undo || into)) void run();
  };
  const refused = refusal && (refusal.code === 'not_allowed' ? t('units.merge.refused') : words(refusal));
  return (
    <FormDialog
      title={t(undo ? 'units.merge.undoTitle' : 'units.merge.title', { unit: unit.name })}
      confirm={t(undo ? 'units.merge.undo' : 'units.merge.confirm')}
      busy={busy}
      refused={refused}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {undo
          ? t('units.merge.undoConsequence', { into: unit.mergedInto ?? '' })
          : t('units.merge.consequence', { count: unit.people, people: number(unit.people) })}
      </p>
      {!undo && (
        <UnitSearch
          source={`/api/contests/${contest.slug}/units`}
          required
          unit={into}
          onUnit={setInto}
          error={tried && !into ? t('units.leader.missing') : null}
        />
      )}
      <ReasonField value={typed} change={setTyped} error={issue && t(`act.${issue}`)} />
    </FormDialog>
  );
}
