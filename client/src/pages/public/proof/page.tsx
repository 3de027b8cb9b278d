import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { ShowProof } from '@hoithi/shared/contract/show';
import type { ShowDraw } from '@hoithi/shared/contract/show-award';
import { rightWords } from '@hoithi/shared/rules/questions/right-words';
import { checkDraw, checkProof, ShowProofFile } from '@hoithi/shared/rules/show/commit-questions';
import { itemOf } from '@hoithi/shared/rules/show/show-item';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { getJson } from '../../../connection/api.ts';
import { Card } from '../../../ui/card.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { Field } from '../../../ui/field.tsx';
import { FileField } from '../../../ui/file-field.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

/** A drawing among those present, made again on this device. SPEC H29. */
function ProvenDraw({ draw }: { draw: ShowDraw }) {
  const { t } = useTranslation('show');
  const { local, number } = useFormat();
  const [holds, setHolds] = useState<boolean | null>(null);
  useEffect(() => void checkDraw(draw).then(setHolds), [draw]);
  const state = draw.values === null ? 'unopened' : holds === null ? 'computing' : holds ? 'holds' : 'fails';
  return (
    <Card title={local(draw.title)}>
      <p>{t(`proof.draw.${state}`)}</p>
      <p>{t('proof.draw.list', { count: draw.ids.length, value: number(draw.ids.length) })}</p>
      <p className={styles.hash}>{draw.listHash}</p>
      <ul>
        {draw.people.map(({ name, hash }, at) => (
          <li key={hash} className={styles.hash}>
            {t('proof.draw.person', { name, value: draw.values?.[at] ?? '–', hash })}
          </li>
        ))}
      </ul>
      {draw.numbers.length > 0 && (
        <p>
          {t('proof.draw.numbers', {
            numbers: draw.numbers
              .slice(0, 20)
              .map((each) => number(each))
              .join('; '),
          })}
        </p>
      )}
    </Card>
  );
}

/** Whether a show used the questions it had committed to: computed here, on this device. SPEC H8. */
export default function ProofPage() {
  const { t } = useTranslation(['show', 'common']);
  const words = useRefusalText();
  const { runId } = useParams<{ runId?: string }>();
  const [proof, setProof] = useState<ShowProofFile | null>(null);
  const [wrongFile, setWrongFile] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [seen, setSeen] = useState('');
  usePageTitle(t('common:pageTitle.proof'));
  const take = (value: unknown) => {
    const parsed = ShowProofFile.safeParse(value);
    setWrongFile(!parsed.success);
    setProof(parsed.success ? parsed.data : null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each run
  useEffect(() => {
    if (!runId) return;
    void getJson<ShowProof>(`/api/shows/${encodeURIComponent(runId)}/proof`).then((received) => {
      if (received.ok) take(received.value);
      else setRefusal(received.refusal);
    });
  }, [runId]);
  const readFile = async (file: File | undefined) => {
    if (!file) return;
    try {
      take(JSON.parse(await file.text()));
    } catch {
      setWrongFile(true);
      setProof(null);
    }
  };
  const isValid = proof !== null && checkProof(proof);
  const typed = seen.trim().toLowerCase();
  const fits = typed === '' || proof?.commitment.startsWith(typed);
  return (
    <Page width="middle">
      <h1>{t('proof.title')}</h1>
      <p>{t('proof.text')}</p>
      {refusal && (
        <StateCard kind={refusal.code === 'not_allowed' ? 'not-yet' : 'error'} title={t('proof.notYet')}>
          {refusal.code === 'not_allowed' ? t('proof.notYetText') : words(refusal)}
        </StateCard>
      )}
      <FileField
        label={t('proof.file')}
        error={wrongFile ? t('proof.wrongFile') : null}
        accept="application/json"
        onFile={(chosen) => void readFile(chosen ?? undefined)}
      />
      <Field
        label={t('proof.seen')}
        hint={t('proof.seenHint')}
        value={seen}
        onChange={(event) => setSeen(event.target.value)}
      />
      {proof && (
        <Card tone="gold" title={t(isValid && fits ? 'proof.right' : 'proof.wrong')}>
          <p>{t(isValid ? (fits ? 'proof.rightText' : 'proof.otherCommitment') : 'proof.wrongText')}</p>
          <p className={styles.hash}>{proof.commitment}</p>
          <ol className={styles.questions}>
            {proof.questions.map((question) => (
              <li {...contestWords} key={question.id}>
                <b>{question.text}</b>
                <span>{rightWords(itemOf(question)).join('; ')}</span>
              </li>
            ))}
          </ol>
        </Card>
      )}
      {proof?.draws.map((draw, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cue may have been named again; the file has them in order
        <ProvenDraw key={at} draw={draw} />
      ))}
    </Page>
  );
}
