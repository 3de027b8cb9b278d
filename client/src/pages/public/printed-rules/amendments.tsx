import type { PublicRules } from '@hoithi/shared/contract/seals';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** What was amended: each version with who, when, why and the sentences before and now. SPEC J12. */
export function Amendments({ amendments }: Pick<PublicRules, 'amendments'>) {
  const { t } = useTranslation('rules');
  const { local, number, instant } = useFormat();
  return (
    <section id="sua-doi" className={styles.sheetArticle} aria-labelledby="sua-doi-title">
      <h2 id="sua-doi-title" className={styles.sheetHeading}>
        {t('amendments.title')}
      </h2>
      {amendments.map(({ version, atMs, byName, reason, changes }) => (
        <div key={version}>
          <p>
            {t('amendments.one', {
              ...{ version: number(version), at: instant(atMs), reason },
              name: byName ?? t('amendments.noName'),
            })}
          </p>
          <ul>
            {changes.map(({ heading, before, after }) => (
              <li key={`${before?.vi} ${after?.vi}`}>
                <b>{local(heading)}.</b>
                {before && (
                  <>
                    {' '}
                    {after ? t('amendments.was') : t('amendments.gone')}: {local(before)}
                  </>
                )}
                {after && (
                  <>
                    {' '}
                    {before ? t('amendments.now') : t('amendments.new')}: {local(after)}
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
