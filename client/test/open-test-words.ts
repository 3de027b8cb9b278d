import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { i18n, loadWords, openWords } from '../src/locales/i18n.ts';

// A busy machine may take seconds to render what a test waits for; a wait ends as soon as it is there.
configure({ asyncUtilTimeout: 8_000 });

// Imported by tests that render: the Vietnamese texts, and an empty page after each test.
await openWords('vi');
await loadWords('contestant', 'outage', 'waiting');

afterEach(async () => {
  cleanup();
  localStorage.clear();
  if (i18n.language !== 'vi') await i18n.changeLanguage('vi');
});
