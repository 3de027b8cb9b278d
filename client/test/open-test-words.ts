import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { i18n, loadWords, openWords } from '../src/locales/i18n.ts';

// Imported by tests that render: the Vietnamese texts, an empty page after each test, and waits that end as soon as what
// they wait for is there, yet allow a busy machine some seconds.
// A page under test has no canvas to draw on, and says so at length each time one is wanted.
HTMLCanvasElement.prototype.getContext = () => null;
// Pages under test do not move: what would change little by little has changed.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), { matches: query.includes('reduce'), media: query }) as MediaQueryList;
configure({ asyncUtilTimeout: 8_000 });
await openWords('vi');
await loadWords('contestant', 'outage', 'start-queue');

afterEach(async () => {
  cleanup();
  localStorage.clear();
  if (i18n.language !== 'vi') await i18n.changeLanguage('vi');
});
