import type { FindPeople, PeoplePage as Found, ListedPerson } from '@hoithi/shared/contract/people';
import type { ContestCard } from '@hoithi/shared/contract/public';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { UnitSearch } from '../../contestant/unit-search.tsx';
import { ContestTabs } from '../contest-tabs.tsx';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { NoDesk } from '../with-desk.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import styles from './page.module.css';
import { RemindersCard } from './reminders-card.tsx';

/** People of a contest: found by name, number or unit, and corrected with a reason. SPEC O6, O7. */
export default function PeoplePage({ slug }: { slug: string }) {
  const { t } = useTranslation('people');
  const { local } = useFormat();
  const { view } = useOrganizer();
  usePageTitle(t('title'));
  const contest = view.contests.find((each) => each.contest.slug === slug)?.contest ?? null;
  if (!contest) return <NoDesk />;
  return (
    <OrganizerPage demo={contest.demo}>
      <ContestTabs contest={contest} />
      <PageHead above={local(contest.name)} title={t('title')} lead={t('lead')} />
      <People key={contest.contestId} contest={contest} />
      {!contest.demo && <RemindersCard key={`reminders ${contest.contestId}`} contestId={contest.contestId} />}
    </OrganizerPage>
  );
}

function People({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('people');
  const words = useRefusalText();
  const mayCorrect = useMay(contest.contestId)('people:correct');
  const path = `/api/organizer/contests/${contest.contestId}/people`;
  const { found, refusal, busy, search } = useSearch(path);
  const [correcting, setCorrecting] = useState<ListedPerson | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  return (
    <>
      <SearchForm
        contest={contest}
        busy={busy}
        onSearch={(asked) => {
          setNotice(null);
          search({ ...asked, page: 0 });
        }}
      />
      <output className={styles.notice}>
        {notice && <span>{notice}</span>}
        {refusal && <span>{words(refusal)}</span>}
      </output>
      {found && (
        <FoundCard
          {...found}
          onPage={(page) => search({ ...found.asked, page })}
          onCorrect={mayCorrect ? setCorrecting : null}
        />
      )}
      {correcting && found && (
        <CorrectDialog
          key={correcting.contestantId}
          contest={contest}
          path={path}
          person={correcting}
          onClose={() => setCorrecting(null)}
          onDone={(name) => {
            setCorrecting(null);
            setNotice(t('corrected', { name }));
            search(found.asked);
          }}
        />
      )}
    </>
  );
}

type Shown = { page: Found; asked: FindPeople };

/** What was found last stays while the next is on its way. */
function useSearch(path: string) {
  const [found, setFound] = useState<Shown | null>(null);
  const [waiting, setWaiting] = useState(0);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const search = (next: FindPeople) => {
    setWaiting((count) => count + 1);
    setRefused(null);
    void postJson<Found>(`${path}/find`, next).then((received) => {
      setWaiting((count) => count - 1);
      if (received.ok) setFound({ page: received.value, asked: next });
      else setRefused(received.refusal);
    });
  };
  return { found, refusal: refused, busy: waiting > 0, search };
}

type FormProps = { contest: ContestCard; busy: boolean; onSearch: (asked: Omit<FindPeople, 'page'>) => void };

function SearchForm({ contest, busy, onSearch }: FormProps) {
  const { t } = useTranslation('people');
  const [q, setQ] = useState('');
  const [unit, setUnit] = useState<Pick<UnitHit, 'code' | 'name'> | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch({ q: q.trim(), unit: unit?.code ?? null });
  };
  return (
    <Card>
      <search>
        <form className={styles.search} onSubmit={submit} noValidate>
          <Field
            label={t('search')}
            type="search"
            maxLength={80}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
          <UnitSearch
            source={`/api/contests/${contest.slug}/units`}
            required={false}
            unit={unit}
            onUnit={setUnit}
            error={null}
          />
          <Button type="submit" kind="primary" busy={busy}>
            {t('find')}
          </Button>
        </form>
      </search>
    </Card>
  );
}

type FoundProps = Shown & { onPage: (page: number) => void; onCorrect: ((person: ListedPerson) => void) | null };

function FoundCard({ page: { people, total, pageSize }, asked, onPage, onCorrect }: FoundProps) {
  const { t } = useTranslation(['people', 'common']);
  const { number, instant } = useFormat();
  if (total === 0 && people.length === 0 && asked.page === 0) return <p>{t('none')}</p>;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const columns: Column<ListedPerson>[] = [
    {
      id: 'name',
      header: t('name'),
      rowHeader: true,
      cell: (person) => (
        <>
          <span>{person.name}</span>
          {person.excludedAs && (
            <Badge tone="amber">{t('excluded', { role: t(`common:role.${person.excludedAs}`) })}</Badge>
          )}
        </>
      ),
    },
    { id: 'unit', header: t('unit'), cell: (person) => person.unitName ?? t('noUnit') },
    { id: 'phone', header: t('phone'), cell: (person) => person.phoneMasked ?? t('noPhone') },
    {
      id: 'attempts',
      header: t('attempts'),
      cell: (person) =>
        t('attemptsOf', {
          count: person.attempts,
          submitted: number(person.submitted),
          attempts: number(person.attempts),
        }),
    },
    { id: 'registered', header: t('registered'), cell: (person) => instant(person.registeredAtMs) },
  ];
  if (onCorrect)
    columns.push({
      id: 'acts',
      header: <span className="unseen">{t('acts')}</span>,
      cell: (person) => (
        <Button kind="quiet" onClick={() => onCorrect(person)}>
          {t('correct')} <span className="unseen">{person.name}</span>
        </Button>
      ),
    });
  return (
    <Card title={t('found', { count: total, all: number(total) })}>
      <Table caption={t('title')} captionHidden rows={people} rowKey={(each) => each.contestantId} columns={columns} />
      {pages > 1 && (
        <div className={styles.pages}>
          <Button disabled={asked.page === 0} onClick={() => onPage(asked.page - 1)}>
            {t('before')}
          </Button>
          <span>{t('page', { page: number(asked.page + 1), pages: number(pages) })}</span>
          <Button disabled={asked.page + 1 >= pages} onClick={() => onPage(asked.page + 1)}>
            {t('next')}
          </Button>
        </div>
      )}
    </Card>
  );
}
