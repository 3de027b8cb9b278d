import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import type { Transport } from '../../../connection/transport.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useAwake } from '../../../ui/use-awake.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { JoinForm } from './join-form.tsx';
import { takeKeyFromAddress } from './player-key.ts';
import { PlayerPage } from './player-page.tsx';
import { useFollow } from './use-follow.ts';
import { useShow } from './use-show.ts';

/** A phone in a show: join, or find the own player again, and play. SPEC H4, H9. */
export default function ShowPage({ transport }: { transport?: Transport }) {
  const { t } = useTranslation('common');
  const { code } = useParams<{ code: string }>();
  usePageTitle(t('pageTitle.show'));
  useAwake();
  return <InShow key={code} code={code} {...(transport ? { transport } : {})} />;
}

function InShow({ code, transport }: { code: string; transport?: Transport }) {
  const { t } = useTranslation('show');
  const words = useRefusalText();
  useState(() => takeKeyFromAddress(code));
  const show = useShow(code, transport);
  const { stage, player } = show;
  useFollow(code, show.removed ? null : stage);
  if (show.removed) return <Closed title={t('removed.title')}>{t('removed.text')}</Closed>;
  if (show.refused) return <Closed title={t('refused')}>{words(show.refused)}</Closed>;
  if (!stage) {
    return (
      <Page>
        <StateCard kind="loading" title={t('entering')} />
      </Page>
    );
  }
  return player ? (
    <PlayerPage show={show} stage={stage} player={player} code={code} />
  ) : (
    <JoinForm show={show} stage={stage} code={code} />
  );
}

function Closed({ title, children }: { title: string; children: string }) {
  const { t } = useTranslation('show');
  return (
    <Page>
      <StateCard
        kind="closed"
        title={title}
        action={
          <ButtonLink kind="primary" href="/thi">
            {t('otherCode')}
          </ButtonLink>
        }
      >
        {children}
      </StateCard>
    </Page>
  );
}
