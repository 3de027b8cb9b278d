import type { DeskComplaint } from '@hoithi/shared/contract/complaints';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

/** Complaints on the round, those that wait first; they are read when somebody asks for them, which the trail keeps. SPEC F20. */
export function ComplaintsCard({ desk, done }: ResultParts) {
  const { t } = useTranslation('result-desk');
  const words = useRefusalText();
  const [shown, setShown] = useState(false);
  const [answering, setAnswering] = useState<DeskComplaint | null>(null);
  const path = `/api/organizer/rounds/${desk.round.roundId}/complaints`;
  const { value, refusal, again } = useLoaded<DeskComplaint[]>(shown ? path : null);
  return (
    <Card id="complaints" title={t('complaints.title')}>
      <div className={styles.stack}>
        {desk.complaintsOpen > 0 && <p>{t('open.complaints', { count: desk.complaintsOpen })}</p>}
        {!shown && <Button onClick={() => setShown(true)}>{t('complaints.show')}</Button>}
        {refusal && <p className={styles.refused}>{words(refusal)}</p>}
        {value?.length === 0 && <p>{t('complaints.none')}</p>}
        <ul className={styles.decisions}>
          {value?.map((complaint) => (
            <Complaint key={complaint.complaintId} complaint={complaint} onAnswer={() => setAnswering(complaint)} />
          ))}
        </ul>
      </div>
      {answering && (
        <AnswerDialog
          path={path}
          complaint={answering}
          onClose={() => setAnswering(null)}
          onDone={() => {
            setAnswering(null);
            again();
            done(t('complaints.done'));
          }}
        />
      )}
    </Card>
  );
}

function Complaint({ complaint, onAnswer }: { complaint: DeskComplaint; onAnswer: () => void }) {
  const { t } = useTranslation('result-desk');
  const { instant, number } = useFormat();
  const { view } = useOrganizer();
  const { no, name, unitName, atMs, dueAtMs, words, answer } = complaint;
  const isLate = answer === null && dueAtMs <= view.serverNowMs;
  return (
    <li className={styles.decision}>
      <span className={styles.decisionHead}>
        <strong>{t('complaints.no', { no: number(no) })}</strong>
        {answer === null && (
          <Badge tone={isLate ? 'amber' : 'indigo'}>
            {t(isLate ? 'complaints.late' : 'complaints.due', { at: instant(dueAtMs) })}
          </Badge>
        )}
      </span>
      <span className={styles.soft}>{t('complaints.from', { name, unit: unitName ?? '–', at: instant(atMs) })}</span>
      <p className={styles.words}>{words ?? t('complaints.gone')}</p>
      {answer === null ? (
        <span>
          <Button kind="primary" onClick={onAnswer}>
            {t('complaints.answer')}
          </Button>
        </span>
      ) : (
        <>
          <p className={styles.words}>{answer.words}</p>
          <span className={styles.soft}>
            <span>
              {t('complaints.answered', {
                outcome: t(answer.upheld ? 'complaints.upheld' : 'complaints.rejected'),
                ...{ by: answer.by, at: instant(answer.atMs) },
              })}
            </span>{' '}
            {answer.decisionNo !== null && <span>{t('complaints.byDecision', { no: number(answer.decisionNo) })}</span>}
          </span>
        </>
      )}
    </li>
  );
}

type AnswerProps = { path: string; complaint: DeskComplaint; onClose: () => void; onDone: () => void };

function AnswerDialog({ path, complaint, onClose, onDone }: AnswerProps) {
  const { t } = useTranslation('result-desk');
  const refusalWords = useRefusalText();
  const [outcome, setOutcome] = useState<'upheld' | 'rejected' | ''>('');
  const [typed, setTyped] = useState('');
  const [decision, setDecision] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = typed.trim().length < 10;
  const act = useAct(
    () =>
      postJson(`${path}/${complaint.complaintId}/answer`, {
        ...{ upheld: outcome === 'upheld', words: typed },
        decisionNo: decision === '' ? null : Number(decision),
      }),
    onDone,
  );
  const confirm = () => {
    setTried(true);
    if (!isShort && outcome !== '') void act.run();
  };
  return (
    <FormDialog
      title={t('complaints.answerTitle', { no: complaint.no })}
      confirm={t('complaints.send')}
      busy={act.busy}
      refused={act.refusal && refusalWords(act.refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className={styles.words}>{complaint.words}</p>
      <PillChoice
        legend={t('complaints.outcome')}
        required
        name="outcome"
        options={(['upheld', 'rejected'] as const).map((value) => ({ value, label: t(`complaints.${value}`) }))}
        value={outcome}
        onChange={setOutcome}
        error={tried && outcome === '' ? t('complaints.outcomeMissing') : null}
      />
      <Field label={t('complaints.words')} required error={tried && isShort ? t('complaints.wordsShort') : null}>
        {(wire) => <textarea {...wire} rows={5} value={typed} onChange={(event) => setTyped(event.target.value)} />}
      </Field>
      <Field
        label={t('complaints.decision')}
        type="number"
        min={1}
        value={decision}
        onChange={(event) => setDecision(event.target.value)}
      />
    </FormDialog>
  );
}
