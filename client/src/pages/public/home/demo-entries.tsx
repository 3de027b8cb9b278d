import type { DemoEntered, EnterDemo } from '@hoithi/shared/contract/sign-in';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './demo-entries.module.css';
import { DoorEmblem } from './entry-emblem.tsx';

type Room = EnterDemo['room'];
const rooms = ['contestant', 'mc', 'screen', 'unit-leader', 'organizer'] as const satisfies readonly Room[];

type Props = {
  /** Goes to a path of the house as a fresh page, since a cookie has just been set. */
  leaveFor?: (path: string) => void;
};

/** Five doors into the demo contest, no account asked. SPEC C3, D3. */
export function DemoDoors({ leaveFor = (path) => location.assign(path) }: Props) {
  const { t } = useTranslation('house');
  const say = useRefusalText();
  const [entering, setEntering] = useState<Room | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    const comeBack = () => setEntering(null); // the browser's way back shows this very page again
    window.addEventListener('pageshow', comeBack);
    return () => window.removeEventListener('pageshow', comeBack);
  }, []);
  const enter = async (room: Room) => {
    if (entering) return;
    setEntering(room);
    setRefused(null);
    const answer = await postJson<DemoEntered>('/api/demo/enter', { room } satisfies EnterDemo);
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
        {rooms.map((room) => (
          <li key={room}>
            <Door room={room} entering={entering === room} onEnter={() => void enter(room)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type DoorProps = { room: Room; entering: boolean; onEnter: () => void };

/** Two leaves of lacquer with the room's emblem; they part when the door is touched. */
function Door({ room, entering, onEnter }: DoorProps) {
  const { t } = useTranslation('house');
  return (
    <button
      type="button"
      className={styles.door}
      data-first={room === 'contestant' || undefined}
      data-open={entering || undefined}
      aria-busy={entering || undefined}
      onClick={onEnter}
    >
      <span className={styles.gate} aria-hidden="true">
        <span className={styles.leaf} />
        <span className={styles.leaf} />
        <DoorEmblem room={room} />
      </span>
      <span className={styles.words}>
        <strong className={styles.name}>{t(`doors.${room}.name`)}</strong>
        <span className={styles.sentence}>{t(`doors.${room}.text`)}</span>
        <span className={styles.enter}>{entering ? t('demo.entering') : t('demo.enter')}</span>
      </span>
    </button>
  );
}
