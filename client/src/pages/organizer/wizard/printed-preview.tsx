import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import styles from './printed-preview.module.css';

type PrintedPreviewProps = { printed: PrintedRules; language: 'vi' | 'en' };

/** The printed rules in small, in the language asked for. */
export function PrintedPreview({ printed, language }: PrintedPreviewProps) {
  return (
    <article lang={language} className={styles.rules}>
      <h3 className={styles.title}>{printed.title[language]}</h3>
      {printed.sections.map((section, at) => (
        <section key={section.id}>
          <h4 className={styles.heading}>
            {at + 1}. {section.heading[language]}
          </h4>
          <ol className={styles.sentences}>
            {section.sentences.map((sentence) => (
              <li key={sentence.vi}>{sentence[language]}</li>
            ))}
          </ol>
        </section>
      ))}
    </article>
  );
}
