import type { Json } from '@hoithi/shared/contract/json';
import { type Conflict, writeSteps } from '@hoithi/shared/rulebook/draft/changes';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { asFields, sectionOf } from './draft-value.ts';
import styles from './meeting-dialog.module.css';
import type { Meeting } from './use-draft-sync.ts';

/** Both versions of each place that two people changed, and a choice of one. SPEC J3. */
export function MeetingDialog({ meeting, onDecided }: { meeting: Meeting; onDecided: (mine: Conflict[]) => void }) {
  const { t } = useTranslation('editor');
  const [chosen, setChosen] = useState<Record<string, 'mine' | 'theirs'>>({});
  const keyOf = ({ place }: Conflict) => writeSteps(place);
  const whoIsIt = meeting.theirs.savedBy ?? t('meeting.somebody');
  const isWhole = meeting.conflicts.every((each) => chosen[keyOf(each)] !== undefined);
  return (
    <Dialog
      open
      title={t('meeting.title', { name: whoIsIt })}
      onClose={() => undefined}
      actions={
        <Button
          kind="primary"
          aria-disabled={!isWhole}
          onClick={() =>
            isWhole ? onDecided(meeting.conflicts.filter((each) => chosen[keyOf(each)] === 'mine')) : null
          }
        >
          {t('meeting.decide')}
        </Button>
      }
    >
      <p>{t('meeting.lead')}</p>
      <ul className={styles.meeting}>
        {meeting.conflicts.map((conflict) => {
          const key = keyOf(conflict);
          const place = conflict.place
            .slice(1)
            .map((step) => step.replace(/^#/, ''))
            .join('.');
          return (
            <li key={key}>
              <h3>{t(`sections.${sectionOf(place, meeting.theirs.content.rulebook)}`)}</h3>
              <dl>
                <dt>{t('meeting.mine')}</dt>
                <dd>{inWords(conflict.mine, t('meeting.nothing'))}</dd>
                <dt>{whoIsIt}</dt>
                <dd>{inWords(conflict.theirs, t('meeting.nothing'))}</dd>
              </dl>
              <PillChoice<'mine' | 'theirs'>
                legend={key}
                name={key}
                value={chosen[key] ?? ''}
                options={[
                  { value: 'mine', label: t('meeting.takeMine') },
                  { value: 'theirs', label: t('meeting.takeTheirs', { name: whoIsIt }) },
                ]}
                onChange={(value) => setChosen((before) => ({ ...before, [key]: value }))}
              />
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}

const lengthMax = 300;

/** A value as people can compare it: a text as it is, a thing by its name, anything else as it stands in the file. */
function inWords(value: Json | undefined, nothing: string): string {
  if (value === undefined || value === null || value === '') return nothing;
  if (typeof value !== 'object') return String(value);
  const { vi, label } = asFields(value);
  if (typeof vi === 'string') return vi;
  const name = asFields(label).vi;
  const whole = JSON.stringify(value);
  return `${typeof name === 'string' ? `${name}: ` : ''}${whole.slice(0, lengthMax)}`;
}
