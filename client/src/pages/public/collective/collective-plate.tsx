import type {
  CollectiveGroup,
  CollectivePlace,
  PublicCollective,
  PublishedAward,
} from '@hoithi/shared/contract/collective-standing';
import { formatFixed } from '@hoithi/shared/rules/collective/explain-place';
import { useTranslation } from 'react-i18next';
import { useCollectiveText } from '../../../ui/collective/use-collective-text.ts';
import { HonourNote, HonourPlate, HonourPrize } from '../../../ui/honour-plate.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { prizeValue } from '../../../ui/prize-value.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** The board of honour for units: each award, its groups, the highest prize first. */
export function CollectivePlate({ document }: { document: PublicCollective }) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  return (
    <HonourPlate
      titleId="collective-title"
      title={t('title')}
      contest={local(document.contest.name)}
      notes={[local(document.contest.host)]}
    >
      {document.awards.map((award) => (
        <Award key={award.standingVersion} award={award} />
      ))}
    </HonourPlate>
  );
}

function Award({ award }: { award: PublishedAward }) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  const { decimals } = award.award;
  const groups = award.judged.groups.filter(({ places }) => places.some(({ prize, toDecide }) => prize || toDecide));
  return (
    <section className={styles.plateAward}>
      <h2 className={styles.plateLabel}>{local(award.label)}</h2>
      {groups.length === 0 && <HonourNote>{t('plate.none')}</HonourNote>}
      {groups.map((group) => (
        <Group key={JSON.stringify([group.level, group.block, group.band])} group={group} decimals={decimals} />
      ))}
    </section>
  );
}

function Group({ group, decimals }: { group: CollectiveGroup; decimals: number | null }) {
  const { t } = useTranslation('collective');
  const { groupName } = useCollectiveText();
  const name = groupName(group);
  const undecided = group.places.filter(({ toDecide }) => toDecide);
  return (
    <div className={styles.plateGroup}>
      {name && <h3 className={styles.plateBand}>{name}</h3>}
      {groupPrizes(group.places).map((prize) => (
        <Prize key={prize.prize.place} of={prize} decimals={decimals} group={group} />
      ))}
      {undecided.length > 0 && (
        <HonourPrize heading="h3" name={t('plate.toDecide')} star={null} winners={undecided.length}>
          <Units places={undecided} group={group} decimals={decimals} />
        </HonourPrize>
      )}
    </div>
  );
}

function Prize({ of, group, decimals }: { of: PrizeOfUnits; group: CollectiveGroup; decimals: number | null }) {
  const { t } = useTranslation('collective');
  const format = useFormat();
  const { prize, places } = of;
  const first = prize.place === 0;
  const amount = prizeValue(prize.value, format);
  return (
    <HonourPrize
      heading="h3"
      name={format.local(prize.label)}
      star={first ? 'large' : 'small'}
      amount={amount !== null && places.length > 1 ? t('prize.each', { amount }) : amount}
      winners={places.length}
    >
      <Units places={places} group={group} decimals={decimals} gold={first} />
    </HonourPrize>
  );
}

type UnitsProps = {
  places: readonly CollectivePlace[];
  group: CollectiveGroup;
  decimals: number | null;
  gold?: boolean;
};

function Units({ places, group, decimals, gold = false }: UnitsProps) {
  const { t } = useTranslation('collective');
  const { number, local } = useFormat();
  const isShared = (place: CollectivePlace) => group.places.filter(({ rank }) => rank === place.rank).length > 1;
  return (
    <>
      {places.map((place) => (
        <li key={place.code} className={joinClasses(styles.plateUnit, gold && styles.plateGold)}>
          <span className={styles.plateRank}>
            {t(isShared(place) ? 'plate.shared' : 'plate.rank', { rank: number(place.rank) })}
          </span>
          <strong className={styles.plateName}>{place.name}</strong>
          {place.total !== null && decimals !== null && (
            <span className={styles.platePoints}>
              {t('plate.points', { count: place.total, total: local(formatFixed(place.total, decimals)) })}
            </span>
          )}
          {place.decided && <span className={styles.platePoints}>{t('tie.byCommittee')}</span>}
        </li>
      ))}
    </>
  );
}

type PrizeOfUnits = { prize: NonNullable<CollectivePlace['prize']>; places: CollectivePlace[] };

/** The units of a group by what they have won, in the order of their places: the highest prize first. */
function groupPrizes(places: readonly CollectivePlace[]): PrizeOfUnits[] {
  const groups: PrizeOfUnits[] = [];
  for (const place of places) {
    const { prize } = place;
    if (prize === null) continue;
    const same = groups.find((each) => each.prize.place === prize.place);
    if (same) same.places.push(place);
    else groups.push({ prize, places: [place] });
  }
  return groups;
}
