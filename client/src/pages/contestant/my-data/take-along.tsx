import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useVisit } from '../contestant-context.ts';
import styles from './page.module.css';
import { writeReadable } from './write-readable.ts';

/** A copy of all that is stored: to read, and for programs. SPEC S62. */
export function TakeAlong({ path }: { path: string }) {
  const { t } = useTranslation(['rights', 'common']);
  const { slug, public: shown } = useVisit();
  const { local, instant, locale } = useFormat();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState<'html' | 'json' | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const save = async (as: 'html' | 'json') => {
    setBusy(as);
    const received = await getJson<Record<string, unknown>>(`${path}/export`);
    setBusy(null);
    setRefused(received.ok ? null : refusalText(received.refusal));
    if (!received.ok) return;
    const title = t('file.title', { contest: local(shown.contest.name) });
    const heading = (key: string) =>
      t(`field.${key as 'phone'}`, { defaultValue: t(`common:profileField.${key as 'name'}`, { defaultValue: key }) });
    const text =
      as === 'json'
        ? JSON.stringify(received.value, null, 2)
        : writeReadable(received.value, { title, locale, heading, instant, none: t('file.none') });
    const type = as === 'json' ? 'application/json' : 'text/html;charset=utf-8';
    saveFile({ name: `du-lieu-cua-toi-${slug}.${as}`, bytes: new Blob([text], { type }) });
  };
  return (
    <Card title={t('take.title')}>
      <p className={styles.soft}>{t('take.lead')}</p>
      {refused && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
      <div className={styles.buttons}>
        <Button busy={busy === 'html'} onClick={() => void save('html')}>
          {t('take.readable')}
        </Button>
        <Button busy={busy === 'json'} onClick={() => void save('json')}>
          {t('take.json')}
        </Button>
      </div>
    </Card>
  );
}
