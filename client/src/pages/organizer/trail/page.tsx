import type { AuditPage, StaffList } from '@hoithi/shared/contract/accounts';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { getFile, getJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { isDate } from '../../../ui/date-text.ts';
import { Field, Select } from '../../../ui/field.tsx';
import { formatTime } from '../../../ui/format.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { describeAct, describeActor, describeDetails, describeObject, nameAct } from './describe-audit.ts';
import styles from './page.module.css';

type Search = { contest: string; who: string; act: string; text: string; from: string; to: string };
const nothing: Search = { contest: '', who: '', act: '', text: '', from: '', to: '' };
type Row = AuditPage['rows'][number];

const queryOf = (search: Search, before?: number): string => {
  const filled = Object.entries(search).filter(([, value]) => value.trim() !== '');
  const query = new URLSearchParams(filled.map(([key, value]) => [key, value.normalize('NFC').trim()]));
  if (before !== undefined) query.set('before', String(before));
  return query.size > 0 ? `?${query}` : '';
};

/** Who did what, when, to what and with which change: searched, read a page at a time, exported. SPEC I22, I23. */
export function TrailPage() {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [search, setSearch] = useState(nothing);
  const nameOf = useNames();
  const { page, rows, acts, refusal, busy, more } = useTrail(search);
  usePageTitle(t('trail.title'));
  return (
    <OrganizerPage making>
      <PageHead title={t('trail.title')} lead={t('trail.lead')} />
      <SearchForm acts={acts} onSearch={setSearch} />
      {refusal && <StateCard kind="error">{words(refusal)}</StateCard>}
      {!page && !refusal && <StateCard kind="loading" />}
      {page && (
        <Card title={t('trail.rows')}>
          <Export search={search} />
          {rows.length === 0 && <p className={styles.soft}>{t('trail.none')}</p>}
          <ol className={styles.rows}>
            {rows.map((row) => (
              <TrailRow key={row.id} row={row} nameOf={nameOf} />
            ))}
          </ol>
          {page.more && (
            <Button busy={busy} onClick={more}>
              {t('trail.more')}
            </Button>
          )}
        </Card>
      )}
    </OrganizerPage>
  );
}

/** The newest page of what is searched, and older ones on demand. */
function useTrail(search: Search) {
  const [pages, setPages] = useState<AuditPage[]>([]);
  const [answer, setAnswer] = useState<Awaited<ReturnType<typeof getJson<AuditPage>>> | null>(null);
  const [busy, setBusy] = useState(false);
  const [acts, setActs] = useState<readonly string[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    void getJson<AuditPage>(`/api/organizer/audit${queryOf(search)}`, abort.signal)
      .then((received) => {
        setAnswer(received);
        if (received.ok) setPages([received.value]);
        if (received.ok && received.value.acts.length > 0) setActs(received.value.acts);
      })
      .catch(() => undefined); // another search has begun
    return () => abort.abort();
  }, [search]);
  const rows = pages.flatMap((page) => page.rows);
  const more = async () => {
    setBusy(true);
    const received = await getJson<AuditPage>(`/api/organizer/audit${queryOf(search, rows.at(-1)?.id)}`);
    setBusy(false);
    setAnswer(received);
    if (received.ok) setPages((before) => [...before, received.value]);
  };
  return {
    page: pages.at(-1) ?? null,
    rows,
    acts,
    refusal: answer && !answer.ok ? answer.refusal : null,
    busy,
    more: () => void more(),
  };
}

function SearchForm({ acts, onSearch }: { acts: readonly string[]; onSearch: (search: Search) => void }) {
  const { t } = useTranslation('accounts');
  const { t: actWords } = useTranslation(['organizer', 'common', 'accounts']);
  const { local } = useFormat();
  const { view } = useOrganizer();
  const [typed, setTyped] = useState(nothing);
  const wire = (key: keyof Search) => ({
    value: typed[key],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [key]: event.target.value }),
  });
  const day = (key: 'from' | 'to') => ({
    value: typed[key],
    onChange: (value: string) => setTyped({ ...typed, [key]: value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ([typed.from, typed.to].every((each) => each === '' || isDate(each))) onSearch(typed);
  };
  const clear = () => {
    setTyped(nothing);
    onSearch(nothing);
  };
  const named = acts
    .map((value) => ({ value, label: nameAct(value, actWords) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'));
  return (
    <Card title={t('trail.search')}>
      <search>
        <form className={styles.search} onSubmit={submit} noValidate>
          <Select
            label={t('trail.contest')}
            options={[
              { value: '', label: t('trail.anyContest') },
              ...view.contests.map(({ contest }) => ({ value: contest.contestId, label: local(contest.name) })),
            ]}
            {...wire('contest')}
          />
          <Select
            label={t('trail.act')}
            options={[{ value: '', label: t('trail.anyAct') }, ...named]}
            {...wire('act')}
          />
          <Field label={t('trail.who')} type="search" maxLength={80} {...wire('who')} />
          <Field label={t('trail.text')} type="search" maxLength={120} {...wire('text')} />
          <DateField label={t('trail.from')} max={typed.to || undefined} {...day('from')} />
          <DateField label={t('trail.to')} min={typed.from || undefined} {...day('to')} />
          <div className={styles.acts}>
            <Button type="submit" kind="primary">
              {t('trail.find')}
            </Button>
            <Button onClick={clear}>{t('trail.clear')}</Button>
          </div>
        </form>
      </search>
    </Card>
  );
}

/** What is searched, whole, as a table for a spreadsheet. */
function Export({ search }: { search: Search }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct(() => getFile(`/api/organizer/audit.csv${queryOf(search)}`), saveFile);
  return (
    <div className={styles.export}>
      <Button busy={busy} onClick={() => void run()}>
        {t('trail.export')}
      </Button>
      <output>{refusal && words(refusal)}</output>
    </div>
  );
}

type NameOf = (id: string) => string | undefined;

/** Names of contests and, for whoever may read them, of accounts. */
function useNames(): NameOf {
  const { local } = useFormat();
  const { view } = useOrganizer();
  const may = useMay();
  const staff = useLoaded<StaffList>(may('accounts:read') ? '/api/accounts' : null);
  const names = new Map([
    ...view.contests.map(({ contest }) => [contest.contestId, local(contest.name)] as const),
    ...(staff.value?.accounts ?? []).map(({ accountId, name }) => [accountId, name] as const),
  ]);
  return (id) => names.get(id);
}

function TrailRow({ row, nameOf }: { row: Row; nameOf: NameOf }) {
  const { t } = useTranslation(['organizer', 'common', 'accounts']);
  const format = { ...useFormat(), nameOf };
  const details = describeDetails(row, t, format);
  return (
    <li className={styles.row}>
      <p className={styles.when}>
        <time dateTime={new Date(row.atMs).toISOString()}>
          {formatTime(row.atMs, true)} {format.date(row.atMs)}
        </time>
      </p>
      <div className={styles.what}>
        <p>
          <strong>{describeAct(row, [], t, format)}</strong>
        </p>
        <p className={styles.soft}>
          {[row.contestName, describeObject(row.object, t, nameOf)].filter(Boolean).join(' · ')}
        </p>
        {details.length > 0 && (
          <ul className={styles.details}>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
      </div>
      <p className={styles.actor}>{describeActor(row, t)}</p>
    </li>
  );
}
