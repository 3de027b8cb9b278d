import type { CodeRequested } from '@hoithi/shared/contract/sign-in';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { contestPath, useVisit } from '../contestant-context.ts';
import { CodeStep } from './code-step.tsx';
import { PhoneStep } from './phone-step.tsx';

/** Phone number, then the code sent to it. A person who is signed in is led on. */
export function SignInPage() {
  const { t } = useTranslation('contestant');
  const { slug, me, public: shown } = useVisit();
  const { local } = useFormat();
  const [requested, setRequested] = useState<CodeRequested | null>(null);
  const [phone, setPhone] = useState('');
  usePageTitle(t('signIn.title'));
  if (me.signedIn) return <Redirect to={contestPath(slug, me.enrolled ? undefined : 'ho-so')} replace />;
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <Card tone="gold" title={requested ? t('signIn.codeTitle') : t('signIn.title')}>
        {requested ? (
          <CodeStep
            requested={requested}
            phone={phone}
            onRequestedAgain={setRequested}
            onOtherPhone={() => setRequested(null)}
          />
        ) : (
          <PhoneStep contest={local(shown.contest.name)} phone={phone} onPhone={setPhone} onRequested={setRequested} />
        )}
      </Card>
    </Page>
  );
}
