import type { MinuteShowJoined } from '@hoithi/shared/contract/sign-in';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { postJson } from '../../../connection/api.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { storePlayerKey } from '../../contestant/show/player-key.ts';
import styles from './page.module.css';

/**
 * A show of the demo that drives itself: the hall's screen and the visitor's own phone side by side, both the very pages of a
 * real show. SPEC D5.
 */
export default function MinuteShowPage() {
  const { t } = useTranslation('home');
  const words = useRefusalText();
  const [joined, setJoined] = useState<MinuteShowJoined | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const asking = useRef(false);
  usePageTitle(t('minute.title'));
  const begin = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    setRefused(null);
    const answer = await postJson<MinuteShowJoined>('/api/demo/minute-show', {});
    asking.current = false;
    if (!answer.ok) {
      setRefused(words(answer.refusal));
      return;
    }
    storePlayerKey(answer.value.code, answer.value.playerKey);
    setJoined(answer.value);
  }, [words]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => void begin(), []);
  return (
    <Page width="wide" className={styles.page}>
      <header className={styles.head}>
        <h1>{t('minute.title')}</h1>
        <p>{t('minute.text')}</p>
      </header>
      {refused && (
        <StateCard
          kind="offline"
          title={refused}
          action={<Button onClick={() => void begin()}>{t('minute.again')}</Button>}
        />
      )}
      {!joined && !refused && <StateCard kind="loading" />}
      {joined && (
        <>
          <div className={styles.stage}>
            <figure className={styles.screen}>
              <iframe key={joined.playerKey} src={joined.screenPath} title={t('minute.screen')} />
              <figcaption>{t('minute.screen')}</figcaption>
            </figure>
            <figure className={styles.phone}>
              <iframe key={joined.playerKey} src={`/thi/${joined.code}`} title={t('minute.phone')} />
              <figcaption>{t('minute.phone')}</figcaption>
            </figure>
          </div>
          <p className={styles.ways}>
            <Button kind="primary" onClick={() => void begin()}>
              {t('minute.again')}
            </Button>
            <ButtonLink href="/">{t('minute.home')}</ButtonLink>
          </p>
        </>
      )}
    </Page>
  );
}
