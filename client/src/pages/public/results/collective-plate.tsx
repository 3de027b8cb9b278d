import type {
  CollectiveGroup,
  CollectivePlace,
  PublicCollective,
  PublishedAward,
} from '@hoithi/shared/contract/collective-standing';
import { formatFixed } from '@hoithi/shared/rules/collective/explain-place';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useCollectiveText } from '../collective/use-collective-text.ts';
import styles from './collective-plate.module.css';
import { groupPrizes, type PrizeOfUnits } from './group-prizes.ts';
import plate from './winners-plate.module.css';

/** The board of honour for units: each award, its groups, the highest prize first. */
export function CollectivePlate({ document }: { document: PublicCollective }) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  return (
    <section className={plate.plate} data-ground="lacquer" aria-labelledby="collective-title">
      <Drum size={720} dim className={plate.ground} />
      <header className={plate.head}>
        <Drum size={88} />
        <p className={plate.contest}>{local(document.contest.name)}</p>
        <h1 id="collective-title" className={plate.title}>
          {t('title')}
        </h1>
        <p className={plate.host}>{local(document.contest.host)}</p>
      </header>
      {document.awards.map((award) => (
        <Award key={award.standingVersion} award={award} />
      ))}
    </section>
  );
}

function Award({ award }: { award: PublishedAward }) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  const decimals = award.award.judging.by === 'formula' ? award.award.judging.decimals : 0;
  const groups = award.judged.groups.filter(({ places }) => places.some(({ prize, toDecide }) => prize || toDecide));
  return (
    <section className={styles.award}>
      <h2 className={styles.label}>{local(award.label)}</h2>
      {groups.length === 0 && <p className={plate.host}>{t('plate.none')}</p>}
      {groups.map((group) => (
        <Group key={JSON.stringify([group.level, group.block, group.band])} group={group} decimals={decimals} />
      ))}
    </section>
  );
}

function Group({ group, decimals }: { group: CollectiveGroup; decimals: number }) {
  const { t } = useTranslation('collective');
  const { groupName } = useCollectiveText();
  const name = groupName(group);
  const undecided = group.places.filter(({ toDecide }) => toDecide);
  return (
    <div className={styles.group}>
      {name && <h3 className={styles.band}>{name}</h3>}
      {groupPrizes(group.places).map((prize) => (
        <Prize key={`${prize.prize.rank}:${prize.prize.amountVnd}`} of={prize} decimals={decimals} group={group} />
      ))}
      {undecided.length > 0 && (
        <section className={plate.prize}>
          <h3 className={plate.name}>{t('plate.toDecide')}</h3>
          <Units places={undecided} group={group} decimals={decimals} />
        </section>
      )}
    </div>
  );
}

function Prize({ of, group, decimals }: { of: PrizeOfUnits; group: CollectiveGroup; decimals: number }) {
  const { t } = useTranslation('collective');
  const { prizeName, money } = useCollectiveText();
  const { prize, places } = of;
  const first = prize.rank === 'FIRST';
  const amount = prize.amountVnd === null ? null : money(prize.amountVnd);
  return (
    <section className={joinClasses(plate.prize, first && plate.first)}>
      <h3 className={plate.name}>
        <Star size={first ? 30 : 20} />
        <span>{prizeName(prize)}</span>
      </h3>
      {amount && <p className={plate.amount}>{places.length > 1 ? t('prize.each', { amount }) : amount}</p>}
      <Units places={places} group={group} decimals={decimals} gold={first} />
    </section>
  );
}

type UnitsProps = { places: readonly CollectivePlace[]; group: CollectiveGroup; decimals: number; gold?: boolean };

function Units({ places, group, decimals, gold = false }: UnitsProps) {
  const { t } = useTranslation('collective');
  const { number, local } = useFormat();
  const isShared = (place: CollectivePlace) => group.places.filter(({ rank }) => rank === place.rank).length > 1;
  return (
    <ul className={plate.cards} data-many={places.length > 4 || undefined}>
      {places.map((place) => (
        <li key={place.code} className={joinClasses(styles.unit, gold && styles.gold)}>
          <span className={styles.rank}>
            {t(isShared(place) ? 'plate.shared' : 'plate.rank', { rank: number(place.rank) })}
          </span>
          <strong className={styles.name}>{place.name}</strong>
          <span className={styles.points}>
            {t('plate.points', { total: local(formatFixed(place.total, decimals)) })}
          </span>
          {place.decided && <span className={styles.points}>{t('tie.byCommittee')}</span>}
        </li>
      ))}
    </ul>
  );
}
