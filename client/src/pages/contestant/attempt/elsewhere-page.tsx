import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { contestPath, useVisit } from '../contestant-context.ts';
import type { AttemptDesk } from './use-attempt-desk.ts';

/** Another device holds the attempt; only a press brings it here. SPEC A11. */
export function ElsewherePage({ desk }: { desk: AttemptDesk }) {
  const { t } = useTranslation('contestant');
  const { slug, public: shown } = useVisit();
  const [busy, setBusy] = useState(false);
  const takeOver = async () => {
    setBusy(true);
    await desk.takeOver();
    setBusy(false);
  };
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <StateCard
        kind="closed"
        title={t('elsewhere.title')}
        action={
          <>
            <Button kind="primary" busy={busy} onClick={() => void takeOver()}>
              {t('elsewhere.takeOver')}
            </Button>
            <ButtonLink kind="quiet" href={contestPath(slug)}>
              {t('toContest')}
            </ButtonLink>
          </>
        }
      >
        {t('elsewhere.text')}
      </StateCard>
    </Page>
  );
}
