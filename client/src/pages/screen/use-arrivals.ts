import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { useEffect, useRef, useState } from 'react';

const namesMax = 3;

/** Units that had new people since the views before, newest first. Empty until something has changed. */
export function useArrivals(units: readonly Pick<UnitParticipation, 'code' | 'name' | 'persons'>[]): string[] {
  const before = useRef<ReadonlyMap<string, number> | null>(null);
  const [arrivals, setArrivals] = useState<string[]>([]);
  useEffect(() => {
    const known = before.current;
    before.current = new Map(units.map((unit) => [unit.code, unit.persons]));
    if (!known) return;
    const risen = units
      .filter((unit) => unit.persons > (known.get(unit.code) ?? unit.persons))
      .map((unit) => unit.name);
    if (risen.length > 0) setArrivals((now) => [...new Set([...risen, ...now])].slice(0, namesMax));
  }, [units]);
  return arrivals;
}
