import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import type { LocalText } from '@hoithi/shared/contract/text';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './rules-sheet.module.css';

type Props = { printed: PrintedRules; version: number; host: LocalText | null };

/** The document itself: who gives the rules, their title and version, then numbered articles of numbered sentences. */
export function RulesSheet({ printed, version, host }: Props) {
  const { t } = useTranslation('rules');
  const { local, locale, number } = useFormat();
  return (
    <article className={styles.sheet} lang={locale}>
      <header className={styles.head}>
        {host && <p className={styles.host}>{local(host)}</p>}
        <Drum size={72} className={styles.drum} />
        <h1 className={styles.title}>{local(printed.title)}</h1>
        <p className={styles.version}>{t('version', { version: number(version) })}</p>
      </header>
      {printed.sections.map((section, i) => (
        <section key={section.id} id={section.id} className={styles.article}>
          <h2 className={styles.heading}>
            <span className={styles.number}>{t('article', { number: i + 1 })}</span> {local(section.heading)}
          </h2>
          <ol className={styles.sentences}>
            {section.sentences.map((sentence) => (
              <li key={sentence.vi}>{local(sentence)}</li>
            ))}
          </ol>
        </section>
      ))}
      <footer className={styles.foot}>
        <p className={styles.version}>{t('version', { version: number(version) })}</p>
        <p>{t('provenance')}</p>
      </footer>
    </article>
  );
}
