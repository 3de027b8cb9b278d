import type { ContestantToServer, ServerToContestant } from '@hoithi/shared/contract/contestant';
import type { PublicContest } from '@hoithi/shared/contract/public';
import type { Me } from '@hoithi/shared/contract/sign-in';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'wouter';
import { switchingTransport } from '../../connection/switching-transport.ts';
import type { Transport } from '../../connection/transport.ts';
import { useLoaded } from '../../connection/use-loaded.ts';
import { useRoom } from '../../connection/use-namespace.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { useRefusalText } from '../../ui/use-refusal-text.ts';
import { useAttemptDesk } from './attempt/use-attempt-desk.ts';
import { SeatContext, VisitContext } from './contestant-context.ts';
import { ContestantPages } from './contestant-pages.tsx';
import { keepInvitedUnit } from './invited-unit.ts';

/** The contestant's room: the contest as anybody sees it, and, once signed in, a seat with a socket. */
export default function ContestantRoom({ transport }: { transport?: () => Transport }) {
  const { slug } = useParams<{ slug: string }>();
  useState(() => keepInvitedUnit(slug, location.search)); // before a page of the room drops it from the address
  const contest = useLoaded<PublicContest>(`/api/contests/${encodeURIComponent(slug)}`);
  const me = useLoaded<Me>(`/api/me?contest=${encodeURIComponent(slug)}`);
  const againContest = contest.again;
  const againMe = me.again;
  const visit = useMemo(
    () =>
      contest.value && me.value
        ? {
            slug,
            public: contest.value,
            me: me.value,
            again: () => {
              againContest();
              againMe();
            },
          }
        : null,
    [slug, contest.value, me.value, againContest, againMe],
  );
  const refusal = contest.refusal ?? me.refusal;
  if (refusal) {
    return <Unreached missing={refusal.code === 'not_found'} again={contest.refusal ? contest.again : me.again} />;
  }
  if (!visit) {
    return (
      <Page>
        <StateCard kind="loading" />
      </Page>
    );
  }
  return (
    <VisitContext value={visit}>
      {visit.me.signedIn ? (
        <SeatedPages key={slug} slug={slug} person={visit.me.phoneMasked ?? ''} transport={transport} />
      ) : (
        <ContestantPages />
      )}
    </VisitContext>
  );
}

function Unreached({ missing, again }: { missing: boolean; again: () => void }) {
  const { t } = useTranslation(['contestant', 'common']);
  return (
    <Page>
      {missing ? (
        <StateCard
          kind="empty"
          title={t('noContest.title')}
          action={
            <ButtonLink href="/" kind="primary">
              {t('common:toHouse')}
            </ButtonLink>
          }
        >
          {t('noContest.text')}
        </StateCard>
      ) : (
        <StateCard
          kind="offline"
          action={
            <Button kind="primary" onClick={again}>
              {t('common:again')}
            </Button>
          }
        >
          {t('unreached')}
        </StateCard>
      )}
    </Page>
  );
}

type SeatedProps = { slug: string; person: string; transport: (() => Transport) | undefined };

function SeatedPages({ slug, person, transport }: SeatedProps) {
  // Only a page opened on the attempt itself claims it from another device; looking at the contest does not.
  const claims = useRef(location.pathname.endsWith('/thi'));
  const made = useMemo(() => transport?.(), [transport]);
  const room = useRoom<ContestantToServer, ServerToContestant>('/contestant', {
    enter: (reconnect) => ({ slug, takeOver: !reconnect && claims.current }),
    clock: true,
    key: person,
    makeTransport: switchingTransport,
    ...(made ? { transport: made } : {}),
  });
  const desk = useAttemptDesk(room, room.view, slug);
  const seat = useMemo(() => (room.view ? { room, view: room.view, desk } : null), [room, desk]);
  if (!seat) return <Waiting refused={room.refused ? <RefusedBy refusal={room.refused} /> : null} />;
  return (
    <SeatContext value={seat}>
      <ContestantPages />
    </SeatContext>
  );
}

function RefusedBy({ refusal }: { refusal: Parameters<ReturnType<typeof useRefusalText>>[0] }) {
  return useRefusalText()(refusal);
}

function Waiting({ refused }: { refused: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <Page>
      {refused ? (
        <StateCard
          kind="error"
          action={
            <Button kind="primary" onClick={() => location.reload()}>
              {t('reload')}
            </Button>
          }
        >
          {refused}
        </StateCard>
      ) : (
        <StateCard kind="loading" />
      )}
    </Page>
  );
}
