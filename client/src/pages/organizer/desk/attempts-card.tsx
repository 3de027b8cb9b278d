import type { FoundPerson } from '@hoithi/shared/contract/organizer';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, type ReasonIssue, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import type { Desk } from '../with-desk.tsx';
import styles from './page.module.css';

type Found = FoundPerson['attempts'][number];

/** A person's attempts, by phone number; one that does not count is taken out here. SPEC A13, O5. */
export function AttemptsCard({ desk }: { desk: Desk }) {
  const { contest } = desk;
  const { t } = useTranslation('organizer');
  const { namespace } = useOrganizer();
  const mayVoid = useMay(contest.contestId)('attempt:void');
  const words = useRefusalText();
  const [phone, setPhone] = useState('');
  const [person, setPerson] = useState<FoundPerson | null>(null);
  const [judged, setJudged] = useState<Found | null>(null);
  const { busy, refusal, run } = useAct(
    () => namespace.send('attempts:find', { contestId: contest.contestId, phone }),
    setPerson,
  );
  const find = (event: FormEvent) => {
    event.preventDefault();
    setPerson(null);
    if (phone.trim() !== '') void run();
  };
  const refused = refusal && (refusal.code === 'not_found' ? t('attempts.nobody') : words(refusal));
  return (
    <Card title={t('attempts.title')}>
      <p className={styles.attemptsLead}>{t('attempts.lead')}</p>
      <form className={styles.attemptsSearch} onSubmit={find}>
        <Field
          label={t('attempts.phone')}
          inputMode="tel"
          autoComplete="off"
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
        />
        <Button type="submit" busy={busy}>
          {t('attempts.find')}
        </Button>
      </form>
      <output className={styles.attemptsNotice}>
        <span>{refused}</span>
        {person && (
          <>
            <strong>{person.name}</strong> · {person.phoneMasked} · {person.unitName ?? t('attempts.noUnit')}
          </>
        )}
      </output>
      {person && <AttemptTable attempts={asOfNow(person.attempts, desk)} onJudge={mayVoid ? setJudged : null} />}
      {judged && !asOfNow([judged], desk)[0]?.settled && (
        <VoidDialog
          attempt={judged}
          onClose={() => setJudged(null)}
          onDone={() => {
            setJudged(null);
            void run();
          }}
        />
      )}
    </Card>
  );
}

/** A round may have been settled since the person was looked up: then nothing can be changed any more. */
const asOfNow = (attempts: readonly Found[], { rounds }: Desk): Found[] =>
  attempts.map((each) => ({
    ...each,
    settled: each.settled || rounds.some(({ roundId, standing }) => roundId === each.roundId && standing !== null),
  }));

function AttemptTable({
  attempts,
  onJudge,
}: {
  attempts: readonly Found[];
  onJudge: ((attempt: Found) => void) | null;
}) {
  const { t } = useTranslation('organizer');
  const { local, number, instant, duration } = useFormat();
  return (
    <Table
      caption={t('attempts.table')}
      captionHidden
      rows={attempts}
      rowKey={(attempt) => attempt.attemptId}
      empty={t('attempts.none')}
      columns={[
        {
          id: 'round',
          header: t('attempts.round'),
          rowHeader: true,
          cell: (each) => (
            <>
              {local(each.round)}
              <span className={styles.attemptsUnder}>
                {t(each.practice ? 'attempts.practice' : 'attempts.ordinal', { n: each.ordinal })}
              </span>
            </>
          ),
        },
        { id: 'started', header: t('attempts.started'), cell: (each) => instant(each.startedAtMs) },
        {
          id: 'score',
          header: t('attempts.score'),
          numeric: true,
          cell: (each) =>
            each.points === null ? (
              t('attempts.open')
            ) : (
              <>
                {number(each.points)}
                <span className={styles.attemptsUnder}>{duration(each.elapsedMs ?? 0)}</span>
              </>
            ),
        },
        {
          id: 'voided',
          header: t('attempts.state'),
          cell: (each) => (
            <>
              {each.voided ? (
                <>
                  <strong>{t('attempts.voided')}</strong>
                  <span className={styles.attemptsUnder}>{each.voidReason}</span>
                </>
              ) : (
                <span>{t(each.practice ? 'attempts.notCounted' : 'attempts.counts')}</span>
              )}
              {each.latePongs > 0 && (
                <span className={styles.attemptsUnder}>
                  {t('attempts.latePongs', { count: each.latePongs, value: number(each.latePongs) })}
                </span>
              )}
            </>
          ),
        },
        {
          id: 'act',
          header: <span className="unseen">{t('attempts.act')}</span>,
          cell: (each) =>
            !each.practice &&
            each.points !== null &&
            (each.settled || onJudge === null ? (
              <span className={styles.attemptsUnder}>{each.settled && t('attempts.settled')}</span>
            ) : (
              <Button kind="quiet" onClick={() => onJudge(each)}>
                {t(each.voided ? 'attempts.restore' : 'attempts.void')}
              </Button>
            )),
        },
      ]}
    />
  );
}

type VoidDialogProps = { attempt: FoundPerson['attempts'][number]; onClose: () => void; onDone: () => void };

/** Takes an attempt out of every count, or puts it back, with the reason. SPEC A13. */
function VoidDialog({ attempt, onClose, onDone }: VoidDialogProps) {
  const { t } = useTranslation('organizer');
  const { namespace } = useOrganizer();
  const words = useRefusalText();
  const [typed, setTyped] = useState('');
  const [issue, setIssue] = useState<ReasonIssue | null>(null);
  const { attemptId, voided } = attempt;
  const { busy, refusal, run } = useAct(
    () => namespace.send('attempt:void', { attemptId, voided: !voided, reason: readReason(typed).reason }),
    onDone,
  );
  const confirm = () => {
    const read = readReason(typed);
    setIssue(read.issue);
    if (read.issue === null) void run();
  };
  return (
    <FormDialog
      title={t(voided ? 'attempts.restoreTitle' : 'attempts.voidTitle')}
      confirm={t(voided ? 'attempts.restore' : 'attempts.void')}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(voided ? 'attempts.restoreConsequence' : 'attempts.voidConsequence')}</p>
      <ReasonField value={typed} change={setTyped} error={issue && t(`act.${issue}`)} />
    </FormDialog>
  );
}
