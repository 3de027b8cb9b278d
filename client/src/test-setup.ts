import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { i18n, loadWords, openWords } from './locales/i18n.ts';

await openWords('vi');
await loadWords('contestant');

afterEach(async () => {
  cleanup();
  if (i18n.language !== 'vi') await i18n.changeLanguage('vi');
});
