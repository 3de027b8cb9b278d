import type { RosterList } from '@hoithi/shared/contract/unit-leader';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';

type Archive = RosterList['rosters'][number];
export type StoredRostersProps = { path: string; rosters: readonly Archive[]; onReceived: (text: string) => void };

/**
 * Which units have a list; a list is deleted for good, once confirmed. The card reports the outcome, since this table
 * disappears with its last row. SPEC U17.
 */
export function StoredRosters({ path, rosters, onReceived }: StoredRostersProps) {
  const { t } = useTranslation(['rosters', 'common']);
  const { number, date } = useFormat();
  const words = useRefusalText();
  const [toDelete, setToDelete] = useState<Archive | null>(null);
  const [busy, setBusy] = useState(false);
  const remove = async ({ code, name }: Archive) => {
    setBusy(true);
    const received = await postJson<Record<string, never>>(`${path}/${encodeURIComponent(code)}/delete`, {});
    setBusy(false);
    setToDelete(null);
    onReceived(received.ok ? t('rosters:deleted', { unit: name }) : words(received.refusal));
  };
  return (
    <>
      <Table
        caption={t('rosters:stored')}
        rows={rosters}
        rowKey={(roster) => roster.code}
        columns={[
          { id: 'code', header: t('rosters:column.code'), cell: (r) => r.code, sortBy: (r) => r.code },
          { id: 'name', header: t('rosters:column.unit'), rowHeader: true, cell: (r) => r.name, sortBy: (r) => r.name },
          {
            id: 'people',
            header: t('rosters:column.people'),
            numeric: true,
            cell: (r) => number(r.people),
            sortBy: (r) => r.people,
          },
          {
            id: 'loaded',
            header: t('rosters:column.loaded'),
            cell: (r) => date(r.loadedAtMs),
            sortBy: (r) => r.loadedAtMs,
          },
          {
            id: 'delete',
            header: t('rosters:column.act'),
            cell: (r) => (
              <Button kind="quiet" aria-label={t('rosters:deleteOf', { unit: r.name })} onClick={() => setToDelete(r)}>
                {t('rosters:delete')}
              </Button>
            ),
          },
        ]}
      />
      <Dialog
        open={toDelete !== null}
        title={t('rosters:ask.title', { unit: toDelete?.name ?? '' })}
        onClose={() => setToDelete(null)}
        actions={
          <>
            <Button onClick={() => setToDelete(null)}>{t('rosters:ask.keep')}</Button>
            <Button kind="danger" busy={busy} onClick={() => toDelete && void remove(toDelete)}>
              {t('rosters:ask.delete')}
            </Button>
          </>
        }
      >
        {t('rosters:ask.text', { count: toDelete?.people ?? 0, people: number(toDelete?.people ?? 0) })}
      </Dialog>
    </>
  );
}
