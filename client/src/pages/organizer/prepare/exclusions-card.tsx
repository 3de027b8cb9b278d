import { limits } from '@hoithi/shared/contract/limits';
import type { ExcludedRole, Refusal } from '@hoithi/shared/contract/refusal';
import { normalizePhone } from '@hoithi/shared/rules/phone';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field, Select } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import type { Desk } from '../with-desk.tsx';
import { ExclusionList } from './exclusion-list.tsx';
import styles from './page.module.css';

const phonesAtOnceMax = limits.exclusionsAtOnceMax;
type Problem = { line: number; reason: string };

/** People whom the rules exclude, by phone number and role. SPEC S7, O2. */
export function ExclusionsCard({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['organizer', 'common']);
  const { number } = useFormat();
  const mayChange = useMay(desk.contest.contestId)('exclusions:change');
  const roles = desk.rules.excluded;
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
      {mayChange && <ExclusionsForm contestId={desk.contest.contestId} roles={roles} />}
      {desk.exclusions > 0 && <ExclusionList contestId={desk.contest.contestId} />}
    </Card>
  );
}

function ExclusionsForm({ contestId, roles }: { contestId: string; roles: ExcludedRole[] }) {
  const { t } = useTranslation(['organizer', 'common']);
  const { number } = useFormat();
  const refusalText = useRefusalText();
  const { namespace } = useOrganizer();
  const [role, setRole] = useState<ExcludedRole | ''>('');
  const [pasted, setPasted] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const [added, setAdded] = useState<number | null>(null);
  const phones = readPhones(pasted);
  const tooMany = phones.length > phonesAtOnceMax;
  const phonesIssue = tooMany
    ? t('exclusions.tooMany', { shown: number(phones.length), max: phonesAtOnceMax })
    : phones.length === 0
      ? t('exclusions.phonesMissing')
      : null;

  const refuse = (refusal: Refusal) => {
    setRefused(refusalText(refusal));
    if (refusal.code !== 'file_invalid') return;
    setProblems(refusal.problems.map(({ line, reason }) => ({ line: phones[line - 1]?.line ?? line, reason })));
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    setRefused(null);
    setAdded(null);
    const read = phones.map(({ phone, line }) => ({ line, phone: normalizePhone(phone) }));
    const unread = read.filter(({ phone }) => phone === null);
    setProblems(unread.map(({ line }) => ({ line, reason: 'phone_unreadable' })));
    if (role === '' || phonesIssue !== null || unread.length > 0) return;
    setBusy(true);
    const received = await namespace.send('exclusions:add', {
      contestId,
      role,
      phones: read.flatMap(({ phone }) => phone ?? []),
    });
    setBusy(false);
    if (!received.ok) {
      refuse(received.refusal);
      return;
    }
    void namespace.enter();
    setAdded(received.value.added);
    setPasted('');
    setTried(false);
  };

  return (
    <form className={styles.exclusionsForm} onSubmit={(event) => void add(event)} noValidate>
      <Field
        label={t('exclusions.phones')}
        hint={t('exclusions.phonesHint', { max: phonesAtOnceMax })}
        error={tried ? phonesIssue : null}
      >
        {(wire) => (
          <textarea
            {...wire}
            rows={5}
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
        <Button type="submit" busy={busy}>
          {t('exclusions.add')}
        </Button>
        <output>{added !== null && t('exclusions.done', { count: added, shown: number(added) })}</output>
      </div>
      <Problems refused={refused} problems={problems} />
    </form>
  );
}

function Problems({ refused, problems }: { refused: string | null; problems: readonly Problem[] }) {
  const { t } = useTranslation('organizer');
  if (refused === null && problems.length === 0) return null;
  return (
    <div className={styles.exclusionsRefused} role="alert">
      {refused}
      <ul>
        {problems.map(({ line, reason }) => (
          <li key={line}>
            {t('exclusions.line', {
              line,
              reason: reason === 'phone_unreadable' ? t('exclusions.unreadable') : reason,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The lines that are not blank, each with its number among the lines as pasted, from 1. */
function readPhones(pasted: string): { phone: string; line: number }[] {
  return pasted
    .split(/\r?\n/)
    .map((text, at) => ({ phone: text.trim(), line: at + 1 }))
    .filter(({ phone }) => phone !== '');
}
