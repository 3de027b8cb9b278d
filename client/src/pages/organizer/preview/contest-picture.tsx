import type { Look } from '@hoithi/shared/contract/look';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { roundsToPreview } from '@hoithi/shared/rulebook/preview/take-place';
import { useMemo, useState } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { useServerClock } from '../../../connection/use-server-clock.ts';
import { Framed } from '../../../ui/framed.tsx';
import { toneProperties } from '../../../ui/look.ts';
import { ContestPage } from '../../contestant/contest/page.tsx';
import { VisitContext } from '../../contestant/contestant-context.ts';
import { guest, plannedRounds, previewCard, previewContest } from './preview-contest.ts';

type ContestPictureProps = { rulebook: Rulebook; look: Look; slug: string; title: string };

/** The contest page on a phone as it will stand once the draft is announced; it is looked at, not used. SPEC J9. */
export default function ContestPicture({ rulebook, look, slug, title }: ContestPictureProps) {
  const nowMs = useServerClock();
  const [{ hook }] = useState(() => memoryLocation({ path: `/c/${slug}` }));
  const visit = useMemo(() => {
    if (!nowMs) return null;
    const [first] = roundsToPreview(expandRounds(rulebook));
    const card = previewCard({ rulebook, look, slug }, first);
    const shown = previewContest(card, plannedRounds(rulebook, nowMs()));
    return { slug, public: shown, me: guest, again: () => undefined };
  }, [rulebook, look, slug, nowMs]);
  return (
    <Framed width={390} height={844} title={title}>
      {visit && (
        <div style={toneProperties(visit.public.contest.look)}>
          <Router hook={hook} base="">
            <VisitContext value={visit}>
              <ContestPage />
            </VisitContext>
          </Router>
        </div>
      )}
    </Framed>
  );
}
