import { refuse } from '@hoithi/shared/contract/result';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { openRoom, type Room, type RoomOptions } from './connection.ts';
import type { EventMap, RoomState, ViewOf } from './namespace-types.ts';

export type UseRoom<ToServer, FromServer> = RoomState<ViewOf<ToServer>> &
  Pick<Room<ToServer, FromServer>, 'send' | 'on' | 'enter' | 'serverNowMs'>;

const nothing: RoomState<never> = { view: null, online: false, storeAway: false, refused: null, way: 'socket' };
const notYet = {
  subscribe: () => () => undefined,
  state: () => nothing,
  on: () => () => undefined,
  send: () => Promise.resolve(refuse({ code: 'unavailable' })),
  enter: () => Promise.resolve(),
  serverNowMs: () => performance.now(),
};

/**
 * A room for as long as the component stays:
 * `useRoom<McToServer, ServerToMc>('/mc', { enter: () => ({}) })`.
 * `key` opens it anew when it changes: another contest, another person.
 */
export function useRoom<ToServer extends EventMap, FromServer extends EventMap>(
  namespace: string,
  options: RoomOptions<ToServer> & { key?: string },
): UseRoom<ToServer, FromServer> {
  const latest = useRef(options);
  latest.current = options;
  const [opened, setOpened] = useState<Room<ToServer, FromServer> | null>(null);
  const key = options.key ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the options
  useEffect(() => {
    const room = openRoom<ToServer, FromServer>(namespace, {
      ...latest.current,
      enter: (reconnect) => latest.current.enter(reconnect),
    });
    setOpened(room);
    return () => room.close();
  }, [namespace, key]);
  const room = opened ?? (notYet as unknown as Room<ToServer, FromServer>);
  const state = useSyncExternalStore(room.subscribe, room.state);
  return useMemo(
    () => ({ ...state, send: room.send, on: room.on, enter: room.enter, serverNowMs: room.serverNowMs }),
    [state, room],
  );
}
