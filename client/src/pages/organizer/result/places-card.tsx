import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { DeskPlace, PlacesPage, placeOrders } from '@hoithi/shared/contract/result-desk';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFile, postJson } from '../../../connection/api.ts';
import { useLast, useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Select } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../acts/reason-field.tsx';
import styles from './page.module.css';
import type { ResultParts } from './result-parts.ts';
import { WhyThisPlace } from './why-this-place.tsx';

const onlys = ['all', 'prize', 'toDecide'] as const;
type Asked = {
  list: number;
  unit: string;
  only: (typeof onlys)[number];
  /** One of the list's prizes alone; '': any. */
  prize: string;
  order: PlaceOrder;
  reversed: boolean;
  page: number;
};
type PlaceOrder = (typeof placeOrders)[number];

/** The whole standing, a page at a time: by list, unit, prize and order, with what decided every place. SPEC F18, F19. */
export function PlacesCard(parts: ResultParts) {
  const { t } = useTranslation(['result-desk', 'common']);
  const { local } = useFormat();
  const words = useRefusalText();
  const { desk, path, may } = parts;
  const { version, lists } = desk.standing!;
  const [asked, setAsked] = useState<Asked>({
    list: lists[0]?.list ?? 1,
    unit: '',
    only: 'all',
    prize: '',
    order: 'rank',
    reversed: false,
    page: 0,
  });
  const [looked, setLooked] = useState<{ key: string; page: PlacesPage } | null>(null);
  const [asking, setAsking] = useState(false);
  const [taking, setTaking] = useState(false);
  const query = new URLSearchParams({
    version: String(version),
    ...Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, String(value)])),
  });
  const key = query.toString();
  const { value, refusal, loading } = useLoaded<PlacesPage>(`${path}/places?${key}`);
  const last = useLast(value);
  const shown = looked?.key === key ? looked.page : refusal ? null : last; // the focus stays where it is
  const change = (part: Partial<Asked>) => setAsked({ ...asked, page: 0, ...part });
  return (
    <Card id="places" title={t('places.title')}>
      <div className={styles.stack}>
        <div className={styles.filters}>
          {lists.length > 1 && (
            <Select
              label={t('places.list')}
              value={String(asked.list)}
              options={lists.map(({ list, label }) => ({ value: String(list), label: local(label) }))}
              onChange={(event) => change({ list: Number(event.target.value), only: 'all', prize: '' })}
            />
          )}
          <Select
            label={t('places.unit')}
            value={asked.unit}
            options={[
              { value: '', label: t('places.allUnits') },
              ...desk.units.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(event) => change({ unit: event.target.value })}
          />
          <Select
            label={t('places.only')}
            value={asked.prize === '' ? asked.only : asked.prize}
            options={[
              ...onlys.map((only) => ({ value: only as string, label: t(`places.onlys.${only}`) })),
              ...(lists.find(({ list }) => list === asked.list)?.awardPrizes ?? []).map((prize, at) => ({
                ...{ value: `${at}`, label: local(prize) },
              })),
            ]}
            onChange={({ target: { value: typed } }) => {
              const only = onlys.find((each) => each === typed);
              change(only ? { only, prize: '' } : { only: 'prize', prize: typed });
            }}
          />
        </div>
        {refusal && <p className={styles.refused}>{words(refusal)}</p>}
        {loading && !shown && <p>{t('common:state.loading')}</p>}
        {shown && <Places page={shown} parts={parts} asked={asked} change={change} />}
        {shown && <Pages page={shown} at={asked.page} go={(page) => change({ page })} />}
        {may('contacts:read') && !shown?.fullNames && shown && shown.total > 0 && (
          <Button onClick={() => setAsking(true)}>{t('places.names')}</Button>
        )}
        {may('contacts:read') && lists.some(({ prizes }) => prizes > 0) && (
          <Button onClick={() => setTaking(true)}>{t('places.contacts')}</Button>
        )}
      </div>
      {taking && <ContactsDialog path={path} onClose={() => setTaking(false)} />}
      {asking && (
        <NamesDialog
          path={path}
          asked={{ ...asked, version }}
          onClose={() => setAsking(false)}
          onLook={(page) => {
            setLooked({ key, page });
            setAsking(false);
          }}
        />
      )}
    </Card>
  );
}

type PlacesProps = { page: PlacesPage; parts: ResultParts; asked: Asked; change: (part: Partial<Asked>) => void };

