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
import { PhoneStep } from './phone-step.tsx';
import { SlipStep } from './slip-step.tsx';
import { readSentCode, type SentCode, storeSentCode } from './stored-code.ts';

/**
 * Phone number, then the code sent to it, or the code on a slip, each under an address of its own, so that a reload stays and the way back goes
 * one step. A person who is signed in is led on. SPEC E4.
 */
export function SignInPage() {
  const { t } = useTranslation('contestant');
  const { slug, me, public: shown } = useVisit();
  const { step } = useParams<{ step?: string }>();
  const [, go] = useLocation();
  const { local } = useFormat();
  const nowMs = useServerClock();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const stored = readSentCode(); // not a state: the address may change before a state does
  const [phone, setPhone] = useState(stored?.phone ?? '');
  const sent = stored && nowMs && nowMs() > stored.requested.expiresAtMs && step !== 'ma' ? null : stored;
  usePageTitle(t('signIn.title'));
  if (me.signedIn) return <Redirect to={contestPath(slug, me.enrolled ? undefined : 'ho-so')} replace />;
  const store = (code: SentCode | null) => {
    storeSentCode(code);
    drawAgain();
  };
  const codePath = contestPath(slug, 'dang-nhap/ma');
  const bySlip = shown.entryWays.includes('slip');
  const byPhone = shown.entryWays.includes('phone');
  if (bySlip && (step === 'phieu' || !byPhone))
    return (
      <Page demo={shown.contest.demo} home={contestPath(slug)}>
        <Card tone="gold" title={t('signIn.slip.title')}>
          <SlipStep phoneToo={byPhone} />
        </Card>
      </Page>
    );
  if (step === 'ma' && !sent) return <Redirect to={contestPath(slug, 'dang-nhap')} replace />;
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <Card tone="gold" title={step === 'ma' ? t('signIn.codeTitle') : t('signIn.title')}>
        {step === 'ma' && sent ? (
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
        ) : (
          <PhoneStep
            contest={local(shown.contest.name)}
            phone={phone}
            onPhone={setPhone}
            sent={sent}
            codePath={codePath}
            slipPath={bySlip ? contestPath(slug, 'dang-nhap/phieu') : null}
            onRequested={(requested) => {
              store({ requested, phone });
              go(codePath);
            }}
            onSentBefore={() => go(codePath)}
          />
        )}
      </Card>
    </Page>
  );
}
