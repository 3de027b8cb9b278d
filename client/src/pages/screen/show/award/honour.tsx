import type { AwardCall, AwardWinner } from '@hoithi/shared/contract/show-award';
import { useTranslation } from 'react-i18next';
import { prizeValue } from '../../../../ui/prize-value.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { useTurningPage } from '../../use-turning-page.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import styles from './page.module.css';
import { type HonourRow, pageHonour } from './page-honour.ts';

const pageMs = 12_000;

/** Everybody by prize, the highest first: the last picture, for the photographers. */
export function Honour({ calls }: { calls: readonly AwardCall[] }) {
  const { t } = useTranslation('screen');
  const pages = pageHonour(calls);
  const at = useTurningPage(pages.length, pageMs);
  const rows = pages[at] ?? [];
  const persons = rows.reduce((sum, { winners }) => sum + winners.length, 0);
  return (
    <div className={styles.honour} data-many={persons > 14 || undefined} data-fit>
      <h2 className={styles.roll}>{t('show.award.honour')}</h2>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </div>
  );
}

function Row({ row: { call, winners } }: { row: HonourRow }) {
  const format = useFormat();
  const second = useSecond();
  const value = prizeValue(call.value, format);
  return (
    <section className={styles.honourRow} data-place={call.place}>
      <h3>
        {call.award && <small>{format.local(call.award)}</small>}
        <span>
          {format.local(call.prize)}
          <SecondWords words={second(call.prize)} />
        </span>
        {value !== null && <small>{value}</small>}
      </h3>
      <ul>
        {winners.map((winner: AwardWinner) => (
          <li key={`${winner.rank} ${winner.name} ${winner.unitName}`}>
            <b>{winner.name}</b>
            {winner.unitName && <span>{winner.unitName}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
