import type { McToServer, McView, ServerToMc } from '@hoithi/shared/contract/screen';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../app/use-page-title.ts';
import type { Transport } from '../../connection/transport.ts';
import { type UseNamespace, useNamespace } from '../../connection/use-namespace.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { McPage } from './choose/page.tsx';
import { DrivePage } from './drive/page.tsx';

/** The MC's pages: what the hall sees, and what it shall see next. */
export default function McApp({ transport }: { transport?: Transport }) {
  const { t } = useTranslation(['mc', 'common']);
  const namespace = useNamespace<McToServer, ServerToMc>('/mc', {
    enter: () => ({}),
    clock: true,
    ...(transport ? { transport } : {}),
  });
  usePageTitle(t('common:pageTitle.mc'));
  return (
    <div data-ground="lacquer" translate="no">
      {namespace.refused ? (
        <Page>
          <StateCard
            kind="closed"
            title={t('notIn.title')}
            action={
              <ButtonLink href="/" kind="primary">
                {t('common:toHome')}
              </ButtonLink>
            }
          >
            {t('notIn.text')}
          </StateCard>
        </Page>
      ) : namespace.view ? (
        <InNamespace namespace={namespace} view={namespace.view} />
      ) : (
        <Page>
          <StateCard kind="loading" title={t('entering')} />
        </Page>
      )}
    </div>
  );
}

/** A run that is on is driven; without one, a show or a still picture is chosen. */
function InNamespace({ namespace, view }: { namespace: UseNamespace<McToServer, ServerToMc>; view: McView }) {
  const { run } = view.show;
  if (run) return <DrivePage key={run.runId} namespace={namespace} view={view} run={run} />;
  return <McPage namespace={namespace} view={view} />;
}
