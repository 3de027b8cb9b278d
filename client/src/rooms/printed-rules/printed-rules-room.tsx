import type { PrintedRules } from '@hoithi/shared/contract/organizer';
import { useParams } from 'wouter';
import { useLoaded } from '../../connection/use-loaded.ts';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { useFormat } from '../../ui/use-format.ts';

export default function PrintedRulesRoom() {
  const { local } = useFormat();
  const { slug } = useParams<{ slug: string }>();
  const rules = useLoaded<{ printed: PrintedRules; version: number }>(`/api/contests/${encodeURIComponent(slug)}/rules`);
  return <Page width="middle">{rules.value ? <h1>{local(rules.value.printed.title)}</h1> : <StateCard kind="loading" />}</Page>;
}
