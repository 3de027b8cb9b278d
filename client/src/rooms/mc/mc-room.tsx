import type { McToServer, ServerToMc } from '@hoithi/shared/contract/screen';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { useRoom } from '../../connection/use-room.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { McPage } from './mc-page.tsx';

/** The MC's room: what the hall sees, and what it shall see next. */
export default function McRoom({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['mc', 'common']);
  const room = useRoom<McToServer, ServerToMc>('/mc', { enter: () => ({}), ...(transport ? { transport } : {}) });
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
        <McPage view={room.view} online={room.online} show={(picture) => room.send('screen:show', { picture })} />
      ) : (
        <Page>
          <StateCard kind="loading" title={t('entering')} />
        </Page>
      )}
    </div>
  );
}
