import { type Conflict, writeSteps } from '@hoithi/shared/rulebook/draft/changes';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { PillChoice } from '../../../../ui/pill-choice.tsx';
import { usePartWords } from '../review/part-words.ts';
import styles from './page.module.css';
import type { Meeting } from './use-question-sync.ts';

/** Both versions of each part that two people changed, and a choice of one. SPEC Q14. */
export function MeetingDialog({ meeting, onDecided }: { meeting: Meeting; onDecided: (mine: Conflict[]) => void }) {
  const { t } = useTranslation('bank');
  const { nameOf, write } = usePartWords();
  const [chosen, setChosen] = useState<Record<string, 'mine' | 'theirs'>>({});
  const name = meeting.theirs.versions[0]?.by ?? t('review.somebody');
  const keyOf = ({ place }: Conflict) => writeSteps(place);
  const isWhole = meeting.conflicts.every((each) => chosen[keyOf(each)] !== undefined);
  return (
    <Dialog
      open
      title={t('meeting.title', { name })}
      onClose={() => undefined}
      actions={
        <Button
          kind="primary"
          aria-disabled={!isWhole}
          onClick={() => isWhole && onDecided(meeting.conflicts.filter((each) => chosen[keyOf(each)] === 'mine'))}
        >
          {t('meeting.decide')}
        </Button>
      }
    >
      <p>{t('meeting.lead')}</p>
      <ul className={styles.meeting}>
        {meeting.conflicts.map((conflict) => (
          <li key={keyOf(conflict)}>
            <h3>{nameOf(conflict.place)}</h3>
            <dl>
              <dt>{t('meeting.mine')}</dt>
              <dd>{write(conflict.mine)}</dd>
              <dt>{t('meeting.theirs', { name })}</dt>
              <dd>{write(conflict.theirs)}</dd>
            </dl>
            <PillChoice<'mine' | 'theirs'>
              legend={nameOf(conflict.place)}
              name={keyOf(conflict)}
              value={chosen[keyOf(conflict)] ?? ''}
              options={[
                { value: 'mine', label: t('meeting.takeMine') },
                { value: 'theirs', label: t('meeting.takeTheirs', { name }) },
              ]}
              onChange={(value) => setChosen((before) => ({ ...before, [keyOf(conflict)]: value }))}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
