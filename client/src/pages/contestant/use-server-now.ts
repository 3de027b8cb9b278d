import { useHouseClock } from '../../connection/use-server-clock.ts';
import { useSeat } from './contestant-context.ts';

/** The server's time: by the socket of a seat, else by the house's card; null until known. */
export function useServerNow(): (() => number) | null {
  const seat = useSeat();
  const house = useHouseClock();
  return seat ? seat.room.serverNowMs : house;
}
