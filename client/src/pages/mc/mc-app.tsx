import type { McToServer, McView, ServerToMc } from '@hoithi/shared/contract/screen';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { type UseRoom, useRoom } from '../../connection/use-namespace.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { DrivePage } from './drive/drive-page.tsx';
import { McPage } from './mc-page.tsx';

/** The MC's room: what the hall sees, and what it shall see next. */
export default function McRoom({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['mc', 'common']);
  const room = useRoom<McToServer, ServerToMc>('/mc', {
    enter: () => ({}),
    clock: true,
    ...(transport ? { transport } : {}),
  });
  usePageTitle(t('common:pageTitle.mc'));
  return (
    <div data-ground="lacquer">
      {room.refused ? (
        <Page>
          <StateCard
            kind="closed"
            title={t('notIn.title')}
            action={
              <ButtonLink href="/" kind="primary">
                {t('common:toHouse')}
              </ButtonLink>
            }
          >
            {t('notIn.text')}
          </StateCard>
        </Page>
      ) : room.view ? (
        <InRoom room={room} view={room.view} />
      ) : (
        <Page>
          <StateCard kind="loading" title={t('entering')} />
        </Page>
      )}
    </div>
  );
}

/** A run that is on is driven; without one, a show or a still picture is chosen. */
function InRoom({ room, view }: { room: UseRoom<McToServer, ServerToMc>; view: McView }) {
  const { run } = view.show;
  if (run) return <DrivePage key={run.runId} room={room} view={view} run={run} />;
  return <McPage room={room} view={view} />;
}
