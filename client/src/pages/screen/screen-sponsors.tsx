import type { ShownLook } from '@hoithi/shared/contract/look';
import { useTranslation } from 'react-i18next';
import { SponsorRow } from '../../ui/look-pictures.tsx';
import styles from './screen-sponsors.module.css';

/** The sponsors' logos in one row at the foot of the picture. SPEC X8. */
export function ScreenSponsors({ look }: { look: ShownLook | undefined }) {
  const { t } = useTranslation('screen');
  return look ? <SponsorRow sponsors={look.sponsors} label={t('sponsors')} className={styles.sponsors} /> : null;
}
