import { useReducer, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, useLocation, useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useServerClock } from '../../../connection/use-server-clock.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { contestPath, useVisit } from '../contestant-context.ts';
import { CodeStep } from './code-step.tsx';
import { BackFirst, ByProvider, HostNote, isBackFirst, OtherWays, ProviderAnswer, shownWay } from './other-ways.tsx';
import { PhoneStep } from './phone-step.tsx';
import { SlipStep } from './slip-step.tsx';
import { readSentCode, type SentCode, storeSentCode } from './stored-code.ts';

/**
 * One way in, the others below it: phone number, then the code sent to it; the code on a slip; a provider; the app around the
 * contest. Each step has an address of its own, so that a reload stays and the way back goes one step. A person who is signed
 * in is led on. SPEC E4, S30.
 */
export function SignInPage() {
  const { t } = useTranslation('contestant');
  const { slug, me, public: shown } = useVisit();
  const { step } = useParams<{ step?: string }>();
  const way = shownWay(step, shown.entryWays);
  usePageTitle(t('signIn.title'));
  if (me.signedIn) return <Redirect to={contestPath(slug, me.enrolled ? undefined : 'ho-so')} replace />;
  const title =
    way === 'slip'
      ? t('signIn.slip.title')
      : way === 'phone' && step === 'ma'
        ? t('signIn.codeTitle')
        : t('signIn.title');
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <Card tone="gold" title={title}>
        <ProviderAnswer />
        {step !== 'ma' && <BackFirst />}
        {way === 'phone' && <PhoneWay step={step} />}
        {way === 'slip' && <SlipStep />}
        {way === 'oidc' && <ByProvider first />}
        {way === 'host' && <HostNote />}
        {step !== 'ma' && <OtherWays shown={way} />}
      </Card>
    </Page>
  );
}

function PhoneWay({ step }: { step: string | undefined }) {
  const { slug, public: shown } = useVisit();
  const [, go] = useLocation();
  const { local } = useFormat();
  const nowMs = useServerClock();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const stored = readSentCode(); // not a state: the address may change before a state does
  const [phone, setPhone] = useState(stored?.phone ?? '');
  const sent = stored && nowMs && nowMs() > stored.requested.expiresAtMs && step !== 'ma' ? null : stored;
  const store = (code: SentCode | null) => {
    storeSentCode(code);
    drawAgain();
  };
  const codePath = contestPath(slug, 'dang-nhap/ma');
  if (step === 'ma' && !sent) return <Redirect to={contestPath(slug, 'dang-nhap')} replace />;
  if (step === 'ma' && sent)
    return (
      <CodeStep
        requested={sent.requested}
        phone={sent.phone}
        onRequestedAgain={(requested) => store({ requested, phone: sent.phone })}
        onUsed={() => storeSentCode(null)}
        onOtherPhone={() => {
          store(null);
          go(contestPath(slug, 'dang-nhap'), { replace: true });
        }}
      />
    );
  return (
    <PhoneStep
      contest={local(shown.contest.name)}
      phone={phone}
      onPhone={setPhone}
      sent={sent}
      kind={isBackFirst(shown.entryWays) ? 'plain' : 'primary'}
      codePath={codePath}
      onRequested={(requested) => {
        store({ requested, phone });
        go(codePath);
      }}
      onSentBefore={() => go(codePath)}
    />
  );
}
