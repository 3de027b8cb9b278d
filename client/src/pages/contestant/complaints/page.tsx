import type { OwnComplaint, OwnComplaints } from '@hoithi/shared/contract/complaints';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { contestPath, useVisit } from '../contestant-context.ts';
import { ContestantHeader } from '../contestant-header.tsx';
import styles from './page.module.css';

const wordsMin = 10;
const wordsMax = 2_000;

/** A contestant's complaints about results: the form, while a round takes them, and what was answered. SPEC F20. */
export default function ComplaintsPage() {
  const { t } = useTranslation('complaints');
  const { slug, public: shown } = useVisit();
  const words = useRefusalText();
  const path = `/api/contests/${encodeURIComponent(slug)}/complaints`;
  const { value, refusal, loading, again } = useLoaded<OwnComplaints>(path);
  usePageTitle(t('title'));
  return (
    <Page demo={shown.contest.demo} header={<ContestantHeader />} className={styles.page}>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        above={
          <Link href={contestPath(slug)} className={styles.back}>
            {t('back')}
          </Link>
        }
      />
      {loading && <StateCard kind="loading" />}
      {refusal && <StateCard kind="error">{words(refusal)}</StateCard>}
      {value &&
        (value.open.length > 0 ? <Complain path={path} open={value.open} onSent={again} /> : <p>{t('closed')}</p>)}
      {value && (
        <Card title={t('own')}>
          {value.complaints.length === 0 && <p>{t('none')}</p>}
          <ul className={styles.list}>
            {value.complaints.map((complaint) => (
              <Complaint key={complaint.complaintId} complaint={complaint} />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}

type ComplainProps = { path: string; open: OwnComplaints['open']; onSent: () => void };

function Complain({ path, open, onSent }: ComplainProps) {
  const { t } = useTranslation('complaints');
  const { local, instant } = useFormat();
  const refusalWords = useRefusalText();
  const [roundId, setRoundId] = useState(open.at(-1)?.roundId ?? '');
  const [attemptId, setAttemptId] = useState('');
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [sent, setSent] = useState<{ no: number; dueAtMs: number } | null>(null);
  const round = open.find((each) => each.roundId === roundId) ?? open[0];
  const isShort = words.trim().length < wordsMin;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort || busy || !round) return;
    setBusy(true);
    const message = { roundId: round.roundId, attemptId: attemptId === '' ? null : attemptId, words };
    const received = await postJson<{ no: number; dueAtMs: number }>(path, message);
    setBusy(false);
    setRefusal(received.ok ? null : received.refusal);
    if (!received.ok) return;
    setSent(received.value);
    setWords('');
    setTried(false);
    onSent();
  };
  return (
    <Card>
      <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
        <output className={styles.sent}>{sent && t('sent', { no: sent.no, at: instant(sent.dueAtMs) })}</output>
        <Select
          label={t('round')}
          value={round?.roundId ?? ''}
          options={open.map((each) => ({ value: each.roundId, label: local(each.round) }))}
          onChange={(event) => {
            setRoundId(event.target.value);
            setAttemptId('');
          }}
        />
        <p className={styles.soft}>
          {round?.untilMs ? t('until', { at: instant(round.untilMs) }) : t('untilPublished')}
        </p>
        <Select
          label={t('attempt')}
          value={attemptId}
          options={[
            { value: '', label: t('anyAttempt') },
            ...(round?.attempts ?? []).map((each) => ({
              value: each.attemptId,
              label: t('attemptAt', { at: instant(each.atMs) }),
            })),
          ]}
          onChange={(event) => setAttemptId(event.target.value)}
        />
        <Field label={t('words')} hint={t('hint')} required error={tried && isShort ? t('short') : null}>
          {(wire) => (
            <textarea
              {...wire}
              rows={6}
              maxLength={wordsMax}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        {refusal && (
          <p className={styles.refused} role="alert">
            {refusalWords(refusal)}
          </p>
        )}
        <Button type="submit" kind="primary" busy={busy}>
          {t('send')}
        </Button>
      </form>
    </Card>
  );
}

function Complaint({ complaint }: { complaint: OwnComplaint }) {
  const { t } = useTranslation('complaints');
  const { local, instant } = useFormat();
  const { no, round, atMs, dueAtMs, words, answer } = complaint;
  return (
    <li className={styles.one}>
      <span className={styles.head}>
        <strong>{t('no', { no, round: local(round) })}</strong>
        {answer === null ? (
          <Badge tone="amber">{t('waiting', { at: instant(dueAtMs) })}</Badge>
        ) : (
          <Badge tone={answer.upheld ? 'jade' : 'plain'}>{t(answer.upheld ? 'upheld' : 'rejected')}</Badge>
        )}
      </span>
      <span className={styles.soft}>{t('at', { at: instant(atMs) })}</span>
      <p className={styles.words}>{words}</p>
      {answer && (
        <>
          <p className={styles.words}>{answer.words}</p>
          <span className={styles.soft}>
            <span>{t('answered', { by: answer.by, at: instant(answer.atMs) })}</span>{' '}
            {answer.decisionNo !== null && <span>{t('byDecision', { no: answer.decisionNo })}</span>}
          </span>
        </>
      )}
    </li>
  );
}
