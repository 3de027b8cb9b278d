import type { PapersDesk } from '@hoithi/shared/contract/papers';
import { useEffect } from 'react';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { CertificatesCard } from './certificates-card.tsx';
import { PapersCard } from './papers-card.tsx';
import type { ResultParts } from './result-parts.ts';

/** Papers and certificates, filled in with what was last given. */
export function PapersPart({ part, ...parts }: ResultParts & { part: 'papers' | 'certificates' }) {
  const words = useRefusalText();
  const { value, refusal, loading, again } = useLoaded<PapersDesk>(`${parts.path}/papers`);
  const { phase } = parts.desk.round;
  const state = `${phase} ${parts.desk.standing?.version ?? 0}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state of the round is read anew
  useEffect(again, [state, again]);
  if (loading) return <StateCard kind="loading" />;
  if (!value) return refusal && <StateCard kind="error">{words(refusal)}</StateCard>;
  const done = (sentence: string) => {
    again();
    parts.done(sentence);
  };
  if (part === 'papers') return <PapersCard {...parts} papers={value} onPrinted={again} />;
  return <CertificatesCard {...parts} papers={value} done={done} />;
}
