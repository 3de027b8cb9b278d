import { isFirstWay } from '@hoithi/shared/contract/entry-ways';
import { useTranslation } from 'react-i18next';
import { OutsideLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useVisit } from '../contestant-context.ts';
import { ProviderAnswer } from '../sign-in/other-ways.tsx';
import { OwnPasskeyList } from './own-passkeys.tsx';
import styles from './page.module.css';

/** By which ways the person may come, and one more to add. SPEC S35. */
export function WaysCard() {
  const { t } = useTranslation(['ways', 'common']);
  const { slug, me, public: contest } = useVisit();
  const isLinked = new URLSearchParams(location.search).get('oidc') === 'linked';
  const { oidc } = contest.ways;
  return (
    <Card title={t('own.title')}>
      <p className={styles.everywhere}>{t('own.lead')}</p>
      <ul className={styles.ways}>
        {me.ways.filter(isFirstWay).map((way) => (
          <li key={way}>{t(`common:entryWay.${way}`)}</li>
        ))}
      </ul>
      <output>{isLinked && t('own.linked')}</output>
      <ProviderAnswer />
      {oidc && !me.ways.includes('oidc') && (
        <OutsideLink href={`/api/contests/${encodeURIComponent(slug)}/sign-in/oidc?link=true`}>
          {t('own.addOidc', { name: oidc.name })}
        </OutsideLink>
      )}
      {contest.entryWays.includes('passkey') && <OwnPasskeyList />}
    </Card>
  );
}
