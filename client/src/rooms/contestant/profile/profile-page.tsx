import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { contestPath, useVisit } from '../contestant-context.ts';
import { ProfileForm } from './profile-form.tsx';
import { SignOut } from './sign-out.tsx';

/** What the contest asks about a person, no more, and what the person consents to. SPEC S4, S6. */
export function ProfilePage() {
  const { t } = useTranslation('contestant');
  const { slug, me, public: shown } = useVisit();
  usePageTitle(t('profile.title'));
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)} header={<SignOut />}>
      <Card tone="gold" title={t('profile.title')}>
        <ProfileForm key={String(me.enrolled)} />
      </Card>
    </Page>
  );
}
