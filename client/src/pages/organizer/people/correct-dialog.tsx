import type { ListedPerson } from '@hoithi/shared/contract/people';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { useAct } from '../acts/use-act.ts';

type CorrectProps = {
  contest: ContestCard;
  path: string;
  person: ListedPerson;
  onClose: () => void;
  onDone: (name: string) => void;
};

/** A name or a unit put right; what is not changed is not sent. SPEC O7. */
export function CorrectDialog({ contest, path, person, onClose, onDone }: CorrectProps) {
  const { t } = useTranslation('people');
  const words = useRefusalText();
  const own = person.unitCode === null ? null : { code: person.unitCode, name: person.unitName ?? person.unitCode };
  const [name, setName] = useState(person.name);
  const [unit, setUnit] = useState<Pick<UnitHit, 'code' | 'name'> | null>(own);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const newName = name.normalize('NFC').trim();
  const isRenamed = newName !== '' && newName !== person.name;
  const isMoved = unit !== null && unit.code !== person.unitCode;
  const isNothing = !isRenamed && !isMoved;
  const isReasonMissing = reason.trim().length < 3;
  const { busy, refusal, run } = useAct(
    () =>
      postJson(`${path}/${person.contestantId}/correct`, {
        name: isRenamed ? newName : null,
        unitCode: isMoved ? unit.code : null,
        reason: reason.trim(),
      }),
    () => onDone(isRenamed ? newName : person.name),
  );
  const save = () => {
    setTried(true);
    if (!isNothing && !isReasonMissing) void run();
  };
  return (
    <Dialog
      open
      title={t('correctTitle', { name: person.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <p>{t('correctLead')}</p>
      <Field
        label={t('newName')}
        maxLength={80}
        value={name}
        error={isTried && isNothing ? t('nothing') : null}
        onChange={(event) => setName(event.target.value)}
      />
      <UnitSearch
        source={`/api/contests/${contest.slug}/units`}
        required={false}
        unit={unit}
        onUnit={setUnit}
        error={null}
      />
      <Field
        label={t('reason')}
        hint={t('reasonHint')}
        maxLength={300}
        value={reason}
        error={isTried && isReasonMissing ? t('reasonMissing') : refusal && words(refusal)}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}
