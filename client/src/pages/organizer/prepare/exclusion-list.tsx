import type { ListedExclusion } from '@hoithi/shared/contract/exclusions';
import { foldText } from '@hoithi/shared/rules/fold';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { describeActor } from '../trail/describe-audit.ts';
import styles from './page.module.css';

const shownMax = 60;

/** Who is excluded, by whom and why; found by any of it, and taken off the list one by one. SPEC S7a. */
export function ExclusionList({ contestId }: { contestId: string }) {
  const { t } = useTranslation(['organizer', 'common', 'accounts']);
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
  const remove = async (id: string) => {
    setRemoving(id);
    const received = await namespace.send('exclusions:remove', { contestId, ids: [id] });
    setRemoving(null);
    if (!received.ok) return;
    setListed((before) => before?.filter((each) => each.id !== id) ?? null);
    void namespace.enter();
  };
  const mark = ({ way, phone, ending }: ListedExclusion): string =>
    phone === null ? t(`exclusions.ending.${way as 'slip' | 'host' | 'oidc'}`, { ending }) : nationalOf(phone);
  const role = (each: ListedExclusion) => t(`common:role.${each.role}`);
  const who = (each: ListedExclusion) => describeActor(each, t);
  if (listed === null)
    return (
      <div className={styles.exclusionsList}>
        <Button busy={list.busy} onClick={() => void list.run()}>
          {t('exclusions.open')}
        </Button>
        <output>{list.refusal && words(list.refusal)}</output>
      </div>
    );
  const wanted = foldText(query);
  const digits = /^[\d\s.+]+$/.test(query) ? query.replace(/\D/g, '') : null;
  const found = listed.filter((each) =>
    digits === null
      ? foldText([mark(each), each.name, role(each), each.reason, who(each)].join(' ')).includes(wanted)
      : mark(each).includes(digits),
  );
  return (
    <div className={styles.exclusionsList}>
      <Field label={t('exclusions.search')} value={query} onChange={(event) => setQuery(event.target.value)} />
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
        rowKey={(each) => each.id}
        columns={[
          {
            id: 'mark',
            header: t('exclusions.mark'),
            rowHeader: true,
            cell: (each) => (
              <span className={styles.exclusionsPerson}>
                <span>{mark(each)}</span>
                {each.name !== null && <span>{each.name}</span>}
              </span>
            ),
          },
          {
            id: 'role',
            header: t('exclusions.why'),
            cell: (each) => (
              <span className={styles.exclusionsPerson}>
                <span>{role(each)}</span>
                {each.reason !== '' && <span>{each.reason}</span>}
              </span>
            ),
          },
          {
            id: 'added',
            header: t('exclusions.added'),
            cell: (each) => (
              <span className={styles.exclusionsPerson}>
                <span>{instant(each.addedAtMs)}</span>
                {each.actor !== '' && <span>{who(each)}</span>}
              </span>
            ),
          },
          ...(mayChange
            ? [
                {
                  id: 'remove',
                  header: <span className="unseen">{t('exclusions.remove')}</span>,
                  cell: (each) => (
                    <Button kind="quiet" busy={removing === each.id} onClick={() => void remove(each.id)}>
                      {t('exclusions.remove')} <span className="unseen">{mark(each)}</span>
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
