import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadWords } from '../../../locales/i18n.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useMay } from '../organizer-connection.ts';
import { deskPath } from '../organizer-paths.ts';
import type { Desk } from '../with-desk.tsx';
import { WithDesk } from '../with-desk.tsx';
import { ExclusionsCard } from './exclusions-card.tsx';
import { LeaderLinkCard, LevelLinksCard, StageCard } from './link-cards.tsx';
import { MapCard } from './map-card.tsx';
import { OpenLinksCard } from './open-links-card.tsx';
import styles from './page.module.css';
import { RostersCard } from './rosters-card.tsx';
import { UnitsCard } from './units-card.tsx';

const EntryWays = lazy(() =>
  Promise.all([import('./entry-ways-form.tsx'), loadWords('slips')]).then(([form]) => ({ default: form.EntryWays })),
);
const SlipCards = lazy(() =>
  Promise.all([import('./slips-card.tsx'), loadWords('slips')]).then(([cards]) => ({ default: cards.SlipCards })),
);
const DataRequestsCard = lazy(() =>
  Promise.all([import('./data-requests-card.tsx'), loadWords('rights')]).then(([{ DataRequestsCard: card }]) => ({
    default: card,
  })),
);
const LookCard = lazy(() => Promise.all([import('../look/look-card.tsx'), loadWords('look')]).then(([card]) => card));

/** The set-up of one contest, apart from the daily desk: units, links, lists, map, exclusions. SPEC O2, U1. */
export function PreparePage({ slug }: { slug: string }) {
  return <WithDesk slug={slug}>{(desk) => <Parts key={desk.contest.contestId} desk={desk} />}</WithDesk>;
}

function Parts({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['organizer', 'rosters', 'participation']);
  const { local } = useFormat();
  const { contest } = desk;
  const may = useMay(contest.contestId);
  const [links, setLinks] = useState(0);
  const made = () => setLinks((count) => count + 1);
  const changesLinks = may('links:change');
  useEffect(() => {
    // The browser scrolled to the part named in the address before that part existed.
    document.getElementById(location.hash.slice(1))?.scrollIntoView?.();
  }, []);
  const all = [
    { id: 'don-vi', title: t('units.title'), cards: <UnitsCard contest={contest} />, shown: may('units:read') },
    {
      id: 'dien-mao',
      title: t('prepare.look'),
      shown: true,
      cards: (
        <Card title={t('prepare.look')}>
          <Suspense fallback={<StateCard kind="loading" />}>
            <LookCard contestId={contest.contestId} />
          </Suspense>
        </Card>
      ),
    },
    {
      id: 'lien-ket',
      title: t('prepare.links'),
      shown: may('links:read'),
      cards: (
        <>
          {changesLinks && <LeaderLinkCard contest={contest} onMade={made} />}
          {changesLinks && <LevelLinksCard contest={contest} onMade={made} />}
          {changesLinks && <StageCard contestId={contest.contestId} onMade={made} />}
          <OpenLinksCard contestId={contest.contestId} made={links} />
        </>
      ),
    },
    {
      id: 'cach-vao-thi',
      title: t('prepare.ways'),
      shown: may('slips:read'),
      cards: (
        <>
          <Card title={t('prepare.ways')}>
            <Suspense fallback={<StateCard kind="loading" />}>
              <EntryWays contest={contest} />
            </Suspense>
          </Card>
          <Suspense fallback={null}>
            <SlipCards contest={contest} />
          </Suspense>
        </>
      ),
    },
    {
      id: 'danh-sach',
      title: t('rosters:title'),
      cards: <RostersCard contest={contest} />,
      shown: may('units:change'),
    },
    {
      id: 'ban-do',
      title: t('participation:upload.title'),
      cards: <MapCard contest={contest} />,
      shown: may('units:change'),
    },
    {
      id: 'du-lieu',
      title: t('prepare.data'),
      shown: may('rights:read'),
      cards: (
        <Suspense fallback={<StateCard kind="loading" />}>
          <DataRequestsCard contest={contest} />
        </Suspense>
      ),
    },
    {
      id: 'loai-tru',
      title: t('exclusions.title'),
      cards: <ExclusionsCard desk={desk} />,
      shown: may('exclusions:read'),
    },
  ];
  const parts = all.filter(({ shown }) => shown);
  return (
    <>
      <PageHead above={local(contest.name)} title={t('tabs.prepare')} lead={t('prepare.lead')}>
        <ButtonLink href={`${deskPath(contest.slug)}/chay-thu`}>{t('prepare.simulate')}</ButtonLink>
      </PageHead>
      <div className={styles.parts}>
        <nav className={styles.ways} aria-label={t('prepare.parts')}>
          {parts.map(({ id, title }) => (
            <a key={id} href={`#${id}`}>
              {title}
            </a>
          ))}
        </nav>
        <div className={styles.cards}>
          {parts.map(({ id, cards }) => (
            <div key={id} id={id} className={styles.part}>
              {cards}
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
