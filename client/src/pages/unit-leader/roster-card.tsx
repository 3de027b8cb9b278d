import type { Result } from '@hoithi/shared/contract/result';
import type { LeaderView, RosterReading } from '@hoithi/shared/contract/unit-leader';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalText } from '../../ui/use-refusal-text.ts';
import styles from './page.module.css';

export type RosterCardProps = {
  roster: NonNullable<LeaderView['roster']>;
  open: boolean;
  read: () => Promise<Result<RosterReading>>;
};

/** Whom to remind: read on demand, since each reading is in the trail, and only while the round is open. SPEC U16. */
export function RosterCard({ roster, open, read }: RosterCardProps) {
  const { t } = useTranslation('unit-leader');
  const { number, instant, date } = useFormat();
  const words = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [received, setReceived] = useState<Result<RosterReading> | null>(null);
  const load = async () => {
    setBusy(true);
    setReceived(await read());
    setBusy(false);
  };
  const reading = open && received?.ok ? received.value : null;
  return (
    <Card title={t('roster.title')}>
      <p>{t('roster.lead', { count: roster.people, people: number(roster.people), date: date(roster.loadedAtMs) })}</p>
      <p className={styles.rosterSoft}>{t(open ? 'roster.logged' : 'roster.closed')}</p>
      {open && (
        <Button busy={busy} onClick={() => void load()}>
          {t(reading ? 'roster.again' : 'roster.read')}
        </Button>
      )}
      <output className={styles.rosterNotice}>
        {received && !received.ok && <span>{words(received.refusal)}</span>}
        {reading && (
          <span>
            <strong>
              {reading.missing.length === 0
                ? t('roster.nobody')
                : t('roster.missing', {
                    count: reading.missing.length,
                    value: number(reading.missing.length),
                    all: number(reading.people),
                  })}
            </strong>{' '}
            <span className={styles.rosterSoft}>{t('updated', { time: instant(reading.readAtMs) })}</span>
          </span>
        )}
      </output>
      {reading && reading.missing.length > 0 && (
        <ol className={styles.rosterNames}>
          {[...reading.missing].sort(byGivenName).map((name, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may bear one name
            <li key={`${name} ${i}`}>{name}</li>
          ))}
        </ol>
      )}
    </Card>
  );
}

const collator = new Intl.Collator('vi');
/** Vietnamese lists of people go by the given name, which stands last. */
function byGivenName(a: string, b: string): number {
  const given = (name: string) => name.slice(name.lastIndexOf(' ') + 1);
  return collator.compare(given(a), given(b)) || collator.compare(a, b);
}
