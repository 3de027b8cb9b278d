import type { DemoEntered, EnterDemo } from '@hoithi/shared/contract/sign-in';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './demo-entries.module.css';
import { EntryEmblem } from './entry-emblem.tsx';

type NamespaceEvents = EnterDemo['audience'];
const audiences = [
  'contestant',
  'mc',
  'screen',
  'unit-leader',
  'organizer',
] as const satisfies readonly NamespaceEvents[];

type Props = {
  /** Goes to a path of the house as a fresh page, since a cookie has just been set. */
  leaveFor?: (path: string) => void;
};

/** Five doors into the demo contest, no account asked. SPEC C3, D3. */
export function DemoEntries({ leaveFor = (path) => location.assign(path) }: Props) {
  const { t } = useTranslation('home');
  const say = useRefusalText();
  const [entering, setEntering] = useState<NamespaceEvents | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    const comeBack = () => setEntering(null); // the browser's way back shows this very page again
    window.addEventListener('pageshow', comeBack);
    return () => window.removeEventListener('pageshow', comeBack);
  }, []);
  const enter = async (audience: NamespaceEvents) => {
    if (entering) return;
    setEntering(audience);
    setRefused(null);
    const answer = await postJson<DemoEntered>('/api/demo/enter', { audience } satisfies EnterDemo);
    if (answer.ok) {
      leaveFor(answer.value.goTo);
      return;
    }
    setRefused(say(answer.refusal));
    setEntering(null);
  };
  return (
    <section className={styles.demo} aria-labelledby="doors">
      <div className={styles.head}>
        <Badge tone="gold">{t('demo.mark')}</Badge>
        <h2 id="doors" className={styles.heading}>
          {t('demo.heading')}
        </h2>
        <p className={styles.text}>{t('demo.text')}</p>
      </div>
      {refused && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
      <ul className={styles.doors}>
        {audiences.map((audience) => (
          <li key={audience}>
            <Entry audience={audience} entering={entering === audience} onEnter={() => void enter(audience)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type EntryProps = { audience: NamespaceEvents; entering: boolean; onEnter: () => void };

/** Two leaves of lacquer with the room's emblem; they part when the door is touched. */
function Entry({ audience, entering, onEnter }: EntryProps) {
  const { t } = useTranslation('home');
  return (
    <button
      type="button"
      className={styles.door}
      data-first={audience === 'contestant' || undefined}
      data-open={entering || undefined}
      aria-busy={entering || undefined}
      onClick={onEnter}
    >
      <span className={styles.gate} aria-hidden="true">
        <span className={styles.leaf} />
        <span className={styles.leaf} />
        <EntryEmblem audience={audience} />
      </span>
      <span className={styles.words}>
        <strong className={styles.name}>{t(`doors.${audience}.name`)}</strong>
        <span className={styles.sentence}>{t(`doors.${audience}.text`)}</span>
        <span className={styles.enter}>{entering ? t('demo.entering') : t('demo.enter')}</span>
      </span>
    </button>
  );
}
