import type { OwnAccount } from '@hoithi/shared/contract/accounts';
import type { SiteCard } from '@hoithi/shared/contract/public';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLoaded } from '../../connection/use-loaded.ts';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './choose-place.module.css';
import { listLedUnits, listMcPlaces, type Place } from './staff-places.ts';

type ChoosePlaceProps = {
  /** Which page is opened. */
  path: '/mc' | '/don-vi';
  title: string;
  /** Where there is nothing to choose. */
  none: ReactNode;
};

/** Somebody with roles in several contests, or for several units, says which page is to open. SPEC I52. */
export function ChoosePlace({ path, title, none }: ChoosePlaceProps) {
  const { t } = useTranslation('common');
  const { locale } = useFormat();
  const own = useLoaded<OwnAccount>('/api/account');
  const site = useLoaded<SiteCard>(path === '/mc' ? '/api/site' : null);
  if (own.loading || site.loading)
    return (
      <Page>
        <StateCard kind="loading" />
      </Page>
    );
  const grants = own.value?.grants ?? [];
  const places = path === '/mc' ? listMcPlaces(grants, site.value, locale) : listLedUnits(grants);
  if (places.length === 0) return none;
  return (
    <Page>
      <Card title={title}>
        <p className={styles.who}>{own.value && t('place.as', { name: own.value.name })}</p>
        <ul className={styles.places}>
          {places.map((place) => (
            <li key={`${place.contestId} ${place.unitCode}`}>
              <Link href={addressOf(path, place)} className={styles.place}>
                <strong>{place.name}</strong>
                {place.of && <span>{place.of}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}

const addressOf = (path: ChoosePlaceProps['path'], { contestId, unitCode }: Place): string =>
  `${path}?${new URLSearchParams({ 'cuoc-thi': contestId, ...(unitCode === null ? {} : { 'don-vi': unitCode }) })}`;

/** The contest and unit that the address names. */
export function readPlace(search: string): { contestId: string | null; unitCode: string | null } {
  const query = new URLSearchParams(search);
  const contestId = query.get('cuoc-thi');
  return { contestId: contestId !== null && isUuid.test(contestId) ? contestId : null, unitCode: query.get('don-vi') };
}
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
