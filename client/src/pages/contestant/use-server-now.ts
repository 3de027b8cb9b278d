import { useServerClock } from '../../connection/use-server-clock.ts';
import { useSession } from './contestant-context.ts';

/** The server's time: by the socket of a seat, else by the house's card; null until known. */
export function useServerNow(): (() => number) | null {
  const session = useSession();
  const app = useServerClock();
  return session ? session.namespace.serverNowMs : app;
}
