import type { DemoEntered, EnterDemo } from '@hoithi/shared/contract/sign-in';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { drawTeeth } from '../../../ui/drum-face.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

type Audience = EnterDemo['audience'];
const audiences = ['contestant', 'mc', 'screen', 'unit-leader', 'organizer'] as const satisfies readonly Audience[];

type Props = {
  /** Loads a path as a fresh page, since a cookie has just been set. */
  leaveFor?: (path: string) => void;
};

/** The five roles of the demo contest, without an account. SPEC C3, D3. */
export function DemoEntries({ leaveFor = (path) => location.assign(path) }: Props) {
  const { t } = useTranslation('home');
  const refusalText = useRefusalText();
  const [entering, setEntering] = useState<Audience | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    const comeBack = () => setEntering(null); // the browser's way back shows this very page again
    window.addEventListener('pageshow', comeBack);
    return () => window.removeEventListener('pageshow', comeBack);
  }, []);
  const enter = async (audience: Audience) => {
    if (entering) return;
    setEntering(audience);
    setRefused(null);
    const answer = await postJson<DemoEntered>('/api/demo/enter', { audience } satisfies EnterDemo);
    if (answer.ok) {
      leaveFor(answer.value.goTo);
      return;
    }
    setRefused(refusalText(answer.refusal));
    setEntering(null);
  };
  return (
    <section className={styles.demo} aria-labelledby="roles">
      <div className={styles.demoHead}>
        <Badge tone="gold">{t('demo.mark')}</Badge>
        <h2 id="roles" className={styles.demoHeading}>
          {t('demo.heading')}
        </h2>
        <p className={styles.demoText}>{t('demo.text')}</p>
      </div>
      {refused && (
        <p className={styles.demoRefused} role="alert">
          {refused}
        </p>
      )}
      <ul className={styles.demoRoles}>
        {audiences.map((audience) => (
          <li key={audience}>
            <Entry audience={audience} entering={entering === audience} onEnter={() => void enter(audience)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type EntryProps = { audience: Audience; entering: boolean; onEnter: () => void };

/** Two leaves of lacquer with the role's emblem; they part under the pointer. */
function Entry({ audience, entering, onEnter }: EntryProps) {
  const { t } = useTranslation('home');
  return (
    <button
      type="button"
      className={styles.demoRole}
      data-first={audience === 'contestant' || undefined}
      data-open={entering || undefined}
      aria-busy={entering || undefined}
      onClick={onEnter}
    >
      <span className={styles.demoGate} aria-hidden="true">
        <span className={styles.demoLeaf} />
        <span className={styles.demoLeaf} />
        <EntryEmblem audience={audience} />
      </span>
      <span className={styles.demoWords}>
        <strong className={styles.demoName}>{t(`audiences.${audience}.name`)}</strong>
        <span className={styles.demoSentence}>{t(`audiences.${audience}.text`)}</span>
        <span className={styles.demoEnter}>{entering ? t('demo.entering') : t('demo.enter')}</span>
      </span>
    </button>
  );
}

const teeth = drawTeeth({ radius: 84, width: 17, ornament: 'teeth' }, 42);
/** Each role in a few strokes, within 100 by 100 around the middle. */
const strokes: Record<Audience, string> = {
  contestant:
    'M-24-46h48a6 6 0 0 1 6 6v80a6 6 0 0 1-6 6h-48a6 6 0 0 1-6-6v-80a6 6 0 0 1 6-6zM-14 0l10 11 19-23M-7 34h14',
  mc: 'M0-48a17 17 0 0 1 17 17v22a17 17 0 0 1-34 0v-22a17 17 0 0 1 17-17zM-32-12v4a32 32 0 0 0 64 0v-4M0 24v22M-18 46h36',
  screen: 'M-48-38h96v62h-96zM0 24v16M-24 44h48M-26 8v-12M-8 8v-26M10 8v-18M28 8v-34',
  'unit-leader': 'M-30-48v96M-30-44h62l-14 19 14 19h-62M-44 48h28',
  organizer: 'M-44-20h88M-44-34h88v78h-88zM-22-46v22M22-46v22M-28 14l10 10 18-20M16 20h16M16 2h16',
};

/** A role's emblem in the rim of the drum. Decoration: the name stands beside it. */
function EntryEmblem({ audience }: { audience: Audience }) {
  return (
    <svg className={styles.demoEmblem} viewBox="-100 -100 200 200" aria-hidden="true" focusable="false">
      <circle r="98" className={styles.demoRim} />
      <path d={teeth} className={styles.demoTeeth} />
      <circle r="70" className={styles.demoRing} />
      <path d={strokes[audience]} className={styles.demoStrokes} />
    </svg>
  );
}
