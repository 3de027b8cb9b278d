import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { useDraft } from './draft-context.ts';
import styles from './plan-notices.module.css';

/** Where the document that a draft began from contradicts itself or leaves a choice. SPEC R3. */
export function PlanNotices() {
  const { t } = useTranslation('editor');
  const { local } = useFormat();
  const { choices, content } = useDraft();
  const template = choices.templates.find(({ id }) => id === content.template);
  if (!template || template.notices.length === 0) return null;
  return (
    <details className={styles.notices} open>
      <summary>{t('planNotices', { title: local(template.title) })}</summary>
      <ul>
        {template.notices.map((notice) => (
          <li key={notice.vi}>{local(notice)}</li>
        ))}
      </ul>
    </details>
  );
}
