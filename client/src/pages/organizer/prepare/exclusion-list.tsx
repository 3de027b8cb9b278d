import type { ListedExclusion } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import styles from './page.module.css';

const shownMax = 60;

/** Who is excluded, found by digits of the number, and taken off the list one by one. SPEC S7a. */
export function ExclusionList({ contestId }: { contestId: string }) {
  const { t } = useTranslation(['organizer', 'common']);
  const { number, instant } = useFormat();
  const words = useRefusalText();
  const { namespace } = useOrganizer();
  const mayChange = useMay(contestId)('exclusions:change');
  const [listed, setListed] = useState<ListedExclusion[] | null>(null);
  const [query, setQuery] = useState('');
  const list = useAct(
    () => namespace.send('exclusions:list', { contestId }),
    ({ exclusions }) => setListed(exclusions),
  );
  const [removing, setRemoving] = useState<string | null>(null);
  const remove = async (phone: string) => {
    setRemoving(phone);
    const received = await namespace.send('exclusions:remove', { contestId, phones: [phone] });
    setRemoving(null);
    if (!received.ok) return;
    setListed((before) => before?.filter((each) => each.phone !== phone) ?? null);
    void namespace.enter();
  };
  if (listed === null)
    return (
      <div className={styles.exclusionsList}>
        <Button busy={list.busy} onClick={() => void list.run()}>
          {t('exclusions.open')}
        </Button>
        <output>{list.refusal && words(list.refusal)}</output>
      </div>
    );
  const digits = query.replace(/\D/g, '');
  const found = listed.filter(({ phone }) => nationalOf(phone).includes(digits));
  return (
    <div className={styles.exclusionsList}>
      <Field
        label={t('exclusions.search')}
        inputMode="tel"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <p>
        {t('exclusions.found', {
          count: found.length,
          shown: number(Math.min(found.length, shownMax)),
          all: number(found.length),
        })}
      </p>
      <Table
        caption={t('exclusions.listTitle')}
        captionHidden
        rows={found.slice(0, shownMax)}
        rowKey={(each) => each.phone}
        columns={[
          { id: 'phone', header: t('exclusions.phone'), rowHeader: true, cell: (each) => nationalOf(each.phone) },
          { id: 'role', header: t('exclusions.role'), cell: (each) => t(`common:role.${each.role}`) },
          { id: 'added', header: t('exclusions.added'), cell: (each) => instant(each.addedAtMs) },
          ...(mayChange
            ? [
                {
                  id: 'remove',
                  header: <span className="unseen">{t('exclusions.remove')}</span>,
                  cell: (each) => (
                    <Button kind="quiet" busy={removing === each.phone} onClick={() => void remove(each.phone)}>
                      {t('exclusions.remove')} <span className="unseen">{nationalOf(each.phone)}</span>
                    </Button>
                  ),
                } satisfies Column<ListedExclusion>,
              ]
            : []),
        ]}
      />
    </div>
  );
}

/** As people write it: 0 in the place of the country's code. */
const nationalOf = (e164: string): string => e164.replace(/^\+84/, '0');
