import type { PublicResults, Winner, WonPrize } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { HonourNote, HonourPlate, HonourPrize } from '../../../ui/honour-plate.tsx';
import { prizeValue } from '../../../ui/prize-value.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { groupWinners, type PrizeGroup } from './group-winners.ts';
import { WinnerCard } from './winner-card.tsx';
import styles from './winners.module.css';

// Names are masked as "Dương T. H. P.": initials with a point at the end.
const looksMasked = (name: string): boolean => /\s\p{Lu}\.$/u.test(name);

/** The board of honour: gold on lacquer, the highest prize first. */
export function WinnersPlate({ results }: { results: PublicResults }) {
  const { t } = useTranslation('results');
  const { local, number, instant, closing } = useFormat();
  const { contest, round, winners, drawings = [] } = results;
  const groups = groupWinners(winners);
  const awards = new Set(winners.map(({ award }) => award.id)).size;
  const masked = winners.filter((winner) => looksMasked(winner.name)).length;
  return (
    <HonourPlate
      titleId="results-title"
      title={t('title', { round: local(round.label) })}
      contest={local(contest.name)}
      notes={[local(contest.host), t('window', { opens: instant(round.opensAtMs), closes: closing(round.closesAtMs) })]}
    >
      {drawings.map(({ award, people }) => (
        <HonourNote key={award.vi}>
          {t('winners.toDraw', { count: people, people: number(people), award: local(award) })}
        </HonourNote>
      ))}
      {winners.length === 0 && drawings.length === 0 && <NoWinner />}
      {groups.map((group) =>
        group.prize === null ? (
          <ToDecide key={group.id} waiting={group.winners} results={results} />
        ) : (
          <Prize
            key={group.id}
            group={group}
            prize={group.prize}
            award={awards > 1 ? local(group.award.label) : null}
            results={results}
          />
        ),
      )}
      {masked > 0 && (
        <p className={styles.winnersMasked}>{t(masked === winners.length ? 'winners.masked' : 'winners.someMasked')}</p>
      )}
    </HonourPlate>
  );
}

type PrizeProps = { group: PrizeGroup; prize: WonPrize; award: string | null; results: PublicResults };

/** One prize: its name and value in the rules' own words, then its winners. `award` is named where there are several. */
function Prize({ group, prize, award, results }: PrizeProps) {
  const { t } = useTranslation('results');
  const format = useFormat();
  const each = prizeValue(prize.value, format);
  const amount = each !== null && group.winners.length > 1 ? t('winners.each', { amount: each }) : each;
  return (
    <HonourPrize
      heading="h2"
      name={award === null ? format.local(prize.label) : `${format.local(prize.label)} · ${award}`}
      star={prize.place === 0 ? 'large' : 'small'}
      amount={amount}
      winners={group.winners.length}
    >
      {group.winners.map((winner) => (
        <WinnerCard key={`${winner.rank} ${winner.name} ${winner.submittedAtMs}`} winner={winner} results={results} />
      ))}
    </HonourPrize>
  );
}

function NoWinner() {
  const { t } = useTranslation('results');
  return (
    <div className={styles.winnersNone}>
      <h2>{t('winners.noneTitle')}</h2>
      <p>{t('winners.noneText')}</p>
    </div>
  );
}

/** Equals at a prize's edge: named, without a prize, until the committee has decided. SPEC L4. */
function ToDecide({ waiting, results }: { waiting: readonly Winner[]; results: PublicResults }) {
  const { t } = useTranslation('results');
  return (
    <section className={styles.decideWaiting} aria-labelledby="to-decide">
      <h2 id="to-decide" className={styles.decideTitle}>
        {t('toDecide.title')}
      </h2>
      <p className={styles.decideText}>{t('toDecide.text')}</p>
      <ul className={styles.decideCards}>
        {waiting.map((winner) => (
          <WinnerCard key={`${winner.rank} ${winner.name} ${winner.submittedAtMs}`} winner={winner} results={results} />
        ))}
      </ul>
    </section>
  );
}
