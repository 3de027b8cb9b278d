/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */
import type { PrintedRules, RulesNotice, RulesPreview } from '@hoithi/shared/contract/organizer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import type { SplitNotices } from './split-notices.ts';

type PreviewPanelProps = { preview: RulesPreview; notices: SplitNotices; pending: boolean; toNextOpen: () => void };
const languages = ['vi', 'en'] as const;

/** What the answers make of the plan: what conflicts, what will surprise, and the rules in both languages once all is answered. */
export function PreviewPanel({ preview, notices, pending, toNextOpen }: PreviewPanelProps) {
  const { t } = useTranslation('organizer');
  const { locale } = useFormat();
  const [language, setLanguage] = useState<'vi' | 'en'>(locale);
  const quiet = notices.errors.length + notices.warnings.length === 0;
  return (
    <section className={styles.previewPanel} aria-labelledby="wizard-preview" aria-busy={pending}>
      <div className={styles.previewHead}>
        <h2 id="wizard-preview">{t('wizard.preview.title')}</h2>
        {preview.printed && (
          <fieldset className={styles.previewLanguages} aria-label={t('wizard.preview.language')}>
            {languages.map((each) => (
              <button key={each} type="button" aria-pressed={language === each} onClick={() => setLanguage(each)}>
                {t(`wizard.preview.${each}`)}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.previewScroll} tabIndex={0} aria-labelledby="wizard-preview">
        {preview.open.length > 0 && (
          <div className={styles.previewOpen}>
            <p>{t('wizard.preview.open', { count: preview.open.length })}</p>
            <Button kind="quiet" onClick={toNextOpen}>
              {t('wizard.preview.nextOpen')}
            </Button>
          </div>
        )}
        <NoticeList
          title={t('wizard.preview.errors', { count: notices.errors.length })}
          notices={notices.errors}
          className={styles.previewErrors}
        />
        <NoticeList
          folded={preview.printed !== null}
          title={t('wizard.preview.warnings', { count: notices.warnings.length })}
          notices={notices.warnings}
          className={styles.previewWarnings}
        />
        {quiet && preview.open.length === 0 && <p className={styles.previewQuiet}>{t('wizard.preview.noNotices')}</p>}
        {preview.printed && <PrintedPreview printed={preview.printed} language={language} />}
      </section>
    </section>
  );
}

type NoticeListProps = { title: string; notices: RulesNotice[]; className: string | undefined; folded?: boolean };

/** Folded once the rules are there to be read; how many there are stays in sight. */
function NoticeList({ title, notices, className, folded = false }: NoticeListProps) {
  const { local } = useFormat();
  if (notices.length === 0) return null;
  return (
    <details key={String(folded)} className={joinClasses(styles.previewNotices, className)} open={!folded}>
      <summary>{title}</summary>
      <ul>
        {notices.map((notice) => (
          <li key={notice.id}>{local(notice.text)}</li>
        ))}
      </ul>
    </details>
  );
}

type PrintedPreviewProps = { printed: PrintedRules; language: 'vi' | 'en' };

/** The printed rules in small type, in the chosen language. */
function PrintedPreview({ printed, language }: PrintedPreviewProps) {
  return (
    <article lang={language} className={styles.printedRules}>
      <h3 className={styles.printedTitle}>{printed.title[language]}</h3>
      {printed.sections.map((section, at) => (
        <section key={section.id}>
          <h4 className={styles.printedHeading}>
            {at + 1}. {section.heading[language]}
          </h4>
          <ol className={styles.printedSentences}>
            {section.sentences.map((sentence) => (
              <li key={sentence.vi}>{sentence[language]}</li>
            ))}
          </ol>
        </section>
      ))}
    </article>
  );
}
