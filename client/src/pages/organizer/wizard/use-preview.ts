import type { OpenQuestion, PresetId, PreviewedRules, RulesAnswers } from '@hoithi/shared/contract/organizer';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useRef, useState } from 'react';
import { useOrganizer } from '../organizer-connection.ts';

export const previewAfterMs = 350;
export type Previewed = { preview: PreviewedRules; questions: OpenQuestion[] };

/**
 * Reads from the server the rules that the plan and the answers so far make, a moment after the last change; an overtaken
 * reply is dropped. SPEC O1.
 */
export function usePreview(presetId: PresetId, answers: RulesAnswers) {
  const { namespace } = useOrganizer();
  const { send } = namespace;
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, setPending] = useState(true);
  const planQuestions = useRef<ReadonlySet<string> | null>(null); // the ids that the plan alone leaves open
  useEffect(() => {
    let overtaken = false;
    setPending(true);
    const load = async () => {
      if (planQuestions.current === null) {
        const bare = await send('rules:preview', { presetId, answers: {} });
        if (bare.ok) planQuestions.current = new Set(bare.value.open.map(({ id }) => id));
      }
      const received = await send('rules:preview', { presetId, answers });
      // A question that only an answer brings up is checked without its own answer: is it still open then?
      const followUps = Object.keys(answers).filter((id) => planQuestions.current && !planQuestions.current.has(id));
      const without = Object.fromEntries(Object.entries(answers).filter(([id]) => !followUps.includes(id)));
      const again = followUps.length > 0 ? await send('rules:preview', { presetId, answers: without }) : null;
      if (overtaken) return;
      setPending(false);
      setRefusal(received.ok ? null : received.refusal);
      if (!received.ok) return;
      const stillOpen = new Set(again?.ok ? again.value.open.map(({ id }) => id) : followUps);
      const pointless = new Set(followUps.filter((id) => !stillOpen.has(id)));
      setPreviewed((before) => ({
        preview: received.value,
        questions: mergeQuestions(
          before?.questions ?? [],
          received.value.open,
          new Set(Object.keys(answers)),
          pointless,
        ),
      }));
    };
    const timer = setTimeout(() => void load(), previewAfterMs);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [presetId, answers, send]);
  return { previewed, refusal, pending };
}

/**
 * The form's questions after a preview. The server lists what is still open, in order; answered questions stay
 * where they were, so that nothing moves while somebody types. A new question comes before the next one that was there
 * already. `pointless` are answered questions that another answer has made irrelevant.
 *
 * Source  SPEC O1.
 */
export function mergeQuestions(
  shown: readonly OpenQuestion[],
  open: readonly OpenQuestion[],
  answered: ReadonlySet<string>,
  pointless: ReadonlySet<string>,
): OpenQuestion[] {
  const fresh = new Map(open.map((question) => [question.id, question]));
  const merged = shown
    .filter(({ id }) => fresh.has(id) || (answered.has(id) && !pointless.has(id)))
    .map((question) => fresh.get(question.id) ?? question);
  for (const question of [...open].reverse()) {
    if (merged.some(({ id }) => id === question.id)) continue;
    const next = open[open.findIndex(({ id }) => id === question.id) + 1];
    const at = next ? merged.findIndex(({ id }) => id === next.id) : -1;
    merged.splice(at === -1 ? merged.length : at, 0, question);
  }
  return merged;
}
