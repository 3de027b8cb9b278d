import { refuse } from '@hoithi/shared/contract/result';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { NamespaceConnection, type NamespaceOptions } from './connection.ts';
import type { EventMap, NamespaceState, ViewOf } from './namespace-types.ts';

export type UseNamespace<ToServer extends EventMap, FromServer extends EventMap> = NamespaceState<ViewOf<ToServer>> &
  Pick<NamespaceConnection<ToServer, FromServer>, 'send' | 'on' | 'enter' | 'serverNowMs'>;

const nothing: NamespaceState<never> = {
  view: null,
  online: false,
  may: [],
  storeFailure: false,
  refused: null,
  way: 'socket',
};
const notYet = {
  subscribe: () => () => undefined,
  state: () => nothing,
  on: () => () => undefined,
  send: () => Promise.resolve(refuse({ code: 'unavailable' })),
  enter: () => Promise.resolve(),
  serverNowMs: () => performance.now(),
};

/**
 * A connection to a namespace for as long as the component stays:
 * `useNamespace<McToServer, ServerToMc>('/mc', { enter: () => ({}) })`.
 * Another `key` opens it anew: another contest, another person.
 */
export function useNamespace<ToServer extends EventMap, FromServer extends EventMap>(
  namespace: string,
  options: NamespaceOptions<ToServer> & { key?: string },
): UseNamespace<ToServer, FromServer> {
  const latest = useRef(options);
  latest.current = options;
  const [opened, setOpened] = useState<NamespaceConnection<ToServer, FromServer> | null>(null);
  const key = options.key ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the options
  useEffect(() => {
    const connection = new NamespaceConnection<ToServer, FromServer>(namespace, {
      ...latest.current,
      enter: (reconnect) => latest.current.enter(reconnect),
    });
    setOpened(connection);
    return () => connection.close();
  }, [namespace, key]);
  const connection = opened ?? (notYet as unknown as NamespaceConnection<ToServer, FromServer>);
  const state = useSyncExternalStore(connection.subscribe, connection.state);
  return useMemo(() => {
    const { send, on, enter, serverNowMs } = connection;
    return { ...state, send, on, enter, serverNowMs };
  }, [state, connection]);
}
