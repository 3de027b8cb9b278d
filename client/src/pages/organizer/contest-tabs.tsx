import type { ContestCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Tabs } from '../../ui/tabs.tsx';
import { useMay } from './organizer-connection.ts';
import {
  collectiveDeskPath,
  committeePath,
  deskPath,
  peoplePath,
  preparePath,
  questionFiguresPath,
  resultDeskPath,
  showsPath,
} from './organizer-paths.ts';

/** The pages of one contest: the daily desk, the set-up, the results, the prizes for units. */
export function ContestTabs({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('organizer');
  const [path] = useLocation();
  const may = useMay(contest.contestId);
  const others = [
    { href: preparePath(contest.slug), label: t('tabs.prepare') },
    { href: committeePath(contest.slug), label: t('tabs.committee') },
    ...(may('people:find') ? [{ href: peoplePath(contest.slug), label: t('tabs.people') }] : []),
    { href: resultDeskPath(contest.slug), label: t('tabs.result') },
    ...(may('show:write') ? [{ href: showsPath(contest.slug), label: t('tabs.shows') }] : []),
    { href: collectiveDeskPath(contest.slug), label: t('tabs.collective') },
    ...(may('questions:figures') ? [{ href: questionFiguresPath(contest.slug), label: t('tabs.questions') }] : []),
  ].map((tab) => ({ ...tab, current: path === tab.href || path.startsWith(`${tab.href}/`) }));
  const desk = { href: deskPath(contest.slug), label: t('tabs.desk'), current: others.every((tab) => !tab.current) };
  return <Tabs label={t('tabs.label')} tabs={[desk, ...others]} />;
}
