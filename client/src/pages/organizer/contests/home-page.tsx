import { DeskPage } from '../desk/desk-page.tsx';
import { useOrganizer } from '../organizer-connection.ts';
import { ContestsPage } from './contests-page.tsx';

/** Where the organizer arrives: the list, or the desk itself when there is but one contest. */
export function HomePage() {
  const { view } = useOrganizer();
  const [only, ...others] = view.contests;
  return only && others.length === 0 ? <DeskPage slug={only.contest.slug} /> : <ContestsPage />;
}
