import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './article-list.module.css';

type Props = { sections: PrintedRules['sections']; contestPath: string };

/** Beside the document: its contents, the printer, the way back. Stays on the screen, never on paper. */
export function ArticleList({ sections, contestPath }: Props) {
  const { t } = useTranslation('rules');
  const { local } = useFormat();
  return (
    <aside className={styles.side}>
      <div className={styles.ways}>
        <Button kind="primary" onClick={() => window.print()}>
          {t('print')}
        </Button>
        <ButtonLink href={contestPath}>{t('toContest')}</ButtonLink>
      </div>
      <details className={styles.contents} open={window.innerWidth >= 960}>
        <summary>{t('contents')}</summary>
        <ol className={styles.list}>
          {sections.map((section, i) => (
            <li key={section.id}>
              <a href={`#${section.id}`}>
                <span className={styles.number}>{i + 1}</span>
                <span>{local(section.heading)}</span>
              </a>
            </li>
          ))}
        </ol>
      </details>
    </aside>
  );
}
