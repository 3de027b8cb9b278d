import { type PaperKind, type PapersDesk, paperKinds } from '@hoithi/shared/contract/papers';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFile } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { isDate } from '../../../ui/date-text.ts';
import { Field } from '../../../ui/field.tsx';
import { PillChoice } from '../../../ui/pill-choice.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useAct } from '../acts/use-act.ts';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';

const asked = ['number', 'place', 'date', 'signer', 'signerName'] as const;
type Asked = Record<(typeof asked)[number] | 'present' | 'taxFrom' | 'taxPercent', string>;
type As = 'pdf' | 'docx';

const ownOf = ({ ofRound }: PapersDesk, kind: PaperKind) => ({
  ...{ number: ofRound[kind]?.number ?? '', date: ofRound[kind]?.date ?? '' },
  present: (ofRound[kind]?.present ?? []).join('\n'),
});
const remembered = (papers: PapersDesk, kind: PaperKind): Asked => {
  const { place, signer, signerName, tax } = papers.details;
  const taxes = { taxFrom: tax ? `${tax.from}` : '', taxPercent: tax ? `${tax.percent}` : '' };
  return { ...ownOf(papers, kind), ...taxes, place, signer, signerName };
};

/** null: left open. undefined: half of it, or no number. */
function readTax({ taxFrom, taxPercent }: Asked): { from: number; percent: number } | null | undefined {
  const [from, percent] = [taxFrom, taxPercent].map((typed) => typed.replaceAll(/[.\s]/g, ''));
  if (from === '' && percent === '') return null;
  if (!/^\d{1,13}$/.test(from ?? '') || !/^\d{1,3}$/.test(percent ?? '') || Number(percent) > 100) return undefined;
  return { from: Number(from), percent: Number(percent) };
}

const onlyFinalized: readonly PaperKind[] = ['decision', 'announcement', 'payments'];

type CardProps = ResultParts & { papers: PapersDesk; onPrinted: () => void };

/** Papers about the result; what only the office knows is asked and remembered, or left as dots. SPEC F22, F25, F27-F29. */
export function PapersCard({ path, desk, papers, onPrinted }: CardProps) {
  const { t } = useTranslation('result-desk');
  const [kind, setKind] = useState<PaperKind>('minutes');
  return (
    <Card id="papers" title={t('papers.title')}>
      <div className={styles.stack}>
        <p className={styles.soft}>
          <span>{t('papers.lead')}</span> <span>{t('papers.remembered')}</span>
        </p>
        <div className={styles.wide}>
          <PillChoice
            legend={t('papers.kind')}
            name="paper"
            options={paperKinds.map((value) => ({ value, label: t(`papers.kinds.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
        </div>
        <p className={styles.soft}>{t(`papers.about.${kind}`)}</p>
        {onlyFinalized.includes(kind) && !['finalized', 'published'].includes(desk.round.phase) && (
          <p className={styles.late}>{t('papers.notYet')}</p>
        )}
        <PaperForm key={kind} {...{ path, papers, kind, onPrinted }} />
      </div>
    </Card>
  );
}

type FormProps = Pick<CardProps, 'path' | 'papers' | 'onPrinted'> & { kind: PaperKind };

function PaperForm({ path, papers, kind, onPrinted }: FormProps) {
  const { t } = useTranslation(['result-desk', 'organizer']);
  const words = useRefusalText();
  const [given, setGiven] = useState<Asked>(() => remembered(papers, kind));
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState<As | null>(null);
  const { reason, issue } = readReason(typed);
  const tax = kind === 'payments' ? readTax(given) : null;
  const missing = asked.filter((name) => given[name].trim() === '');
  const order = (as: As) =>
    getFile(`${path}/paper`, {
      ...{ kind, as, reason, tax, number: given.number, place: given.place, signer: given.signer },
      ...{ signerName: given.signerName, date: given.date === '' ? null : given.date },
      present: linesOf(given.present),
    });
  const printed = (file: Parameters<typeof saveFile>[0]) => {
    saveFile(file);
    onPrinted(); // what was given is filled in for the next paper
  };
  const pdf = useAct(() => order('pdf'), printed);
  const docx = useAct(() => order('docx'), printed);
  const take = (as: As, isDotted: boolean) => {
    setTried(as);
    const isDated = given.date === '' || isDate(given.date);
    if (!issue && isDated && tax !== undefined && (isDotted || missing.length === 0))
      void (as === 'pdf' ? pdf : docx).run();
  };
  const refusal = pdf.refusal ?? docx.refusal;
  const form = { given, setGiven };
  return (
    <>
      <div className={styles.filters}>
        {asked.map((name) => (
          <PaperField
            key={name}
            {...{ ...form, name }}
            {...(name === 'number' ? { hint: t('papers.numberHint') } : {})}
          />
        ))}
        {kind === 'payments' && <PaperField {...form} name="taxFrom" hint={t('papers.taxHint')} />}
        {kind === 'payments' && (
          <PaperField {...form} name="taxPercent" error={tried && tax === undefined ? t('papers.taxWrong') : null} />
        )}
      </div>
      {kind === 'minutes' && (
        <Field label={t('papers.present')} hint={t('papers.presentHint')} className={styles.wide}>
          {(wire) => (
            <textarea
              {...wire}
              rows={4}
              value={given.present}
              onChange={(event) => setGiven({ ...given, present: event.target.value })}
            />
          )}
        </Field>
      )}
      <div className={styles.wide}>
        <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
      </div>
      {refusal && (
        <p className={styles.refused} role="alert">
          {words(refusal)}
        </p>
      )}
      {tried && !issue && tax !== undefined && missing.length > 0 && (
        <div className={styles.late}>
          <p role="alert">{t('papers.missing', { what: missing.map((name) => t(`papers.${name}`)).join(', ') })}</p>
          <Button onClick={() => take(tried, true)}>{t('papers.withDots')}</Button>
        </div>
      )}
      <p className={styles.rowActs}>
        <Button kind="primary" busy={pdf.busy} onClick={() => take('pdf', false)}>
          {t('papers.pdf')}
        </Button>
        <Button busy={docx.busy} onClick={() => take('docx', false)}>
          {t('papers.docx')}
        </Button>
      </p>
    </>
  );
}

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

type PaperFieldProps = {
  name: keyof Asked;
  given: Asked;
  setGiven: (given: Asked) => void;
  hint?: string;
  error?: string | null;
};

/** One of the things that a paper says beside the result. */
function PaperField({ name, given, setGiven, ...more }: PaperFieldProps) {
  const { t } = useTranslation('result-desk');
  const put = (value: string) => setGiven({ ...given, [name]: value });
  const own = { ...more, label: t(`papers.${name}`), value: given[name] };
  if (name === 'date') return <DateField {...own} onChange={put} />;
  return <Field {...own} onChange={(event) => put(event.target.value)} />;
}
