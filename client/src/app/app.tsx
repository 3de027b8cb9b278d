import { Component, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { StateCard } from '../ui/state-card.tsx';
import { Routes } from './routes.tsx';

export function App() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<Opening />}>
        <Routes />
      </Suspense>
    </ErrorBoundary>
  );
}

function Opening() {
  return (
    <Page>
      <StateCard kind="loading" />
    </Page>
  );
}

type State = { failed: boolean };

/** A fault of the page, also one that could not be loaded: shows what is safe and offers a way on. */
class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Crashed /> : this.props.children;
  }
}

function Crashed() {
  const { t } = useTranslation('common');
  return (
    <Page>
      <StateCard
        kind="error"
        action={
          <Button kind="primary" onClick={() => location.reload()}>
            {t('reload')}
          </Button>
        }
      >
        {t('crash')}
      </StateCard>
    </Page>
  );
}
