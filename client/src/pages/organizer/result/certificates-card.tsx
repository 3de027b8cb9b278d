import type { PapersDesk } from '@hoithi/shared/contract/papers';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { makeFile } from '../../../connection/make-file.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { CheckBox, Field } from '../../../ui/field.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

type Given = { place: string; date: string; signer: string; signerName: string; series: string };
const asked = ['place', 'date', 'signer', 'signerName', 'series'] as const;
type Making = { done: number; total: number } | null;

/** Certificates of the finalized prizes, in one file or a ZIP; what is missing is asked, what was given is remembered. SPEC F24. */
export function CertificatesCard({ path, papers, done }: ResultParts & { papers: PapersDesk }) {
  const { t } = useTranslation('result-desk');
  const { prizes } = papers;
  return (
    <Card id="certificates" title={t('certificates.title')}>
      <div className={styles.stack}>
        <p className={styles.soft}>{t('certificates.lead')}</p>
        {prizes === null && <p className={styles.late}>{t('certificates.notYet')}</p>}
        {prizes?.length === 0 && <p>{t('certificates.noPrizes')}</p>}
        {prizes && prizes.length > 0 && <Form path={path} papers={papers} prizes={prizes} done={done} />}
      </div>
    </Card>
  );
}

type Prizes = NonNullable<PapersDesk['prizes']>;
const keyOf = ({ list, prize }: Prizes[number]): string => `${list} ${prize}`;

function Form({
  path,
  papers,
  prizes,
  done,
}: Pick<ResultParts, 'path' | 'done'> & { papers: PapersDesk; prizes: Prizes }) {
  const { t } = useTranslation(['result-desk', 'organizer', 'common']);
  const { number, local } = useFormat();
  const words = useRefusalText();
  const promised = prizes.filter((each) => each.promised);
  const [chosen, setChosen] = useState(() => new Set((promised.length > 0 ? promised : prizes).map(keyOf)));
  const { place, signer, signerName, series } = papers.details;
  const date = papers.ofRound.certificates?.date ?? '';
  const [given, setGiven] = useState<Given>({ place, date, signer, signerName, series: series || 'GCN-BTC' });
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const { making, pdf, zip, stop } = useMaking(
    `${path}/certificates`,
    () => ({
      ...{ ...given, reason },
      prizes: prizes.filter((each) => chosen.has(keyOf(each))).map(({ list, prize }) => ({ list, prize })),
    }),
    done,
  );
  const isWhole = asked.every((name) => given[name].trim() !== '') && chosen.size > 0 && !issue;
  const take = ({ run }: typeof pdf) => {
    setTried(true);
    if (isWhole) void run();
  };
  const choose = (key: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  const refusal = pdf.refusal ?? zip.refusal;
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>{t('certificates.prizes')}</legend>
        {prizes.map((each) => (
          <CheckBox
            key={keyOf(each)}
            label={t('certificates.prize', { list: local(each.label), prize: local(each.name) })}
            hint={[
              t('certificates.people', { count: each.people, value: number(each.people) }),
              ...(each.made > 0 ? [t('certificates.made', { count: each.made, value: number(each.made) })] : []),
              ...(each.promised ? [t('certificates.promised')] : []),
            ].join(', ')}
            checked={chosen.has(keyOf(each))}
            onChange={(event) => choose(keyOf(each), event.target.checked)}
          />
        ))}
      </fieldset>
      {tried && chosen.size === 0 && (
        <p className={styles.refused} role="alert">
          {t('certificates.choose')}
        </p>
      )}
      <div className={styles.filters}>
        {asked.map((name) => {
          const wire = {
            label: t(name === 'series' ? 'certificates.series' : `papers.${name}`),
            hint: name === 'series' ? t('certificates.seriesHint') : undefined,
            required: true,
            error: tried && given[name].trim() === '' ? t('certificates.missing') : null,
            value: given[name],
          };
          const set = (value: string) => setGiven({ ...given, [name]: value });
          if (name === 'date') return <DateField key={name} {...wire} onChange={set} />;
          return <Field key={name} {...wire} onChange={(event) => set(event.target.value)} />;
        })}
      </div>
      <div className={styles.wide}>
        <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
      </div>
      {refusal && (
        <p className={styles.refused} role="alert">
          {words(refusal)}
        </p>
      )}
      {making && (
        <div className={styles.making}>
          <progress value={making.done} max={making.total || 1} aria-label={t('certificates.title')} />
          <output>{t('certificates.making', { done: number(making.done), total: number(making.total) })}</output>
          <Button onClick={stop}>{t('certificates.stop')}</Button>
        </div>
      )}
      {!making && (
        <p className={styles.rowActs}>
          <Button kind="primary" busy={pdf.busy} onClick={() => take(pdf)}>
            {t('certificates.pdf')}
          </Button>
          <Button busy={zip.busy} onClick={() => take(zip)}>
            {t('certificates.zip')}
          </Button>
        </p>
      )}
    </>
  );
}

/** One file is made at a time, with its progress, until it is saved or stopped. */
function useMaking(path: string, order: () => object, done: ResultParts['done']) {
  const { t } = useTranslation('result-desk');
  const { number } = useFormat();
  const [making, setMaking] = useState<Making>(null);
  const stopping = useRef<AbortController | null>(null);
  const make = async (as: 'pdf' | 'zip') => {
    stopping.current = new AbortController();
    setMaking({ done: 0, total: 0 });
    let total = 0;
    const progress = (at: { done: number; total: number }) => {
      total = at.total;
      setMaking(at);
    };
    try {
      const made = await makeFile(path, { ...order(), as }, progress, stopping.current.signal);
      return made.ok ? { ok: true as const, value: { file: made.value, total } } : made;
    } catch {
      return { ok: true as const, value: null }; // stopped
    } finally {
      setMaking(null);
    }
  };
  const finish = (made: { file: Parameters<typeof saveFile>[0]; total: number } | null) => {
    if (made === null) return done(t('certificates.stopped'));
    saveFile(made.file);
    done(t('certificates.done', { count: made.total, value: number(made.total) }));
  };
  const pdf = useAct(() => make('pdf'), finish);
  const zip = useAct(() => make('zip'), finish);
  return { making, pdf, zip, stop: () => stopping.current?.abort() };
}