function Places({ page, parts, asked, change }: PlacesProps) {
  const { t } = useTranslation('result-desk');
  const { number, duration, instant, local } = useFormat();
  const { desk, may, decide } = parts;
  const predicts = page.places.some(({ prediction }) => prediction !== null);
  const person = (row: DeskPlace) => (
    <span className={styles.person}>
      <span>{row.name}</span>
      {row.unitName && <span>{row.unitName}</span>}
      {row.phone && <span>{row.phone}</span>}
    </span>
  );
  const prize = (row: DeskPlace) => {
    if (row.toDecide)
      return (
        <span className={styles.line}>
          <Badge tone="amber">{t('places.toDecide')}</Badge>
        </span>
      );
    return row.prize ? (
      <span className={styles.line}>
        <Badge tone="gold">{local(row.prize.label)}</Badge>
      </span>
    ) : null;
  };
  const columns: Column<DeskPlace>[] = [
    {
      id: 'rank',
      header: t('places.rank'),
      numeric: true,
      sortBy: ({ rank }) => rank,
      cell: (row) => number(row.rank),
    },
    { id: 'name', header: t('places.name'), rowHeader: true, cell: person },
    { id: 'prize', header: t('places.prize'), cell: prize },
    {
      id: 'points',
      header: t('places.points'),
      numeric: true,
      sortBy: ({ points }) => points,
      cell: (row) => number(row.points, 2),
    },
    {
      id: 'elapsed',
      header: t('places.elapsed'),
      numeric: true,
      sortBy: ({ elapsedMs }) => elapsedMs,
      cell: (row) => <span className={styles.line}>{duration(row.elapsedMs)}</span>,
    },
    ...(predicts
      ? [
          {
            id: 'prediction',
            header: t('places.prediction'),
            numeric: true,
            sortBy: ({ predictionError }: DeskPlace) => predictionError,
            cell: (row: DeskPlace) => (row.prediction === null ? '–' : number(row.prediction)),
          },
        ]
      : []),
    {
      id: 'submitted',
      header: t('places.submitted'),
      sortBy: ({ submittedAtMs }) => submittedAtMs,
      cell: (row) => <span className={styles.soft}>{instant(row.submittedAtMs)}</span>,
    },
    {
      id: 'why',
      header: t('places.why'),
      cell: (row) => <WhyThisPlace place={row} decide={may('result:decide') ? decide : null} />,
    },
  ];
  return (
    <div className={styles.wide}>
      <Table
        caption={t('places.title')}
        captionHidden
        columns={columns}
        rows={page.places}
        rowKey={({ personId }) => `${desk.standing?.version} ${personId}`}
        empty={t('places.empty')}
        ordering={{
          order: { id: asked.order, down: asked.reversed !== (asked.order === 'points') }, // most points come first
          change: ({ id }) => change({ order: id as PlaceOrder, reversed: id === asked.order && !asked.reversed }),
        }}
      />
    </div>
  );
}

function Pages({ page: { total, pageSize }, at, go }: { page: PlacesPage; at: number; go: (page: number) => void }) {
  const { t } = useTranslation('result-desk');
  const { number } = useFormat();
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1 && at === 0) return null;
  return (
    <p className={styles.pages}>
      <Button disabled={at === 0} onClick={() => go(at - 1)}>
        {t('places.previous')}
      </Button>
      {t('places.page', { page: number(at + 1), pages: number(pages), total: number(total) })}
      <Button disabled={at + 1 >= pages} onClick={() => go(at + 1)}>
        {t('places.next')}
      </Button>
    </p>
  );
}

type NamesProps = {
  path: string;
  asked: Asked & { version: number };
  onLook: (page: PlacesPage) => void;
  onClose: () => void;
};

type ReasonDialogProps = {
  words: 'names' | 'contacts';
  busy: boolean;
  refused: Refusal | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
};

/** Asks for the reason that the trail keeps. */
function ReasonDialog({ words: of, busy, refused, onConfirm, onClose }: ReasonDialogProps) {
  const { t } = useTranslation(['result-desk', 'organizer']);
  const words = useRefusalText();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const confirm = () => {
    setTried(true);
    if (!issue) onConfirm(reason);
  };
  return (
    <FormDialog
      title={t(`places.${of}Title`)}
      confirm={t(`places.${of}Confirm`)}
      busy={busy}
      refused={refused && words(refused)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(`places.${of}Text`)}</p>
      <ReasonField value={typed} change={setTyped} error={tried && issue ? t(`organizer:act.${issue}`) : null} />
    </FormDialog>
  );
}

/** Winners with whole names and phones, as a workbook. SPEC F19a. */
function ContactsDialog({ path, onClose }: { path: string; onClose: () => void }) {
  const { i18n } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const take = async (reason: string) => {
    if (busy) return;
    setBusy(true);
    const received = await getFile(`${path}/contacts`, { reason, lang: i18n.language === 'en' ? 'en' : 'vi' });
    setBusy(false);
    setRefused(received.ok ? null : received.refusal);
    if (!received.ok) return;
    saveFile(received.value);
    onClose();
  };
  return (
    <ReasonDialog
      words="contacts"
      busy={busy}
      refused={refused}
      onConfirm={(reason) => void take(reason)}
      onClose={onClose}
    />
  );
}

/** Whole names and phones of the page that is shown. */
function NamesDialog({ path, asked, onLook, onClose }: NamesProps) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const look = async (reason: string) => {
    if (busy) return;
    setBusy(true);
    const received = await postJson<PlacesPage>(`${path}/names`, { ...asked, reason });
    setBusy(false);
    if (received.ok) onLook(received.value);
    else setRefused(received.refusal);
  };
  return (
    <ReasonDialog
      words="names"
      busy={busy}
      refused={refused}
      onConfirm={(reason) => void look(reason)}
      onClose={onClose}
    />
  );
}
