import type { ContestantView } from '@hoithi/shared/contract/contestant';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Me } from '@hoithi/shared/contract/sign-in';
import { createContext, type RefObject, useContext } from 'react';
import { useServerClock } from '../../connection/use-server-clock.ts';
import type { AttemptDesk, ContestantConnection } from './attempt/use-attempt-desk.ts';

/** What every page of the contestant knows: the contest as published, and who is here. */
export type Visit = {
  slug: string;
  public: PublicContest;
  me: Me;
  /** Reads contest and person again, after signing in or out or enrolling. */
  again: () => void;
};
/** What pages of a signed-in person know besides. */
export type Session = {
  namespace: ContestantConnection;
  view: ContestantView;
  desk: AttemptDesk;
  /** The round whose start was pressed on the page before the start's own, until that page has started it. */
  startNow: RefObject<string | null>;
};

export const VisitContext = createContext<Visit | null>(null);
export const SessionContext = createContext<Session | null>(null);

export function useVisit(): Visit {
  const visit = useContext(VisitContext);
  if (!visit) throw new Error('a contestant page is rendered inside the contestant app');
  return visit;
}

/** The session of the signed-in person; null for a guest. */
export function useSession(): Session | null {
  return useContext(SessionContext);
}

export const contestPath = (
  slug: string,
  page?: 'dang-nhap' | 'dang-nhap/ma' | 'dang-nhap/phieu' | 'ho-so' | 'thi' | 'the-le' | 'khieu-nai' | 'du-lieu',
): string => (page ? `/c/${slug}/${page}` : `/c/${slug}`);
export const receiptPath = (slug: string, attemptId: string): string => `/c/${slug}/lan-thi/${attemptId}`;
export const resultsPath = (slug: string, ordinal: number): string => `/c/${slug}/ket-qua/${ordinal}`;

/** The server's time: by the socket of a session, else over HTTP; null until known. */
export function useServerNow(): (() => number) | null {
  const session = useSession();
  const app = useServerClock();
  return session ? session.namespace.serverNowMs : app;
}
