import type { StageView } from '@hoithi/shared/contract/show';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { carryPlayerKey } from './player-key.ts';

/** Within so long the phones of a hall go over, so that they do not all enter at one instant. */
const spreadMs = 1_500;

/** Where another run follows this one, the phone goes on there, as the same player. SPEC H50. */
export function useFollow(code: string, stage: StageView | null): void {
  const [, navigate] = useLocation();
  const next = stage?.next ?? null;
  useEffect(() => {
    if (next === null || next === code) return;
    const timer = setTimeout(() => navigate(carryPlayerKey(code, next), { replace: true }), Math.random() * spreadMs);
    return () => clearTimeout(timer);
  }, [code, next, navigate]);
}
