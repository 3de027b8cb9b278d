import type { EntryWay, ProviderRefusal } from '@hoithi/shared/contract/entry-ways';
import { providerRefusals } from '@hoithi/shared/contract/entry-ways';
import { useTranslation } from 'react-i18next';
import { passkeysWork } from '../../../connection/passkeys.ts';
import { ButtonLink, OutsideLink } from '../../../ui/button.tsx';
import fieldStyles from '../../../ui/field.module.css';
import { contestPath, useVisit } from '../contestant-context.ts';
import { isFramed } from '../host-token.ts';
import { ByPasskey } from './by-passkey.tsx';
import styles from './page.module.css';
import { readPasskeyHere } from './stored-passkey.ts';

/** In the order in which they are offered; a code of a desk is typed where that of a slip is. */
const order = ['phone', 'slip', 'oidc', 'host'] as const;
export type ShownWay = (typeof order)[number];

const shownWays = (ways: readonly EntryWay[]): ShownWay[] =>
  order.filter((way) => ways.includes(way) || (way === 'slip' && ways.includes('desk')));

/** The way that a page of signing in shows: that of its step, else the first of the contest. */
export function shownWay(step: string | undefined, ways: readonly EntryWay[]): ShownWay {
  const shown = shownWays(ways);
  if (step === 'phieu' && shown.includes('slip')) return 'slip';
  return shown[0] ?? 'phone';
}

/** The contest's other ways in, below the one that the page shows. SPEC S30. */
export function OtherWays({ shown }: { shown: ShownWay }) {
  const { t } = useTranslation('ways');
  const { slug, public: contest } = useVisit();
  const others = shownWays(contest.entryWays).filter((way) => way !== shown);
  const isBack = contest.entryWays.includes('passkey') && passkeysWork() && readPasskeyHere() !== 'made' && !isFramed();
  if (others.length === 0 && !isBack) return null;
  return (
    <nav className={styles.others} aria-label={t('others')}>
      <p className={styles.or}>{t('or')}</p>
      {others.map((way) => {
        if (way === 'host') return null;
        if (way === 'oidc') return <ByProvider key={way} />;
        return (
          <ButtonLink key={way} full href={contestPath(slug, way === 'slip' ? 'dang-nhap/phieu' : 'dang-nhap')}>
            {t(`by.${way}`)}
          </ButtonLink>
        );
      })}
      {isBack && <ByPasskey first={false} />}
      {others.includes('host') && <HostNote />}
    </nav>
  );
}

/** Whether coming back by a passkey is what the page is for. */
export const isBackFirst = (ways: readonly EntryWay[]): boolean =>
  ways.includes('passkey') && readPasskeyHere() === 'made' && passkeysWork() && !isFramed();

/** First of all for whoever has made a passkey on this device. SPEC S38. */
export function BackFirst() {
  const { t } = useTranslation('ways');
  const { public: contest } = useVisit();
  if (!isBackFirst(contest.entryWays)) return null;
  return (
    <div className={styles.back}>
      <ByPasskey first />
      <p className={styles.or}>{t('or')}</p>
    </div>
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
