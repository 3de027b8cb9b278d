import type { SlipReplaced, SlipsView, SlipView } from '@hoithi/shared/contract/slip-views';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useLast, useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import styles from './page.module.css';

/** `made`: how often slips were made on this page; the list is read again after each time. */
type SlipListProps = { path: string; made: number; mayChange: boolean };
type Ending = { slip: SlipView; act: 'replace' | 'withdraw' };

/** The slips of a contest, found by name; one that was lost is made anew, one that should not be is withdrawn. SPEC S22. */
export function SlipList({ path, made, mayChange }: SlipListProps) {
  const { t } = useTranslation('slips');
  const { number, instant } = useFormat();
  const [query, setQuery] = useState('');
  const asked = useSettled(query);
  const { value, again } = useLoaded<SlipsView>(`${path}/slips?${new URLSearchParams({ q: asked })}`);
  const view = useLast(value); // the field keeps the focus while what was typed is searched
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever slips were made
  useEffect(() => {
    if (made > 0) again();
  }, [made]);
  const [ending, setEnding] = useState<Ending | null>(null);
  const [fresh, setFresh] = useState<{ name: string; code: string } | null>(null);
  if (!view) return null;
  const { found, foundCount, used, unused, withdrawn, wrongCodes } = view;
  const acts: Column<SlipView> = {
    id: 'acts',
    header: <span className="unseen">{t('acts')}</span>,
    cell: (slip) =>
      slip.state !== 'withdrawn' && (
        <span className={styles.slipActs}>
          {(['replace', 'withdraw'] as const).map((act) => (
            <Button key={act} kind="quiet" onClick={() => setEnding({ slip, act })}>
              {t(act)} <span className="unseen">{slip.name}</span>
            </Button>
          ))}
        </span>
      ),
  };
  return (
    <Card title={t('list')}>
      <p>
        {used + unused + withdrawn === 0
          ? t('none')
          : t('counts', { used: number(used), unused: number(unused), withdrawn: number(withdrawn) })}
      </p>
      {wrongCodes > 0 && (
        <p className={styles.unitsProblems}>{t('wrong', { count: wrongCodes, shown: number(wrongCodes) })}</p>
      )}
      <output className={styles.unitsNotice}>
        {fresh && <strong>{t('newCode', { name: fresh.name, code: fresh.code })}</strong>}
      </output>
      {used + unused + withdrawn > 0 && (
        <>
          <Field label={t('search')} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
          <p>{t('found', { count: foundCount, all: number(foundCount), shown: number(found.length) })}</p>
          <Table
            caption={t('list')}
            captionHidden
            rows={found}
            rowKey={(slip) => slip.id}
            columns={[
              { id: 'name', header: t('name'), rowHeader: true, cell: (slip) => slip.name },
              { id: 'unit', header: t('unit'), cell: (slip) => slip.unitName ?? '' },
              { id: 'state', header: t('state'), cell: (slip) => t(`states.${slip.state}`) },
              { id: 'at', header: t('at'), cell: (slip) => instant(slip.usedAtMs ?? slip.madeAtMs) },
              ...(mayChange ? [acts] : []),
            ]}
          />
        </>
      )}
      {ending && (
        <EndDialog
          key={`${ending.act}${ending.slip.id}`}
          path={path}
          ending={ending}
          onClose={() => setEnding(null)}
          onDone={(code) => {
            setFresh(code === null ? null : { name: ending.slip.name, code });
            setEnding(null);
            again();
          }}
        />
      )}
    </Card>
  );
}

type EndProps = { path: string; ending: Ending; onClose: () => void; onDone: (code: string | null) => void };

function EndDialog({ path, ending: { slip, act }, onClose, onDone }: EndProps) {
  const { t } = useTranslation('slips');
  const words = useRefusalText();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { busy, refusal, run } = useAct(
    () => postJson<Partial<SlipReplaced>>(`${path}/slips/${slip.id}/${act}`, { reason: reason.trim() }),
    ({ code }) => onDone(code ?? null),
  );
  const end = () => {
    const missing = reason.trim().length < 3;
    setMissing(missing);
    if (!missing) void run();
  };
  return (
    <Dialog
      open
      title={t(`${act}Title`, { name: slip.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={end}>
            {t(act)}
          </Button>
        </>
      }
    >
      <p>{t(`${act}Text`)}</p>
      <Field
        label={t('reason')}
        maxLength={300}
        value={reason}
        error={isMissing ? t('reasonMissing') : refusal && words(refusal)}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
}

/** What was typed, once it has not changed for a moment: not every letter is a request. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed.trim()), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
