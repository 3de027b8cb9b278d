import { refuse } from '@hoithi/shared/contract/result';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type NamespaceEvents, type NamespaceOptions, openNamespace } from './connection.ts';
import type { EventMap, NamespaceState, ViewOf } from './namespace-types.ts';

export type UseNamespace<ToServer, FromServer> = NamespaceState<ViewOf<ToServer>> &
  Pick<NamespaceEvents<ToServer, FromServer>, 'send' | 'on' | 'enter' | 'serverNowMs'>;

const nothing: NamespaceState<never> = { view: null, online: false, storeFailure: false, refused: null, way: 'socket' };
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
export function useNamespace<ToServer extends EventMap, FromServer extends EventMap>(
  namespace: string,
  options: NamespaceOptions<ToServer> & { key?: string },
): UseNamespace<ToServer, FromServer> {
  const latest = useRef(options);
  latest.current = options;
  const [opened, setOpened] = useState<NamespaceEvents<ToServer, FromServer> | null>(null);
  const key = options.key ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the options
  useEffect(() => {
    const socket = openNamespace<ToServer, FromServer>(namespace, {
      ...latest.current,
      enter: (reconnect) => latest.current.enter(reconnect),
    });
    setOpened(socket);
    return () => socket.close();
  }, [namespace, key]);
  const socket = opened ?? (notYet as unknown as NamespaceEvents<ToServer, FromServer>);
  const state = useSyncExternalStore(socket.subscribe, socket.state);
  return useMemo(
    () => ({ ...state, send: socket.send, on: socket.on, enter: socket.enter, serverNowMs: socket.serverNowMs }),
    [state, socket],
  );
}
