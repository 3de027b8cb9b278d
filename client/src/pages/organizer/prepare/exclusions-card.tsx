import { limits } from '@hoithi/shared/contract/limits';
import type { ExcludedRole, Refusal } from '@hoithi/shared/contract/refusal';
import { readExclusionMark } from '@hoithi/shared/rules/exclusion-mark';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import type { Desk } from '../with-desk.tsx';
import { ExclusionList } from './exclusion-list.tsx';
import { ExclusionsFile } from './exclusions-file.tsx';
import styles from './page.module.css';

const atOnceMax = limits.exclusionsAtOnceMax;
type Problem = { line: number; reason: string };
type Typed = { text: string; line: number };

/** People whom the rules exclude, by number, slip or identifier, with role and reason. SPEC S7, S7a, O2. */
export function ExclusionsCard({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['organizer', 'common']);
  const { number } = useFormat();
  const { contestId } = desk.contest;
  const mayChange = useMay(contestId)('exclusions:change');
  const roles = desk.rules.excluded;
  const [times, setTimes] = useState(0);
  if (roles.length === 0) {
    return (
      <Card title={t('exclusions.title')}>
        <p className={styles.exclusionsSoft}>{t('exclusions.none')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('exclusions.title')}>
      <p className={styles.exclusionsLead}>
        {t('exclusions.lead', { roles: roles.map((role) => t(`common:role.${role}`)).join(', ') })}{' '}
        {t('exclusions.now', { count: desk.exclusions, shown: number(desk.exclusions) })}
      </p>
      {mayChange && (
        <ExclusionsForm contestId={contestId} roles={roles} onAdded={() => setTimes((before) => before + 1)} />
      )}
      {desk.exclusions > 0 && <ExclusionList key={times} contestId={contestId} />}
    </Card>
  );
}

type FormProps = { contestId: string; roles: ExcludedRole[]; onAdded: () => void };

/** Role and reason hold for what is typed and for a file. */
function ExclusionsForm({ contestId, roles, onAdded }: FormProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const [role, setRole] = useState<ExcludedRole | ''>('');
  const [reason, setReason] = useState('');
  const [pasted, setPasted] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const [added, setAdded] = useState<number | null>(null);
  const marks = readLines(pasted);
  const read = readReason(reason);
  const message = { contestId, role: role as ExcludedRole, reason: read.reason, marks: marks.map(({ text }) => text) };
  const tooMany = marks.length > atOnceMax || bytesOf(message) > limits.messageBytesMax - 100;
  const marksIssue = tooMany
    ? t('exclusions.tooMany', { shown: number(marks.length), max: number(atOnceMax) })
    : marks.length === 0
      ? t('exclusions.marksMissing')
      : null;
  const reasonIssue = read.issue && t(`act.${read.issue}`);

  const refuse = (refusal: Refusal) => {
    setRefused(refusalText(refusal));
    if (refusal.code !== 'file_invalid') return;
    setProblems(
      refusal.problems.map(({ line, reason: why }) => ({ line: marks[line - 1]?.line ?? line, reason: why })),
    );
  };
  const done = (count: number) => {
    void namespace.enter();
    onAdded();
    setAdded(count);
    setPasted('');
    setTried(false);
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setRefused(null);
    setAdded(null);
    const unread = marks.filter(
      ({ text }) => text.length > limits.exclusionMarkLengthMax || readExclusionMark(text) === null,
    );
    setProblems(unread.map(({ line }) => ({ line, reason: 'mark_unreadable' })));
    if (role === '' || marksIssue !== null || reasonIssue !== null || unread.length > 0) return;
    setBusy(true);
    const received = await namespace.send('exclusions:add', message);
    setBusy(false);
    if (received.ok) done(received.value.added);
    else refuse(received.refusal);
  };

  return (
    <form className={styles.exclusionsForm} onSubmit={(event) => void add(event)} noValidate>
      <Field
        label={t('exclusions.marks')}
        hint={t('exclusions.marksHint', { max: number(atOnceMax) })}
        error={tried ? marksIssue : null}
      >
        {(wire) => (
          <textarea
            {...wire}
            rows={9}
            value={pasted}
            spellCheck={false}
            onChange={(event) => setPasted(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.exclusionsSide}>
        <Select
          label={t('exclusions.role')}
          required
          placeholder={t('exclusions.chooseRole')}
          value={role}
          onChange={(event) => setRole(event.target.value as ExcludedRole)}
          options={roles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
          error={tried && role === '' ? t('exclusions.roleMissing') : null}
        />
        <ReasonField value={reason} change={setReason} error={tried ? reasonIssue : null} />
        <Button type="submit" busy={busy}>
          {t('exclusions.add')}
        </Button>
        <output>{added !== null && t('exclusions.done', { count: added, shown: number(added) })}</output>
      </div>
      <Problems refused={refused} problems={problems} />
      <ExclusionsFile
        contestId={contestId}
        about={role === '' || read.issue !== null ? null : { role, reason: read.reason }}
        onLoaded={done}
      />
    </form>
  );
}

const bytesOf = (message: object): number =>
  new TextEncoder().encode(JSON.stringify(['exclusions:add', message])).length;

const ownReasons = ['mark_unreadable', 'slip_unknown', 'identifier_unused'] as const;

function Problems({ refused, problems }: { refused: string | null; problems: readonly Problem[] }) {
  const { t } = useTranslation('organizer');
  if (refused === null && problems.length === 0) return null;
  const words = (reason: string) => {
    const own = ownReasons.find((each) => each === reason);
    return own === undefined ? reason : t(`exclusions.problem.${own}`);
  };
  return (
    <div className={styles.exclusionsRefused} role="alert">
      {refused}
      <ul>
        {problems.map(({ line, reason }) => (
          <li key={line}>{t('exclusions.line', { line, reason: words(reason) })}</li>
        ))}
      </ul>
    </div>
  );
}

/** The lines that are not blank, each with its number among the lines as pasted, from 1. */
const readLines = (pasted: string): Typed[] =>
  pasted
    .split(/\r?\n/)
    .map((text, at) => ({ text: text.trim(), line: at + 1 }))
    .filter(({ text }) => text !== '');
