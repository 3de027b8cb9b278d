import type { ContestCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Tabs } from '../../ui/tabs.tsx';
import { collectiveDeskPath, deskPath, preparePath } from './organizer-paths.ts';

/** The pages of one contest: the daily desk, the set-up, the prizes for units. */
export function ContestTabs({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('organizer');
  const [path] = useLocation();
  const others = [
    { href: preparePath(contest.slug), label: t('tabs.prepare') },
    { href: collectiveDeskPath(contest.slug), label: t('tabs.collective') },
  ].map((tab) => ({ ...tab, current: tab.href === path }));
  const desk = { href: deskPath(contest.slug), label: t('tabs.desk'), current: others.every((tab) => !tab.current) };
  return <Tabs label={t('tabs.label')} tabs={[desk, ...others]} />;
}
