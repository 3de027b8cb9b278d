import type { Permission } from '@hoithi/shared/rules/permissions';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMay } from '../organizer-connection.ts';
import { type Desk, WithDesk } from '../with-desk.tsx';
import { type Act, ActDialog } from './act-dialogs.tsx';
import { AttemptsCard } from './attempts-card.tsx';
import { AuditTrail } from './audit-trail.tsx';
import { Decisions } from './decisions.tsx';
import { DeskHead } from './desk-head.tsx';
import { FiguresCard } from './figures-card.tsx';
import { LostKeyCard } from './lost-key-card.tsx';
import styles from './page.module.css';
import { RoundsCard } from './rounds-card.tsx';

/** One contest's desk, as it is needed every day: what needs a decision, the weeks, the report, who did what. SPEC O2. */
export function DeskPage({ slug }: { slug: string }) {
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const begin = (next: Act) => {
    setDone(null);
    setAct(next);
  };
  return (
    <WithDesk slug={slug}>
      {(desk, phase) => (
        <>
          <DeskHead desk={desk} phase={phase} />
          <output className={styles.notice}>{done && <Done key={done}>{done}</Done>}</output>
          <Allowed to="result:finalize" desk={desk}>
            <LostKeyCard contestId={desk.contest.contestId} onDone={setDone} />
          </Allowed>
          <Decisions desk={desk} begin={begin} />
          <RoundsCard desk={desk} begin={begin} />
          <Allowed to="figures:read" desk={desk}>
            <FiguresCard key={`figures:${desk.contest.contestId}`} rounds={desk.rounds} />
          </Allowed>
          <Allowed to="attempts:find" desk={desk}>
            <AttemptsCard key={`attempts:${desk.contest.contestId}`} desk={desk} />
          </Allowed>
          <Allowed to="audit:read" desk={desk}>
            <AuditTrail audit={desk.audit} rounds={desk.rounds} />
          </Allowed>
          <ActDialog
            act={act}
            desk={desk}
            onClose={() => setAct(null)}
            onDone={(words) => {
              setAct(null);
              setDone(words);
            }}
          />
        </>
      )}
    </WithDesk>
  );
}

/** A part of the desk for whoever may use it. SPEC I2. */
function Allowed({ to, desk, children }: { to: Permission; desk: Desk; children: ReactNode }) {
  return useMay(desk.contest.contestId)(to) ? children : null;
}

/** What was just done, brought into sight: the act may have begun far down the page. */
function Done({ children }: { children: string }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be taken for the effect's cleaning up.
    text.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <span ref={text} className={styles.done}>
      {children}
    </span>
  );
}
