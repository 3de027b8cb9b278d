import { Suspense } from 'react';
import { Page } from '../ui/page.tsx';
import { StateCard } from '../ui/state-card.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
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
