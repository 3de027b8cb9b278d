import type { EnterDemo } from '@hoithi/shared/contract/sign-in';
import { drawTeeth } from '../../../ui/drum-face.ts';
import styles from './demo-entries.module.css';

type NamespaceEvents = EnterDemo['audience'];

const teeth = drawTeeth({ radius: 84, width: 17, ornament: 'teeth' }, 42);
/** What a room is for in a few strokes, within 100 by 100 around the middle. */
const strokes: Record<NamespaceEvents, string> = {
  contestant:
    'M-24-46h48a6 6 0 0 1 6 6v80a6 6 0 0 1-6 6h-48a6 6 0 0 1-6-6v-80a6 6 0 0 1 6-6zM-14 0l10 11 19-23M-7 34h14',
  mc: 'M0-48a17 17 0 0 1 17 17v22a17 17 0 0 1-34 0v-22a17 17 0 0 1 17-17zM-32-12v4a32 32 0 0 0 64 0v-4M0 24v22M-18 46h36',
  screen: 'M-48-38h96v62h-96zM0 24v16M-24 44h48M-26 8v-12M-8 8v-26M10 8v-18M28 8v-34',
  'unit-leader': 'M-30-48v96M-30-44h62l-14 19 14 19h-62M-44 48h28',
  organizer: 'M-44-20h88M-44-34h88v78h-88zM-22-46v22M22-46v22M-28 14l10 10 18-20M16 20h16M16 2h16',
};

/** A room's emblem in the rim of the drum. Decoration: the name stands beside it. */
export function EntryEmblem({ audience }: { audience: NamespaceEvents }) {
  return (
    <svg className={styles.emblem} viewBox="-100 -100 200 200" aria-hidden="true" focusable="false">
      <circle r="98" className={styles.rim} />
      <path d={teeth} className={styles.teeth} />
      <circle r="70" className={styles.ring} />
      <path d={strokes[audience]} className={styles.strokes} />
    </svg>
  );
}
