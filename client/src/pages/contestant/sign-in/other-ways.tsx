import type { EntryWay, ProviderRefusal } from '@hoithi/shared/contract/entry-ways';
import { providerRefusals } from '@hoithi/shared/contract/entry-ways';
import { useTranslation } from 'react-i18next';
import { ButtonLink, OutsideLink } from '../../../ui/button.tsx';
import fieldStyles from '../../../ui/field.module.css';
import { contestPath, useVisit } from '../contestant-context.ts';
import styles from './page.module.css';

/** In the order in which they are offered. */
const order = ['phone', 'slip', 'oidc', 'host'] as const satisfies readonly EntryWay[];
const stepOf: Partial<Record<EntryWay, 'dang-nhap' | 'dang-nhap/phieu'>> = {
  phone: 'dang-nhap',
  slip: 'dang-nhap/phieu',
};

/** The way that a page of signing in shows: that of its step, else the first of the contest. */
export function shownWay(step: string | undefined, ways: readonly EntryWay[]): EntryWay {
  if (step === 'phieu' && ways.includes('slip')) return 'slip';
  return order.find((way) => ways.includes(way)) ?? 'phone';
}

/** The contest's other ways in, below the one that the page shows. SPEC S30. */
export function OtherWays({ shown }: { shown: EntryWay }) {
  const { t } = useTranslation('ways');
  const { slug, public: contest } = useVisit();
  const others = order.filter((way) => way !== shown && contest.entryWays.includes(way));
  if (others.length === 0) return null;
  return (
    <nav className={styles.others} aria-label={t('others')}>
      <p className={styles.or}>{t('or')}</p>
      {others.map((way) => {
        const step = stepOf[way];
        if (step)
          return (
            <ButtonLink key={way} full href={contestPath(slug, step)}>
              {t(`by.${way === 'slip' ? 'slip' : 'phone'}`)}
            </ButtonLink>
          );
        return way === 'oidc' ? <ByProvider key={way} /> : <HostNote key={way} />;
      })}
    </nav>
  );
}

/** To the identity provider; the browser goes there by itself. SPEC S34. */
export function ByProvider({ first }: { first?: boolean }) {
  const { t } = useTranslation('ways');
  const { slug, public: contest } = useVisit();
  return (
    <OutsideLink
      full
      kind={first ? 'primary' : 'plain'}
      href={`/api/contests/${encodeURIComponent(slug)}/sign-in/oidc`}
    >
      {t('by.oidc', { name: contest.ways.oidc?.name ?? '' })}
    </OutsideLink>
  );
}

export function HostNote() {
  const { t } = useTranslation('ways');
  const { public: contest } = useVisit();
  return <p className={styles.lead}>{t('host.note', { name: contest.ways.host?.name ?? '' })}</p>;
}

/** Why whoever is back from the provider is not in, as the address says. */
export function ProviderAnswer() {
  const { t } = useTranslation('ways');
  const reason = readProviderRefusal();
  if (reason === null) return null;
  return (
    <p role="alert" className={fieldStyles.error}>
      {t(`refused.${reason}`)}
    </p>
  );
}

export function readProviderRefusal(): ProviderRefusal | null {
  const said = new URLSearchParams(location.search).get('oidc');
  return providerRefusals.find((reason) => reason === said) ?? null;
}
