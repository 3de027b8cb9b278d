import type { PublicDraw } from '@hoithi/shared/contract/draws';
import { useTranslation } from 'react-i18next';
import { Badge } from './badge.tsx';
import styles from './draw-facts.module.css';
import { useFormat } from './use-format.ts';

const tones = { named: 'amber', drawn: 'jade', off: 'plain' } as const;
const numbersFirst = 20;

/** What a draw rests on and what came of it, as anybody may check it: list, source, seed, numbers. SPEC F41. */
export function DrawFacts({ draw }: { draw: PublicDraw }) {
  const { t } = useTranslation('draws');
  const { local, number, instant } = useFormat();
  const { state, source, seed, atMs, numbers, reason } = draw;
  const label = local(draw.label);
  const tone = tones[state];
  return (
    <div className={styles.draw}>
      <p className={styles.head}>
        <strong>{draw.rank === null ? t('list', { label }) : t('equals', { label, rank: number(draw.rank) })}</strong>{' '}
        <Badge {...(tone === 'plain' ? {} : { tone })}>{t(`states.${state}`)}</Badge>
      </p>
      <p className={styles.when}>
        <span>{t('namedAt', { at: instant(draw.namedAtMs) })}</span>{' '}
        {state === 'drawn' && atMs !== null && <span>{t('drawnAt', { at: instant(atMs) })}</span>}
        {state === 'off' && atMs !== null && <span>{t('offAt', { at: instant(atMs), reason: reason ?? '' })}</span>}
      </p>
      <dl className={styles.facts}>
        <dt>{t('people', { count: draw.people })}</dt>
        <dd>
          <span className={styles.soft}>{t('hash')}</span> <code className={styles.hash}>{draw.listHash}</code>
        </dd>
        <dt>{t('source')}</dt>
        <dd>
          {source.kind === 'lottery' ? (
            t('lottery', {
              ...{ company: source.company, prize: source.prize, at: instant(source.atMs) },
              digits: number(source.digits),
            })
          ) : (
            <Committed people={source.people} />
          )}
        </dd>
        {seed !== null && (
          <>
            <dt>{t('seed')}</dt>
            <dd className={styles.seed}>{seed}</dd>
          </>
        )}
      </dl>
      {numbers.length > 0 && (
        <>
          <p className={styles.soft}>{t('numbers')}</p>
          <ol className={styles.numbers}>
            {numbers.slice(0, numbersFirst).map((each) => (
              <li key={each}>{number(each)}</li>
            ))}
          </ol>
          {numbers.length > numbersFirst && <p>{t('more', { count: numbers.length - numbersFirst })}</p>}
        </>
      )}
    </div>
  );
}

function Committed({ people }: { people: readonly { name: string; hash: string }[] }) {
  const { t } = useTranslation('draws');
  return (
    <>
      <span>{t('committed', { names: people.map(({ name }) => name).join(', ') })}</span>
      <ul className={styles.commitments}>
        {people.map(({ name, hash }) => (
          <li key={hash} className={styles.hash}>
            {t('commitment', { name, hash })}
          </li>
        ))}
      </ul>
    </>
  );
}
