import type { PhoneView, SeatView, ServerToShow, ShowToServer, StageView } from '@hoithi/shared/contract/show';
import { useEffect, useMemo, useState } from 'react';
import { lineStateOf } from '../../../connection/namespace-types.ts';
import type { Transport } from '../../../connection/transport.ts';
import { useRoom } from '../../../connection/use-namespace.ts';
import { dropSeatKey, readSeatKey } from './player-key.ts';

export type ShowLine = ReturnType<typeof useShow>;

const newer = <V extends { version: number }>(one: V | null, other: V | null): V | null =>
  one && other ? (other.version > one.version ? other : one) : (one ?? other);

/** One phone's line to a show: the stage everybody sees and the own seat, each as new as it was told. SPEC V2, H4. */
export function useShow(code: string, transport?: Transport) {
  const room = useRoom<ShowToServer, ServerToShow>('/show', {
    enter: () => ({ code, token: readSeatKey(code) }),
    clock: true,
    key: code,
    ...(transport ? { transport } : {}),
  });
  const [stage, setStage] = useState<StageView | null>(null);
  const [seat, setSeat] = useState<SeatView | null>(null);
  const [taken, setTaken] = useState<PhoneView | null>(null);
  const [removed, setRemoved] = useState(false);
  useEffect(() => room.on('stage', setStage), [room.on]);
  useEffect(() => room.on('seat', setSeat), [room.on]);
  useEffect(
    () =>
      room.on('seat:removed', () => {
        dropSeatKey(code);
        setRemoved(true);
      }),
    [room.on, code],
  );
  const entered = newer(room.view, taken);
  return useMemo(
    () => ({
      room,
      online: room.online,
      lineState: lineStateOf(room),
      refused: room.refused,
      removed: removed || room.refused?.code === 'seat_removed',
      stage: newer(entered?.stage ?? null, stage?.runId === entered?.stage.runId ? stage : null),
      seat: newer(entered?.seat ?? null, seat),
      contestant: entered?.contestant ?? null,
      serverNowMs: room.serverNowMs,
      sit: setTaken,
    }),
    [room, entered, stage, seat, removed],
  );
}
