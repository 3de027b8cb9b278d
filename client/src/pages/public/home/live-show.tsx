import type { SiteCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { ShowCodeForm } from '../../../ui/show-code-form.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** The live quiz: what is on now, and the field for the six digits of the hall's screen, which this page does not know. */
export function LiveShow({ shows }: { shows: SiteCard['shows'] }) {
  const { t } = useTranslation('home');
  const { local } = useFormat();
  return (
    <Card title={t('show.title')} tone={shows.length > 0 ? 'gold' : 'plain'}>
      <div className={styles.showParts}>
        <div>
          {shows.map((show) => (
            <p key={show.slug} className={styles.showOn}>
              <b>{t('show.on', { title: local(show.title) })}</b>
              <span>{local(show.contestName)}</span>
            </p>
          ))}
          <p className={styles.showText}>{t('show.text')}</p>
        </div>
        <ShowCodeForm compact />
      </div>
    </Card>
  );
}
