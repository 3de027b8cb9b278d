import type { PhoneView, PlayerView, ServerToShow, ShowToServer, StageView } from '@hoithi/shared/contract/show';
import { useEffect, useMemo, useState } from 'react';
import { connectionStateOf } from '../../../connection/namespace-types.ts';
import type { Transport } from '../../../connection/transport.ts';
import { useNamespace } from '../../../connection/use-namespace.ts';
import { dropPlayerKey, readPlayerKey } from './player-key.ts';

export type ShowSummary = ReturnType<typeof useShow>;

const newer = <V extends { version: number }>(one: V | null, other: V | null): V | null =>
  one && other ? (other.version > one.version ? other : one) : (one ?? other);

/** One phone in a show: the stage that everybody sees and the own player, each the newest received. SPEC V2, H4. */
export function useShow(code: string, transport?: Transport) {
  const namespace = useNamespace<ShowToServer, ServerToShow>('/show', {
    enter: () => ({ code, token: readPlayerKey(code) }),
    clock: true,
    key: code,
    ...(transport ? { transport } : {}),
  });
  const [stage, setStage] = useState<StageView | null>(null);
  const [player, setPlayer] = useState<PlayerView | null>(null);
  const [joined, setJoined] = useState<PhoneView | null>(null);
  const [removed, setRemoved] = useState(false);
  useEffect(() => namespace.on('stage', setStage), [namespace.on]);
  useEffect(() => namespace.on('player', setPlayer), [namespace.on]);
  useEffect(() => namespace.on('player:removed', () => setRemoved(true)), [namespace.on]);
  const isRemoved = removed || namespace.refused?.code === 'player_removed';
  useEffect(() => {
    if (isRemoved) dropPlayerKey(code); // whoever was removed among many joins as a new player after the next scan [H18b]
  }, [isRemoved, code]);
  const entered = newer(namespace.view, joined);
  return useMemo(
    () => ({
      namespace,
      online: namespace.online,
      connectionState: connectionStateOf(namespace),
      refused: namespace.refused,
      removed: isRemoved,
      stage: newer(entered?.stage ?? null, stage?.runId === entered?.stage.runId ? stage : null),
      player: newer(entered?.player ?? null, player),
      contestant: entered?.contestant ?? null,
      serverNowMs: namespace.serverNowMs,
      join: setJoined,
    }),
    [namespace, entered, stage, player, isRemoved],
  );
}
